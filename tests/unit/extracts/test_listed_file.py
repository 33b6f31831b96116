"""A list or a register is taken whole or not at all, and its faults are told by line and never by content."""

from __future__ import annotations

from pathlib import Path

import pytest

from tertial.extracts.listed_file import ListProblem, number_column, read_listed
from tests.invented_persons import RESERVE, TODAY
from tests.persons_in_store import ALICE, BOB


def written(tmp_path: Path, text: str, name: str = "lista.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_are_read_with_their_lines_and_columns_in_any_case(tmp_path: Path) -> None:
    listed = read_listed(written(tmp_path, "Person; Enhet \na;  b \n\nc;d\n"))
    assert listed.column("person") == ["a", "c"]
    assert listed.column("ENHET") == ["b", "d"]
    assert listed.lines == (2, 4)
    assert len(listed) == 2


def test_a_line_that_cannot_be_read_refuses_the_file_and_is_named(tmp_path: Path) -> None:
    with pytest.raises(ListProblem, match=r"lista\.csv.*3") as refused:
        read_listed(written(tmp_path, f"person;unit\n{ALICE};hc-1\n{BOB};hc-1;hemligt\n"))
    assert BOB not in str(refused.value)
    assert "hemligt" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "person;unit\n"])
def test_a_file_without_rows_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ListProblem, match=r"lista\.csv"):
        read_listed(written(tmp_path, text))


def test_a_file_that_is_not_there_and_a_folder_of_several_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ListProblem, match=r"saknas\.csv"):
        read_listed(tmp_path / "saknas.csv")
    folder = tmp_path / "mapp"
    folder.mkdir()
    for name in ("a.csv", "b.csv"):
        written(folder, "person\nx\n", name)
    with pytest.raises(ListProblem, match="mapp"):
        read_listed(folder)


def test_a_missing_column_is_named_with_those_that_are_there(tmp_path: Path) -> None:
    listed = read_listed(written(tmp_path, "patient;enhet\na;b\n"))
    with pytest.raises(ListProblem, match=r"person.*patient, enhet"):
        listed.column("person")


def test_the_column_of_numbers_may_hold_some_that_are_none(tmp_path: Path) -> None:
    rows = "".join(f"{ALICE};Alice\n" for _ in range(19))
    listed = read_listed(written(tmp_path, f" nummer ;namn\n{rows}okänt;Nils\n"))
    assert number_column(listed, TODAY, ()).strip() == "nummer"


def test_a_column_mostly_of_other_things_is_none_of_numbers(tmp_path: Path) -> None:
    listed = read_listed(written(tmp_path, f"a;b\n{ALICE};x\ny;z\n"))
    with pytest.raises(ListProblem):
        number_column(listed, TODAY, ())
    assert number_column(listed, TODAY, (), "A") == "A"


def test_reserve_numbers_count_by_the_patterns_of_the_region(tmp_path: Path) -> None:
    listed = read_listed(written(tmp_path, "nummer;namn\n19900101A10K;Reserv\n"))
    assert number_column(listed, TODAY, (RESERVE,)) == "nummer"
    with pytest.raises(ListProblem):
        number_column(listed, TODAY, ())


def test_nothing_of_the_rows_is_in_the_text_of_the_file(tmp_path: Path) -> None:
    listed = read_listed(written(tmp_path, f"person;unit\n{ALICE};hc-1\n"))
    assert ALICE not in repr(listed)
