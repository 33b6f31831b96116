"""Extracts damaged in every way that senders and networks have found, built in code; each says what is to become of it.

What is expected: the rows that are accepted, and the reasons that must be among those given. None of the files holds
anything about a person.
"""

from __future__ import annotations

import io
import os
import random
import sqlite3
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import xlsxwriter
from pyarrow import parquet

from tertial.extracts.reasons import Reason

HEADER = "enhet;datum;dagar;namn"
GOOD = [f"HC{place};2025-0{1 + place % 9}-11;{place};Åsele {place}" for place in range(1, 9)]


@dataclass(frozen=True)
class Damaged:
    """A file, the rows of it that are still good (None: not told) and reasons that must be given."""

    name: str
    make: Callable[[Path], None]
    accepted: int | None
    reasons: frozenset[Reason]


def content(lines: list[str], end: str = "\n") -> bytes:
    return (end.join([HEADER, *lines]) + end).encode()


def text(name: str, data: bytes, accepted: int | None, *reasons: Reason) -> Damaged:
    return Damaged(name, lambda path: _put(path, data), accepted, frozenset(reasons))


def _put(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def with_line(line: str | bytes) -> bytes:
    raw = line if isinstance(line, bytes) else line.encode()
    good = [part.encode() for part in GOOD]
    return b"\n".join([HEADER.encode(), *good[:4], raw, *good[4:]]) + b"\n"


LINES: list[tuple[str, str | bytes, int, Reason | None]] = [
    ("quote-never-closed", 'HC;"2025;1;x', 8, Reason.UNCLOSED_QUOTE),
    ("quote-opens-the-line-and-is-never-closed", '"HC;2025;1;x', 8, Reason.UNCLOSED_QUOTE),
    ("quote-opens-the-last-cell", 'HC;2025;1;"x', 8, Reason.UNCLOSED_QUOTE),
    ("quote-inside-a-cell", 'HC;2025;1;5" skärm', 8, Reason.STRAY_QUOTE),
    ("text-after-the-closing-quote", 'HC;2025;1;"x"y', 8, Reason.STRAY_QUOTE),
    ("space-before-the-quote", 'HC;2025;1; "x"', 8, Reason.STRAY_QUOTE),
    ("space-after-the-quote", 'HC;2025;1;"x" ', 8, Reason.STRAY_QUOTE),
    ("quote-at-the-end-alone", 'HC;2025;1;x"', 8, Reason.STRAY_QUOTE),
    ("three-quotes", 'HC;2025;1;"""', 8, Reason.UNCLOSED_QUOTE),
    ("escaped-by-backslash", 'HC;2025;1;"x\\"y"', 8, Reason.STRAY_QUOTE),
    ("one-cell-too-few", "HC;2025;1", 8, Reason.TOO_FEW_CELLS),
    ("one-cell", "HC", 8, Reason.TOO_FEW_CELLS),
    ("one-cell-too-many", "HC;2025;1;x;y", 8, Reason.TOO_MANY_CELLS),
    ("separator-at-the-end", "HC;2025;1;x;", 8, Reason.TOO_MANY_CELLS),
    ("many-separators", ";" * 5_000, 8, Reason.TOO_MANY_CELLS),
    ("another-separator", "HC,2025,1,x", 8, Reason.TOO_FEW_CELLS),
    ("quoted-line-break-and-too-few", 'HC;"a\nb"', 8, Reason.TOO_FEW_CELLS),
    ("zero-byte", b"HC;2025;\x00;x", 8, Reason.NUL_BYTE),
    ("zero-bytes-alone", b"\x00" * 400, 8, Reason.NUL_BYTE),
    ("windows-1252-among-utf-8", "HC;2025;1;Åsa".encode("cp1252"), 8, Reason.WRONG_ENCODING),
    ("half-a-letter", b"HC;2025;1;\xc3", 8, Reason.WRONG_ENCODING),
    ("overlong-letter", b"HC;2025;1;\xc0\xaf", 8, Reason.WRONG_ENCODING),
    ("half-a-surrogate", b"HC;2025;1;\xed\xa0\x80", 8, Reason.WRONG_ENCODING),
    ("high-byte", b"HC;2025;1;\xff\xfe", 8, Reason.WRONG_ENCODING),
    ("utf-16-line", "HC;2025;1;x".encode("utf-16-le"), 8, Reason.NUL_BYTE),
    ("wrong-encoding-in-quotes", b'HC;2025;1;"\xe5"', 8, Reason.WRONG_ENCODING),
    ("lone-return", "HC;2025\r;1;x", 8, Reason.STRAY_RETURN),
    ("lone-return-beside-a-quote", 'HC;"2025"\r;1;x', 8, Reason.STRAY_RETURN),
    ("long-cell", "HC;2025;1;" + "x" * 70_000, 8, Reason.LONG_CELL),
    ("long-cell-in-quotes", 'HC;2025;1;"' + "x;" * 40_000 + '"', 8, Reason.LONG_CELL),
    ("long-line", "x" * 1_100_000, 8, Reason.LONG_LINE),
    ("long-line-of-many-cells", "x;" * 600_000, 8, Reason.LONG_LINE),
    ("header-again", HEADER, 8, Reason.REPEATED_HEADER),
    ("header-in-quotes-is-a-row", '"enhet";"datum";"dagar";"x"', 9, None),
    ("blank-lines", "\n\n\n", 8, None),
    ("separators-only", ";;;", 9, None),
    ("blanks-only", "   ", 8, Reason.TOO_FEW_CELLS),
    ("tabs-only", "\t\t\t", 8, Reason.TOO_FEW_CELLS),
    ("line-break-in-quotes", 'HC;2025;1;"a\nb\n\nc"', 9, None),
    ("formula", "HC;2025;1;=cmd|' /C calc'!A0", 9, None),
    ("date-of-1900", "HC;1900-01-01;1;x", 9, None),
    ("date-of-2099", "HC;2099-12-31;1;x", 9, None),
    ("negative-wait", "HC;2025-01-01;-3;x", 9, None),
    ("unit-name-for-an-id", "Åsele hälsocentral;2025-01-01;3;x", 9, None),
    ("swapped-columns", "2025-01-01;HC1;x;3", 9, None),
    ("emoji-and-combining", "HC;2025;1;🩺a\u030a", 9, None),
    ("control-signs", "HC;2025;1;\x01\x1b[31m\x7f", 9, None),
    ("right-to-left-mark", "HC;2025;1;\u202eabc", 9, None),
    ("substitute-sign-of-dos", "\x1a", 8, Reason.TOO_FEW_CELLS),
    ("html-error-page", "<html><body>502 Bad Gateway</body></html>", 8, Reason.TOO_FEW_CELLS),
    ("sql-client-s-footer", "(8 rows affected)", 8, Reason.TOO_FEW_CELLS),
]


def line_damage() -> Iterator[Damaged]:
    for name, line, accepted, reason in LINES:
        yield text(f"{name}.csv", with_line(line), accepted, *([reason] if reason else []))


def whole_damage() -> Iterator[Damaged]:
    good = content(GOOD)
    yield text("empty.csv", b"", 0, Reason.EMPTY_FILE)
    yield text("only-a-mark.csv", b"\xef\xbb\xbf", 0, Reason.EMPTY_FILE)
    yield text("only-line-feeds.csv", b"\n" * 50, 0, Reason.EMPTY_FILE)
    yield text("only-returns.csv", b"\r\n" * 50, 0, Reason.EMPTY_FILE)
    yield text("header-only.csv", HEADER.encode(), 0)
    yield text("truncated-in-a-row.csv", good[:-20], 7, Reason.TRUNCATED_LINE)
    yield text("truncated-in-a-letter.csv", good[: good.rindex("Å".encode()) + 1], 7, Reason.WRONG_ENCODING)
    yield text("truncated-in-a-quote.csv", good + b'HC;"20', 8, Reason.UNCLOSED_QUOTE)
    yield text("truncated-in-the-header.csv", b'enhet;"dat', 0, Reason.BROKEN_HEADER)
    yield text("no-last-line-feed.csv", good[:-1], 8)
    yield text("returns-doubled.csv", content(GOOD, "\r\r\n"), 8)
    yield text("returns-only.csv", content(GOOD, "\r"), 8)
    yield text("line-ends-mixed.csv", good.replace(b"\n", b"\r\n", 4), 8)
    yield text("marked-utf-16-cut-in-a-sign.csv", good.decode().encode("utf-16")[:-1], None, Reason.WRONG_ENCODING)
    yield text("windows-1252.csv", good.decode().encode("cp1252"), 8)
    yield text(
        "latin-1-with-a-utf-8-line.csv",
        good.decode().encode("latin-1") + "HC;1;1;å\n".encode(),
        8,
        Reason.WRONG_ENCODING,
    )
    yield text(
        "windows-1252-without-meaning.csv", good.decode().encode("cp1252") + b"HC;1;1;\x81\n", 8, Reason.WRONG_ENCODING
    )
    yield text(
        "mark-says-utf-8-and-lies.csv", b"\xef\xbb\xbf" + good.decode().encode("cp1252"), 0, Reason.WRONG_ENCODING
    )
    yield text("sep-line.csv", b"sep=;\r\n" + good, 8)
    yield text("duplicate-header.csv", good.replace(b"datum", b"enhet"), 8, Reason.DUPLICATE_HEADER)
    yield text("missing-header.csv", good.replace(b"datum", b""), 8, Reason.MISSING_HEADER)
    yield text("empty-header.csv", b";;;\n" + b"\n".join(good.split(b"\n")[1:]), 0, Reason.BROKEN_HEADER)
    yield text("header-with-zero-byte.csv", b"a\x00;b;c;d\n1;2;3;4\n", 0, Reason.BROKEN_HEADER)
    yield text("header-too-short.csv", good.replace(b";namn", b"", 1), 0, Reason.TOO_MANY_CELLS)
    yield text("header-too-long.csv", good.replace(b";namn", b";namn;mer", 1), 0, Reason.TOO_FEW_CELLS)
    yield text("title-above-the-header.csv", b"Uttag 2025\n" + good, 9)
    wide = ";".join(f"k{place}" for place in range(20_000)).encode()
    yield text("20000-columns.csv", wide + b"\n" + wide + b"\n1;2\n", 0, Reason.TOO_MANY_COLUMNS)
    yield text("2000-columns.csv", wide[: wide.index(b";k2000;")] + b"\n" + b";" * 1_999 + b"\n", 1)
    yield text("one-line-of-two-mebibytes.csv", b"x" * (2 << 20), 0, Reason.BROKEN_HEADER)
    yield text("nothing-but-zero-bytes.csv", b"\x00" * 100_000, 0, Reason.BROKEN_HEADER)
    yield text("every-line-opens-a-quote.csv", content(['"a;b;c;d'] * 3_000), None, Reason.UNCLOSED_QUOTE)
    yield text("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), 0, Reason.UNKNOWN_FORMAT)
    yield text("packed.csv", b"\x1f\x8b\x08" + bytes(100), 0, Reason.UNKNOWN_FORMAT)
    yield text("old-office.csv", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), 0, Reason.UNKNOWN_FORMAT)
    mark = "EncryptedPackage".encode("utf-16-le")
    yield text("password.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + mark, 0, Reason.PASSWORD)
    yield text("random.csv", random.Random(4).randbytes(20_000), None)
    yield Damaged("folder.csv", Path.mkdir, 0, frozenset({Reason.NOT_A_FILE}))
    yield Damaged("pipe.csv", os.mkfifo, 0, frozenset({Reason.NOT_A_FILE}))
    yield Damaged("device.csv", lambda path: path.symlink_to("/dev/null"), 0, frozenset({Reason.NOT_A_FILE}))
    yield Damaged(
        "link-to-nothing.csv", lambda path: path.symlink_to(path.parent / "none"), 0, frozenset({Reason.MISSING_FILE})
    )
    yield Damaged("never-sent.csv", lambda _path: None, 0, frozenset({Reason.MISSING_FILE}))


def archive(files: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", kind) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return stream.getvalue()


def archives() -> Iterator[Damaged]:
    good = content(GOOD)
    whole = archive({"a.csv": good, "b.csv": good})
    yield text("whole.zip", whole, 16)
    yield text("zip-called.csv", whole, 16)
    yield text("cut.zip", whole[:-30], 0, Reason.BROKEN_ARCHIVE)
    yield text("start-only.zip", whole[:40], 0, Reason.BROKEN_ARCHIVE)
    yield text("nothing-in-it.zip", archive({}), 0)
    yield text("slip.zip", archive({"../../etc/a.csv": good, "b.csv": good}), 8, Reason.UNSAFE_PATH)
    yield text("slip-of-windows.zip", archive({"..\\a.csv": good}), 0, Reason.UNSAFE_PATH)
    yield text("absolute.zip", archive({"/etc/a.csv": good}), 0, Reason.UNSAFE_PATH)
    yield text("drive.zip", archive({"C:/a.csv": good}), 0, Reason.UNSAFE_PATH)
    yield text("nested.zip", archive({"inner.zip": whole, "b.csv": good}), 8, Reason.NESTED_ARCHIVE)
    yield text("nested-called.zip", archive({"inner.csv": whole}), 0, Reason.NESTED_ARCHIVE)
    yield text("bomb.zip", archive({"a.csv": b"0" * (20 << 20)}), 0, Reason.ARCHIVE_TOO_DENSE)
    yield text("many.zip", archive({f"{place}.csv": b"a" for place in range(1_001)}), 0, Reason.ARCHIVE_TOO_MANY)
    yield text("empty-member.zip", archive({"a.csv": b"", "b.csv": good}), 8, Reason.EMPTY_FILE)
    yield text("left-by-macos.zip", archive({"__MACOSX/._a.csv": b"\x00\x05", "a.csv": good}), 8)
    yield text("link.zip", linked(), 0, Reason.SYMBOLIC_LINK)
    yield text("secret.zip", patched(whole, b"PK\x01\x02", 8, b"\x01\x00"), 8, Reason.ENCRYPTED)
    yield text("wrong-sum.zip", patched(whole, b"PK\x01\x02", 16, b"\0\0\0\0"), 8, Reason.BROKEN_ARCHIVE)
    yield text("unknown-packing.zip", patched(whole, b"PK\x01\x02", 10, b"\x63\x00"), 8, Reason.BROKEN_ARCHIVE)
    yield text(
        "says-64-gib.zip", patched(whole, b"PK\x01\x02", 24, struct.pack("<I", 0xFFFF0000)), 8, Reason.ARCHIVE_TOO_DENSE
    )
    overlapping = patched(whole, b"PK\x01\x02", 42, struct.pack("<I", whole.index(b"PK\x03\x04", 1)))
    yield text("overlapping.zip", overlapping, 0, Reason.ARCHIVE_TOO_DENSE)
    stored = archive({"a.csv": good}, zipfile.ZIP_STORED)
    yield text("flipped-byte.zip", stored.replace(b"HC1", b"HC2", 1), 0, Reason.BROKEN_ARCHIVE)


def linked() -> bytes:
    info = zipfile.ZipInfo("a.csv")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr(info, "/etc/passwd")
    return stream.getvalue()


def patched(data: bytes, after: bytes, offset: int, new: bytes) -> bytes:
    """The ZIP with some bytes of its first entry in the directory replaced."""
    place = data.index(after) + offset
    return data[:place] + new + data[place + len(new) :]


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return stream.getvalue()


def far_away() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        sheet = made.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "b")
    return stream.getvalue()


def table(columns: dict[str, object]) -> bytes:
    stream = io.BytesIO()
    parquet.write_table(pa.table(columns), stream)
    return stream.getvalue()


def database(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def others() -> Iterator[Damaged]:
    rows: list[list[object]] = [["enhet", "dagar"], ["HC1", 3], ["HC2", 4.5]]
    whole = workbook({"Blad1": rows})
    yield text("whole.xlsx", whole, 2)
    yield text("workbook-called.csv", whole, 2)
    yield text("cut.xlsx", whole[:-100], 0, Reason.BROKEN_ARCHIVE)
    yield text("no-rows.xlsx", workbook({"Blad1": []}), 0, Reason.NO_SHEET)
    yield text("two-sheets.xlsx", workbook({"A": rows, "B": rows}), 2, Reason.SEVERAL_SHEETS)
    yield text("duplicate.xlsx", workbook({"A": [["a", "a"], [1, 2]]}), 1, Reason.DUPLICATE_HEADER)
    yield text("no-name.xlsx", workbook({"A": [["a", None], [1, 2]]}), 1, Reason.MISSING_HEADER)
    yield text("far-away.xlsx", far_away(), 0, Reason.LARGE_FILE)
    sheet = archive({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<broken"})
    yield text("no-workbook.xlsx", sheet, 0, Reason.BROKEN_FILE)
    good = table({"enhet": ["HC1", "HC2", None], "dagar": [1, 2, 3]})
    yield text("whole.parquet", good, 3)
    yield text("parquet-called.csv", good, 3)
    yield text("cut.parquet", good[:-10], 0, Reason.BROKEN_FILE)
    yield text("no-end.parquet", good[:60], 0, Reason.BROKEN_FILE)
    yield text("broken-page.parquet", good[:8] + b"\xff" * 12 + good[20:], 0, Reason.BROKEN_FILE)
    yield text("lists.parquet", table({"a": [1], "b": [[1, 2]]}), 1, Reason.UNREADABLE_COLUMN)
    yield text("bytes.parquet", table({"a": [b"\xff\xfe"]}), 0, Reason.UNREADABLE_VALUE)
    yield text("no-columns.parquet", table({}), 0)
    whole_table = ("CREATE TABLE besok (enhet TEXT, dagar INTEGER)", "INSERT INTO besok VALUES ('HC1', 3)")
    yield Damaged("whole.db", lambda path: database(path, *whole_table), 1, frozenset())
    yield Damaged("no-table.db", lambda path: database(path, "VACUUM"), 0, frozenset())
    two = (*whole_table, "CREATE TABLE andra (a)")
    yield Damaged("two-tables.db", lambda path: database(path, *two), 0, frozenset({Reason.NO_TABLE}))
    blob = (*whole_table, "INSERT INTO besok VALUES (x'ff00', 3)")
    yield Damaged("bytes.db", lambda path: database(path, *blob), 1, frozenset({Reason.UNREADABLE_VALUE}))
    header = b"SQLite format 3\0"
    yield text("start-only.db", header, 0, Reason.BROKEN_FILE)
    yield text("broken.db", header + b"\xff" * 5_000, 0, Reason.BROKEN_FILE)


def every() -> list[Damaged]:
    return [*line_damage(), *whole_damage(), *archives(), *others()]


def campaign(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Good files with bytes cut out, put in, doubled or changed at random places; the same for the same seed."""
    chance = random.Random(seed)
    good = content(GOOD * 20)
    quoted = ("\n".join('"' + line.replace(";", '";"') + '"' for line in [HEADER, *GOOD * 20]) + "\n").encode()
    whole = [
        ("a.csv", good),
        ("b.csv", quoted),
        ("c.csv", good.decode().encode("utf-16")),
        ("d.csv", good.decode().encode("cp1252")),
        ("e.zip", archive({"a.csv": good})),
        ("f.xlsx", workbook({"A": [["a", "b"], *([place, "x"] for place in range(50))]})),
        ("g.parquet", table({"a": list(range(500)), "b": ["x"] * 500})),
    ]
    for place in range(count):
        name, data = whole[place % len(whole)]
        for _ in range(chance.randint(1, 4)):
            start = chance.randrange(len(data))
            length = chance.choice([1, 1, 2, 8, 60])
            new = chance.choice(
                [b"", b'"', b"\0", b"\r", b"\n", b";", b"\xff", data[:length], chance.randbytes(length)]
            )
            data = data[:start] + new + data[start + chance.choice([0, length]) :]
        yield f"{place:03}-{name}", data
