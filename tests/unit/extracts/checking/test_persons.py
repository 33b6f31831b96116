"""Numbers of persons: the same person the same number, in any form, on any thread, and nothing that shows."""

from __future__ import annotations

import pickle
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from tertial.domain.identity import Fault
from tertial.domain.pseudonyms import Person, pseudonymise
from tertial.extracts.checking import persons as module
from tertial.extracts.checking.days import EPOCH
from tertial.extracts.checking.persons import FAULTS, SEXES, UNKNOWN_DAY, Persons
from tests.invented_persons import RESERVE, TODAY, invented_persons
from tests.unit.extracts.checking.cast import KEY

FORMS = [form for person in invented_persons(800, 11) for form in person.forms()]
WRONG = ["", "x", "19121212-1213", "20301212-1212", "19121312-1212", "191212-121", "19121212-0002", "20121212+1212"]


def numbered(*columns: list[str]) -> tuple[Persons, list[list[int]]]:
    persons = Persons(KEY, TODAY, (RESERVE,))
    return persons, [persons.numbers(pa.array(column, pa.string())).tolist() for column in columns]


def test_every_text_stands_for_whom_one_by_one_reading_says() -> None:
    texts = [*FORMS, *WRONG] * 2
    random.Random(3).shuffle(texts)
    persons, found = numbered(texts[:500], texts[500:], texts)
    expected = pseudonymise([text.strip() for text in texts], KEY, TODAY, (RESERVE,))
    tokens = persons.tokens(np.arange(len(persons), dtype=np.int32)).to_pylist()
    assert found[2] == found[0] + found[1]
    for text, number in zip(texts, found[2], strict=True):
        outcome = expected[text.strip()]
        if isinstance(outcome, Fault):
            assert FAULTS[-1 - number] is outcome
            continue
        assert isinstance(outcome, Person)
        assert tokens[number] == outcome.token
        assert SEXES[persons.sexes[number]] == outcome.sex
        day = UNKNOWN_DAY if outcome.birth_day is None else outcome.birth_day.reveal().toordinal() - EPOCH
        assert persons.birth_days[number] == day


def test_persons_are_numbered_from_0_in_the_order_first_seen() -> None:
    persons, found = numbered(["19121212-1212", "", "20240229-9800"], ["240229-9800", "191212121212"])
    assert found == [[0, -1, 1], [1, 0]]
    assert len(persons) == 2


def test_a_number_without_century_is_read_as_of_the_day() -> None:
    for day, year in [(date(2012, 12, 11), 1912), (date(2012, 12, 12), 2012)]:
        persons = Persons(KEY, day, ())
        persons.numbers(pa.array(["1212121212", "121212-1212"]))
        assert len(persons) == 1
        assert persons.birth_days[0] == date(year, 12, 12).toordinal() - EPOCH


def test_several_threads_number_the_same_persons_alike() -> None:
    columns = [pa.array(FORMS[start::8], pa.string()) for start in range(8)]
    persons = Persons(KEY, TODAY, (RESERVE,))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(persons.numbers, columns))
    assert [column.tolist() for column in found] == [persons.numbers(column).tolist() for column in columns]
    assert len(persons) == 800


def test_wrong_texts_beyond_those_remembered_are_still_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_FAULTS", 3)
    texts = [f"19121212-{last:04}" for last in range(2000, 2040)] + [f"nej {number}" for number in range(20)]
    persons, (first, second) = numbered(texts, texts)
    assert first == second
    expected = pseudonymise(texts, KEY, TODAY, (RESERVE,))
    assert [number < 0 for number in first] == [isinstance(expected[text], Fault) for text in texts]
    assert np.array(first).max() == len(persons) - 1


def test_neither_repr_nor_pickle_nor_an_error_gives_anybody_away() -> None:
    persons, _found = numbered(["19121212-1212"])
    assert repr(persons) == "<Persons: sealed>"
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(persons)
    with pytest.raises(ValueError, match=r"^persons are not numbered without a key$"):
        Persons(None, TODAY, ()).numbers(pa.array(["19121212-1212"]))


def test_no_texts_are_no_persons() -> None:
    persons, found = numbered([])
    assert (len(persons), found) == (0, [[]])
