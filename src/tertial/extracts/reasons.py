"""Why a line, or a whole file, of an extract was not read or a row not accepted: stable codes, a sentence for each.

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
    # A database that is asked for rows.
    NO_DRIVER = "no_driver"
    NO_DATABASE = "no_database"
    UNTRUSTED_DATABASE = "untrusted_database"
    REFUSED_LOGIN = "refused_login"
    FORBIDDEN_TABLE = "forbidden_table"
    REFUSED_FUNCTION = "refused_function"
    WRONG_QUERY = "wrong_query"
    FAILED_QUERY = "failed_query"
    QUERY_TIMEOUT = "query_timeout"
    BROKEN_CONNECTION = "broken_connection"
    # A ZIP, or a file in it.
    BROKEN_ARCHIVE = "broken_archive"
    NESTED_ARCHIVE = "nested_archive"
    ENCRYPTED = "encrypted"
    UNSAFE_PATH = "unsafe_path"
    ARCHIVE_TOO_LARGE = "archive_too_large"
    ARCHIVE_TOO_DENSE = "archive_too_dense"
    ARCHIVE_TOO_MANY = "archive_too_many"
    NOT_IN_ARCHIVE = "not_in_archive"
    # A value, held against its column of the contract.
    MISSING_VALUE = "missing_value"
    UNKNOWN_CODE = "unknown_code"
    UNKNOWN_UNIT = "unknown_unit"
    UNDECLARED_UNIT = "undeclared_unit"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_NUMBER = "not_a_number"
    MANY_DECIMALS = "many_decimals"
    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    LONG_TEXT = "long_text"
    CONTROL_SIGN = "control_sign"
    IDENTITY_NUMBER = "identity_number"
    BAD_VERSION = "bad_version"
    # A day, a month or a time.
    NOT_A_DATE = "not_a_date"
    NOT_A_TIME = "not_a_time"
    NO_SUCH_DAY = "no_such_day"
    NO_SUCH_TIME = "no_such_time"
    PLACEHOLDER_DATE = "placeholder_date"
    IMPLAUSIBLE_DATE = "implausible_date"
    FUTURE = "future"
    TOO_EARLY = "too_early"
    TOO_OLD = "too_old"
    # A person.
    PERSON_EMPTY = "person_empty"
    PERSON_FORM = "person_form"
    PERSON_DATE = "person_date"
    PERSON_FUTURE = "person_future"
    PERSON_CENTURY = "person_century"
    PERSON_SERIAL = "person_serial"
    PERSON_CHECK_DIGIT = "person_check_digit"
    BEFORE_BIRTH = "before_birth"
    # A row among others, or each row of a file.
    CONFLICTING_ROWS = "conflicting_rows"
    MISSING_COLUMN = "missing_column"


def sentence(reason: Reason) -> str:
    """What the code means and, where a person can mend it, how; in the language in force."""
    return (
        _line_sentence(reason)
        or _header_sentence(reason)
        or _file_sentence(reason)
        or _database_sentence(reason)
        or _archive_sentence(reason)
        or _value_sentence(reason)
        or _day_sentence(reason)
        or _person_sentence(reason)
        or _contract_sentence(reason)
    )


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


def _database_sentence(reason: Reason) -> str:
    return {
        Reason.NO_DRIVER: _("Reading PostgreSQL needs the extra `postgresql`. Install tertial[postgresql]."),
        Reason.NO_DATABASE: _("No database answers at the host and port stated."),
        Reason.UNTRUSTED_DATABASE: _(
            "No encrypted connection could be made, or the database's certificate could not be checked."
        ),
        Reason.REFUSED_LOGIN: _(
            "The database turned the connection away: is the user, the password or the database's name wrong?"
        ),
        Reason.FORBIDDEN_TABLE: _("The database's user may not read one of the tables."),
        Reason.REFUSED_FUNCTION: _(
            "The query uses a function that is not PostgreSQL's own, or that may do more than compute. "
            "Put it in a view, and allow the view."
        ),
        Reason.WRONG_QUERY: _("The database does not understand the query. Only one SELECT can be run."),
        Reason.FAILED_QUERY: _("The database could not compute the answer. Try the query there, and mend it."),
        Reason.QUERY_TIMEOUT: _("The database took too long, waited too long for a lock, or stopped the query."),
        Reason.BROKEN_CONNECTION: _("The connection broke before all rows had come. Load again."),
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
    }.get(reason, "")


def _value_sentence(reason: Reason) -> str:
    return {
        Reason.MISSING_VALUE: _("A value is missing that the feed requires."),
        Reason.UNKNOWN_CODE: _("It is no code of the feed's scheme. Map the sender's codes in extracts.toml."),
        Reason.UNKNOWN_UNIT: _("The organisation has no unit with that id. Map the sender's units in extracts.toml."),
        Reason.UNDECLARED_UNIT: _("The extract is not declared to bring rows of that unit."),
        Reason.NOT_YES_OR_NO: _("It is neither yes nor no."),
        Reason.NOT_A_NUMBER: _("It is no number of the kind that the feed expects."),
        Reason.MANY_DECIMALS: _("The number has more decimals than are kept."),
        Reason.TOO_LOW: _("The number is lower than it can be."),
        Reason.TOO_HIGH: _("The number is higher than it can be."),
        Reason.LONG_TEXT: _("The text is longer than 200 characters."),
        Reason.CONTROL_SIGN: _("The text holds a control character: a line break, a tab or one that cannot be seen."),
        Reason.IDENTITY_NUMBER: _(
            "An identity number stands where no person may be named. Let the sender take it out."
        ),
        Reason.BAD_VERSION: _("The version of the row is missing or cannot be read."),
    }.get(reason, "")


def _day_sentence(reason: Reason) -> str:
    return {
        Reason.NOT_A_DATE: _("It is no date. Dates are written 2025-08-31, or as the extract's format says."),
        Reason.NOT_A_TIME: _(
            "It is no point in time. Times are written 2025-08-31T13:45, or as the extract's format says."
        ),
        Reason.NO_SUCH_DAY: _("There is no such day in the calendar."),
        Reason.NO_SUCH_TIME: _("There is no such time: the clocks skip that hour when summer time begins."),
        Reason.PLACEHOLDER_DATE: _("It is a day that systems write for nothing, such as 1900-01-01."),
        Reason.IMPLAUSIBLE_DATE: _("The day lies before 1900 or more than 20 years ahead."),
        Reason.FUTURE: _("The event has not happened yet."),
        Reason.TOO_EARLY: _("The event lies before the extract's first day."),
        Reason.TOO_OLD: _(
            "The event lies further back than the feed may be corrected. If it is right, load it with --history."
        ),
    }.get(reason, "")


def _person_sentence(reason: Reason) -> str:
    return {
        Reason.PERSON_EMPTY: _("There is no identity number."),
        Reason.PERSON_FORM: _("It is neither an identity number nor a reserve number by a pattern that is stated."),
        Reason.PERSON_DATE: _("The first digits of the identity number are no day."),
        Reason.PERSON_FUTURE: _("The birth day of the identity number has not come yet."),
        Reason.PERSON_CENTURY: _("The plus sign of the identity number does not fit its year of birth."),
        Reason.PERSON_SERIAL: _("The identity number has three zeros that nobody is given."),
        Reason.PERSON_CHECK_DIGIT: _("The last digit of the identity number does not fit the others."),
        Reason.BEFORE_BIRTH: _("The event lies before the person's birth."),
    }.get(reason, "")


def _contract_sentence(reason: Reason) -> str:
    return {
        Reason.CONFLICTING_ROWS: _(
            "Rows of the delivery say different things of the same event, and nothing tells which is right. State the "
            "column that tells the newer under version in extracts.toml."
        ),
        Reason.MISSING_COLUMN: _("The file lacks a column that must be there. Name it in extracts.toml."),
    }[reason]
