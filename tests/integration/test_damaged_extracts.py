"""Damaged extracts are read as far as they go: never a traceback, never a lost line, and the counts add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from tertial.extracts.batches import Tally, tally
from tertial.extracts.reading import read_source
from tertial.extracts.reasons import Reason, sentence
from tertial.extracts.source import find_sources
from tertial.language import using
from tests.damaged_extracts import Damaged, campaign, every

FILES = every()


def read(path: Path) -> tuple[Tally, set[Reason]]:
    found = find_sources(path)
    counted = tally(batch for file in found.files for batch in read_source(file))
    return counted, set(counted.reasons) | {refused.reason for refused in found.refused}


@pytest.mark.parametrize("damaged", FILES, ids=lambda damaged: damaged.name)
def test_a_damaged_extract_is_read_as_far_as_it_goes(damaged: Damaged, tmp_path: Path) -> None:
    path = tmp_path / damaged.name
    damaged.make(path)
    counted, reasons = read(path)
    assert damaged.accepted in {None, counted.accepted}
    assert reasons >= damaged.reasons
    assert counted.read == counted.accepted + counted.rejected


def test_the_same_files_in_a_folder_are_read_each_by_itself(tmp_path: Path) -> None:
    alone = 0
    for damaged in FILES:
        damaged.make(tmp_path / damaged.name)
        if not (tmp_path / damaged.name).is_symlink():
            alone += read(tmp_path / damaged.name)[0].accepted
    assert read(tmp_path)[0].accepted == alone


def test_there_are_at_least_eighty_of_them_under_names_of_their_own() -> None:
    assert len({damaged.name for damaged in FILES}) == len(FILES) >= 80


def test_files_damaged_at_random_are_counted_to_the_last_line(tmp_path: Path) -> None:
    for name, data in campaign(70, seed=11):
        (tmp_path / name).write_bytes(data)
        counted, reasons = read(tmp_path / name)
        assert counted.read > 0 or reasons, name


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence(reason: Reason, language: str) -> None:
    with using(language):
        assert sentence(reason).endswith((".", "?"))
