"""Why a line, or a whole file, of an extract was not read: stable codes and a sentence for each.

A sentence never holds a value of the row: it may be about a patient.
"""

from __future__ import annotations

from enum import StrEnum

from tertial.language import _


class Reason(StrEnum):
    """The codes that are stored and counted. A code never changes its meaning."""

    # A line.
    WRONG_ENCODING = "wrong_encoding"
    NUL_BYTE = "nul_byte"
    UNCLOSED_QUOTE = "unclosed_quote"
    STRAY_QUOTE = "stray_quote"
    STRAY_RETURN = "stray_return"
    TOO_FEW_CELLS = "too_few_cells"
    TOO_MANY_CELLS = "too_many_cells"
    TRUNCATED_LINE = "truncated_line"
    LONG_CELL = "long_cell"
    LONG_LINE = "long_line"
    REPEATED_HEADER = "repeated_header"
    UNREADABLE_VALUE = "unreadable_value"
    # The header, or each line below one that cannot be used.
    DUPLICATE_HEADER = "duplicate_header"
    MISSING_HEADER = "missing_header"
    BROKEN_HEADER = "broken_header"
    TOO_MANY_COLUMNS = "too_many_columns"
    UNREADABLE_COLUMN = "unreadable_column"
    # The file.
    EMPTY_FILE = "empty_file"
    NOT_A_FILE = "not_a_file"
    MISSING_FILE = "missing_file"
    SYMBOLIC_LINK = "symbolic_link"
    NO_RIGHT = "no_right"
    DISK_ERROR = "disk_error"
    UNKNOWN_FORMAT = "unknown_format"
    BROKEN_FILE = "broken_file"
    PASSWORD = "password"
    LARGE_FILE = "large_file"
    NO_SHEET = "no_sheet"
    SEVERAL_SHEETS = "several_sheets"
    NO_TABLE = "no_table"
    REFUSED_QUERY = "refused_query"
    # A ZIP, or a file in it.
    BROKEN_ARCHIVE = "broken_archive"
    NESTED_ARCHIVE = "nested_archive"
    ENCRYPTED = "encrypted"
    UNSAFE_PATH = "unsafe_path"
    ARCHIVE_TOO_LARGE = "archive_too_large"
    ARCHIVE_TOO_DENSE = "archive_too_dense"
    ARCHIVE_TOO_MANY = "archive_too_many"
    NOT_IN_ARCHIVE = "not_in_archive"


def sentence(reason: Reason) -> str:
    """What the code means and, where a person can mend it, how; in the language in force."""
    return _line_sentence(reason) or _header_sentence(reason) or _file_sentence(reason) or _archive_sentence(reason)


def _line_sentence(reason: Reason) -> str:
    return {
        Reason.WRONG_ENCODING: _("The line has signs in another encoding than the rest of the file."),
        Reason.NUL_BYTE: _("The line holds a zero byte: the file is damaged there."),
        Reason.UNCLOSED_QUOTE: _("A quotation mark opens in the line and is never closed."),
        Reason.STRAY_QUOTE: _(
            "A quotation mark stands inside a cell. Let the sender put the cell in quotes and double it."
        ),
        Reason.STRAY_RETURN: _("A carriage return stands inside a cell that is not in quotes."),
        Reason.TOO_FEW_CELLS: _("The line has fewer cells than the header."),
        Reason.TOO_MANY_CELLS: _("The line has more cells than the header."),
        Reason.TRUNCATED_LINE: _("The file ends in the middle of the line. Ask for the file again."),
        Reason.LONG_CELL: _("A cell is longer than 65,536 bytes."),
        Reason.LONG_LINE: _("The line is longer than 1 MiB."),
        Reason.REPEATED_HEADER: _("The header comes again: files have been put after each other."),
        Reason.UNREADABLE_VALUE: _("A cell holds an error or something that is no text, number or time."),
    }.get(reason, "")


def _header_sentence(reason: Reason) -> str:
    return {
        Reason.DUPLICATE_HEADER: _("Several columns have the same name; each got its place added to the name."),
        Reason.MISSING_HEADER: _("A column has no name; it is called by its place."),
        Reason.BROKEN_HEADER: _("The header cannot be read, so neither can the lines below it."),
        Reason.TOO_MANY_COLUMNS: _("The file has more than 2,000 columns; is its separator the right one?"),
        Reason.UNREADABLE_COLUMN: _("A column holds lists or structures, not single values, and was left out."),
    }.get(reason, "")


def _file_sentence(reason: Reason) -> str:
    return {
        Reason.EMPTY_FILE: _("The file is empty."),
        Reason.NOT_A_FILE: _("It is no ordinary file: a folder or a device stands where a file should be."),
        Reason.MISSING_FILE: _("The file is not there."),
        Reason.SYMBOLIC_LINK: _("It is a link to a file elsewhere. Put the file itself here."),
        Reason.NO_RIGHT: _("This user may not read the file."),
        Reason.DISK_ERROR: _("The disk failed while the file was read."),
        Reason.UNKNOWN_FORMAT: _("The file is neither text, XLSX, Parquet, SQLite nor ZIP."),
        Reason.BROKEN_FILE: _("The file is damaged or cut short. Ask for it again."),
        Reason.PASSWORD: _("The workbook is protected by a password."),
        Reason.LARGE_FILE: _("The file takes more memory than is allowed for its format. Send it as CSV or in parts."),
        Reason.NO_SHEET: _("The workbook has no sheet of that name, or none with rows."),
        Reason.SEVERAL_SHEETS: _("The workbook has rows on more than one sheet; only one was read. Name the sheet."),
        Reason.NO_TABLE: _("The database has no such table or column, or several tables and none is named."),
        Reason.REFUSED_QUERY: _("Only one SELECT from tables that have been allowed is run."),
    }.get(reason, "")


def _archive_sentence(reason: Reason) -> str:
    return {
        Reason.BROKEN_ARCHIVE: _("The ZIP file, or the file in it, is damaged. Ask for it again."),
        Reason.NESTED_ARCHIVE: _("An archive inside an archive is not opened."),
        Reason.ENCRYPTED: _("The file in the ZIP is encrypted."),
        Reason.UNSAFE_PATH: _("The name in the ZIP leads out of its folder."),
        Reason.ARCHIVE_TOO_LARGE: _("The ZIP holds more than 64 GiB unpacked."),
        Reason.ARCHIVE_TOO_DENSE: _("A file in the ZIP would grow more than 250 times when unpacked."),
        Reason.ARCHIVE_TOO_MANY: _("The ZIP holds more than 1,000 files."),
        Reason.NOT_IN_ARCHIVE: _("A database is not read out of a ZIP. Unpack it first."),
    }[reason]
