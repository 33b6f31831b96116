"""SQL that is written once: what is kept is what would be written, and who finds it kept does without Ibis."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tertial.compute import written as writers
from tertial.compute.partitions import PartitionQuestions
from tertial.compute.plan import Scope, planned
from tertial.compute.terms import terms_of
from tertial.compute.token_plan import TokenPlan
from tertial.compute.token_rows import TokenPartition
from tertial.compute.written import WrittenSql
from tertial.definitions.library import library_indicators
from tertial.domain.grounded_measures import grounded_indicator
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Unique
from tertial.store.canonical import digest
from tertial.store.kept_texts import KeptTexts
from tests.unit.compute.organisations import a_unit, an_area, an_organisation


def the_library() -> list[Indicator]:
    """Of a region with a unit of some kind."""
    organisation = an_organisation(an_area("north"), a_unit("a", "north"))
    return [grounded_indicator(indicator, organisation) for indicator in library_indicators().values()]


@pytest.fixture(scope="module")
def library() -> list[Indicator]:
    return the_library()


def asked_of(written: WrittenSql, indicators: list[Indicator]) -> Iterator[object]:
    """All that the engine asks for to compute the indicators."""
    for scope in planned(terms_of(indicators)):
        yield of_scope(written, scope)
    for indicator in indicators:
        if isinstance(indicator.measure, Unique):
            plan = TokenPlan.of_indicator(indicator, indicator.measure)
            yield written.token_entries(plan) if plan.scope.fact.derived else TokenPartition.of(plan, written)


def of_scope(written: WrittenSql, scope: Scope) -> object:
    if not scope.fact.derived:
        return PartitionQuestions.of(scope, written)
    if not written.gathers(scope.fact):
        return written.statements(scope, from_kept=False)
    first = [written.gathering(scope, number) for number in (None, 24_299, 24_300)]
    return first, [written.statements(scope, from_kept=from_kept) for from_kept in (False, True)]


def test_what_is_kept_for_the_whole_library_is_what_would_be_written(
    library: list[Indicator], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = list(map(repr, asked_of(WrittenSql(), library)))
    assert list(map(repr, asked_of(WrittenSql.beside(tmp_path), library))) == plain
    monkeypatch.setattr(writers, "_writing", lambda: None)
    assert list(map(repr, asked_of(WrittenSql.beside(tmp_path), library))) == plain
    assert len(plain) > 40


def test_definitions_that_differ_in_one_number_are_not_taken_for_each_other(library: list[Indicator]) -> None:
    asked: dict[str, object] = {}

    class Told(KeptTexts):
        def texts(self, key: str, write: object) -> tuple[str, ...]:
            texts = super().texts(key, write)  # type: ignore[arg-type]
            assert asked.setdefault(key, texts) == texts
            return texts

    list(asked_of(WrittenSql(Told()), library))
    assert len(set(asked.values())) > 100


WHO_FINDS_IT = """
import sys
from pathlib import Path
from tests.unit.compute.test_written import asked_of, the_library
from tertial.compute.written import WrittenSql
list(asked_of(WrittenSql.beside(Path(sys.argv[1])), the_library()))
print("ibis" in sys.modules)
"""


def test_the_next_process_does_without_ibis(tmp_path: Path) -> None:
    """Whatever order its sets come in."""
    loaded = []
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", WHO_FINDS_IT, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        loaded.append(done.stdout.strip())
    assert loaded == ["True", "False"]


def test_texts_of_other_code_are_not_read(
    library: list[Indicator], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(asked_of(WrittenSql.beside(tmp_path), library[:5]))
    monkeypatch.setattr(writers, "edition", lambda: digest(b"tomorrow's code"))
    monkeypatch.setattr(writers, "_writing", lambda: pytest.fail("written again"))
    with pytest.raises(pytest.fail.Exception, match="written again"):
        list(asked_of(WrittenSql.beside(tmp_path), library[:5]))
