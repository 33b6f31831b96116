"""Upgrading: a folder put together by hand and saved by Excel becomes one that reads, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tertial.definitions import upgrade as upgrading
from tertial.definitions.atomic_file import replace_file
from tertial.definitions.plain_figures import plain_figure
from tertial.definitions.upgrade import NotUpgradedError, upgrade_folder
from tertial.language import using

SETTINGS = '#:schema .schemas/region.json\n# Vår region\n\nid = "norr"\nname = "Norr"   # så heter den\n'
OUTCOMES = "indicator;unit;period;sex;age_band;category;numerator;denominator;value;source;published\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "norr"
    (root / "indicators").mkdir(parents=True)
    (root / "outcomes").mkdir()
    write(root, "region.toml", SETTINGS)
    write(root, "indicators/phone.yaml", 'id: phone\nvalue_unit: "%"   # procent\n')
    write(root, "indicators/visits.yaml", "id: visits\nvalue_unit: count   # inte %\n")
    return root


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> None:
    (folder / name).write_bytes(text.encode(encoding))


def read(folder: Path, name: str) -> str:
    return (folder / name).read_bytes().decode("utf-8")


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def outcomes(*rows: str) -> str:
    return OUTCOMES + "".join(f"{row}\r\n" for row in rows)


def test_a_folder_without_version_gets_one_below_its_first_comments(folder: Path) -> None:
    done = upgrade_folder(folder)
    assert read(folder, "region.toml") == SETTINGS.replace('id = "norr"', 'schema_version = 1\nid = "norr"')
    assert (done.from_version, done.to_version) == (0, 1)


def test_a_folder_of_the_newest_version_has_nothing_to_do(folder: Path) -> None:
    upgrade_folder(folder)
    before = snapshot(folder)
    done = upgrade_folder(folder)
    assert (done.steps, done.files, done.left) == ((), {}, ())
    assert snapshot(folder) == before
    with using("en"):
        assert done.sentences() == ("The folder already has the newest version, 1. There is nothing to do.",)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_table_of_any_usual_encoding_becomes_plain_utf_8(folder: Path, encoding: str) -> None:
    write(folder, "organisation.csv", "id;name;kind\r\nost;Östra länsdelen;board\r\n", encoding)
    upgrade_folder(folder)
    assert read(folder, "organisation.csv") == "id,name,kind\nost,Östra länsdelen,board\n"


def test_a_swedish_excel_table_becomes_commas_and_points(folder: Path) -> None:
    write(folder, "outcomes/care.csv", outcomes("phone;norr;2025-YTD08;;;;622;1 029;81,50 %;Avsnitt 2, tabell 1;yes"))
    done = upgrade_folder(folder)
    assert read(folder, "outcomes/care.csv").split("\n")[1] == (
        'phone,norr,2025-YTD08,,,,622,1029,81.50,"Avsnitt 2, tabell 1",yes'
    )
    assert done.left == ()


def test_what_excel_adds_around_a_table_is_taken_out(folder: Path) -> None:
    write(folder, "memberships.csv", "sep=;\r\nunit;tree;node;;\r\nost;frame;care;;\r\n;;;;\r\n")
    upgrade_folder(folder)
    assert read(folder, "memberships.csv") == "unit,tree,node\nost,frame,care\n"


def test_a_table_parted_by_tabs_becomes_commas(folder: Path) -> None:
    write(folder, "economy.csv", "frame\tamount\tunit\nnorr\t-1 234,5\tMSEK\nnorr\t4,8 %\t%\n", "utf-16")
    upgrade_folder(folder)
    assert read(folder, "economy.csv") == "frame,amount,unit\nnorr,-1234.5,MSEK\nnorr,4.8,%\n"


def test_the_shares_of_several_successors_stay_in_one_cell(folder: Path) -> None:
    write(folder, "organisation.csv", 'id;share\r\nost;"0,6;0,4"\r\n')
    upgrade_folder(folder)
    assert read(folder, "organisation.csv") == "id,share\nost,0.6;0.4\n"


@pytest.mark.parametrize(
    ("row", "read_", "line"),
    [
        ("phone;norr;2025;;;;;;ca 81;s;yes", "ca 81", 3),
        ("visits;norr;2025;;;;;;92 %;s;yes", "92 %", 3),
        ("phone;norr;2025;;;;6,5;10;65;s;yes", "6,5", 3),
        ("phone;norr;2025;;;;;;81;s", "phone;norr;2025;;;;;;81;s", 3),
    ],
)
def test_what_is_not_certain_is_left_and_told_with_its_line(folder: Path, row: str, read_: str, line: int) -> None:
    write(folder, "outcomes/care.csv", outcomes('phone;norr;2024;;;;;;80;"s";yes', row))
    done = upgrade_folder(folder)
    assert [(left.path, left.line, left.read) for left in done.left] == [("outcomes/care.csv", line, read_)]
    with using("en"):
        assert any(f"outcomes/care.csv:{line}: left ”{read_}” as it stands" in said for said in done.sentences())
    assert read_.split(";")[0] in read(folder, "outcomes/care.csv")


def test_a_comma_that_could_mean_thousands_is_not_guessed(folder: Path) -> None:
    rows = 'indicator,unit,numerator,value\nphone,norr,"1,234","81,5"\n'
    write(folder, "outcomes/care.csv", rows)
    done = upgrade_folder(folder)
    assert read(folder, "outcomes/care.csv") == 'indicator,unit,numerator,value\nphone,norr,"1,234",81.5\n'
    assert [left.read for left in done.left] == ["1,234"]


def test_a_plain_table_is_left_byte_for_byte(folder: Path) -> None:
    text = 'indicator,unit,value\n"phone","norr",81.50\r\n'
    write(folder, "outcomes/care.csv", text)
    upgrade_folder(folder)
    assert read(folder, "outcomes/care.csv") == text


def test_a_file_in_an_unknown_encoding_is_left_and_told(folder: Path) -> None:
    (folder / "organisation.csv").write_bytes(b"id;name\r\nost;\x81\x8d\r\n")
    done = upgrade_folder(folder)
    assert (folder / "organisation.csv").read_bytes() == b"id;name\r\nost;\x81\x8d\r\n"
    assert [left.path for left in done.left] == ["organisation.csv"]


def test_the_files_as_they_were_are_kept_each_time(folder: Path) -> None:
    first = outcomes("phone;norr;2025;;;;;;81,5;s;yes")
    write(folder, "outcomes/care.csv", first)
    assert upgrade_folder(folder).kept_in == ".before-upgrade/1"
    again = outcomes("phone;norr;2025;;;;;;82,5;s;yes")
    write(folder, "outcomes/care.csv", again)
    done = upgrade_folder(folder)
    assert done.steps == ()
    assert list(done.files) == ["outcomes/care.csv"]
    assert read(folder, ".before-upgrade/1/outcomes/care.csv") == first
    assert read(folder, ".before-upgrade/1/region.toml") == SETTINGS
    assert read(folder, ".before-upgrade/2/outcomes/care.csv") == again


def test_the_version_is_written_last_so_that_a_kill_leaves_a_folder_to_upgrade_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "outcomes/care.csv", outcomes("phone;norr;2025;;;;;;81,5;s;yes"))
    write(folder, "organisation.csv", "id;name\r\nost;Öst\r\n", "cp1252")
    whole = replace_file
    written: list[str] = []

    def killed_before_the_settings(path: Path, content: bytes, *, instead_of: bytes | None = None) -> None:
        if path == folder / "region.toml":
            raise KeyboardInterrupt
        written.append(path.name)
        whole(path, content, instead_of=instead_of)

    monkeypatch.setattr(upgrading, "replace_file", killed_before_the_settings)
    with pytest.raises(KeyboardInterrupt):
        upgrade_folder(folder)
    assert read(folder, "region.toml") == SETTINGS
    monkeypatch.undo()
    done = upgrade_folder(folder)
    assert (done.from_version, done.left) == (0, ())
    assert read(folder, "organisation.csv") == "id,name\nost,Öst\n"
    assert "81.5" in read(folder, "outcomes/care.csv")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("schema_version = 2\n", "Install a newer Tertial"),
        ('schema_version = "ett"\n', "whole number"),
        ("schema_version = -1\n", "whole number"),
        ("id = \n", "Mend it first"),
    ],
)
def test_a_folder_that_cannot_be_upgraded_is_refused_and_left_alone(folder: Path, settings: str, said: str) -> None:
    write(folder, "region.toml", settings)
    write(folder, "organisation.csv", "id;name\r\nost;Öst\r\n", "cp1252")
    before = snapshot(folder)
    with using("en"), pytest.raises(NotUpgradedError, match=said):
        upgrade_folder(folder)
    assert snapshot(folder) == before


def test_a_folder_that_is_no_region_folder_is_refused(tmp_path: Path) -> None:
    with using("en"), pytest.raises(NotUpgradedError, match="no region folder"):
        upgrade_folder(tmp_path)


def test_a_link_out_of_the_folder_is_left_alone(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("id;name\n", "utf-8")
    (folder / "organisation.csv").symlink_to(outside)
    upgrade_folder(folder)
    assert outside.read_text("utf-8") == "id;name\n"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("81", "81"),
        ("70.0", "70.0"),
        ("81,5", "81.5"),
        (" 81,50 % ", "81.50"),
        ("92%", "92"),
        ("1 234", "1234"),
        ("12\u00a0345\u00a0678,9", "12345678.9"),
        ("−4,8", "-4.8"),
        ("1,234", "1.234"),
        ("12 34", None),
        ("1.234,5", "1234.5"),
        ("12.34,5", None),
        ("ca 90", None),
        ("-", None),
        ("90–95", None),
        ("1e3", None),
        ("٣", None),
    ],
)
def test_a_figure_is_made_plain_only_where_it_is_certain(written: str, plain: str | None) -> None:
    assert plain_figure(written, percent=True, comma_is_decimal=True) == plain


def test_the_report_of_an_upgrade_as_json_names_everything(folder: Path) -> None:
    write(folder, "outcomes/care.csv", outcomes("phone;norr;2025;;;;;;ca 81;s;yes"))
    with using("en"):
        document = upgrade_folder(folder).as_json()
    assert document["from_version"] == 0
    assert document["kept_in"] == ".before-upgrade/1"
    assert document["left"] == [
        {"path": "outcomes/care.csv", "line": 2, "read": "ca 81", "why": "no figure that is certain, in value"}
    ]
