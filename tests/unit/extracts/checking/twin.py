"""The same rules once more, row by row and in the plainest way, to hold the fast ones against."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tertial.domain.calendar import Month
from tertial.domain.clock import TIME_ZONE
from tertial.domain.extracts import Cell, VersionKind
from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery
from tertial.domain.identity import Identity, IdentityError, parse
from tertial.domain.nearest import nearest
from tertial.domain.person_key import PersonKey
from tertial.domain.pseudonyms import age_at
from tertial.domain.row_marks import Mark
from tertial.domain.sealed import BirthDay
from tertial.extracts.checking.terms import Terms

SPACES = " \t\r\n\u00a0\u2007\u2009\u202f\ufeff"
PLACEHOLDERS = ("1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "2099-12-31", "9999-12-31")


_BITS = {Mark.REGISTER_OPT_OUT: 1, Mark.BLOCKED: 4, Mark.PROTECTED_IDENTITY: 8}


class Fault(Exception):  # noqa: N818 - the noun of the field
    def __init__(self, reason: str, nearest: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.nearest = nearest


class Twin:
    def __init__(self, terms: Terms, key: PersonKey) -> None:
        self.terms = terms
        self.key = key

    def outcome(self, row: Mapping[str, str]) -> dict[str, Any] | tuple[str, str, str]:
        """The stored row, or column, reason and nearest of the first fault."""
        feed, extract = self.terms.feed, self.terms.extract
        marks = {mark for mark, flag in extract.marks.items() if _says(row, flag.column, flag.values)}
        flagged = extract.deleted is not None and _says(row, extract.deleted.column, extract.deleted.values)
        deleted = flagged or Mark.REGISTER_OPT_OUT in marks
        found: dict[str, Any] = {}
        faults: dict[str, Fault] = {}
        for column in feed.columns:
            try:
                found[column.name] = self.value(column, row)
            except Fault as fault:
                found[column.name] = None
                if not deleted or column.name in feed.key:
                    faults[column.name] = fault
        event = found[feed.event]
        day = event[1] if isinstance(event, tuple) else event
        found |= self.age(found, day, {} if deleted else faults)
        found["version"] = self.version(row, faults)
        for name in (*feed.names, "version"):
            if name in faults:
                return name, faults[name].reason, faults[name].nearest
        return self.stored(found) | {
            "marks": sum(_BITS[mark] for mark in marks),
            "deleted": deleted,
            "event_month": -1 if day is None else Month(day.year, day.month).ordinal,
        }

    def age(self, found: dict[str, Any], day: date | None, faults: dict[str, Fault]) -> dict[str, int | None]:
        """The ages at the event; one before the birth is a fault."""
        identity: Identity | None = found["person"]
        birth, told = found.pop("birth_day"), "birth_day"
        if birth is None and identity is not None and identity.birth_day is not None:
            birth, told = identity.birth_day.reveal(), "person"
        if birth is None or day is None:
            return {"age_years": None, "age_days": None}
        if day < birth:
            faults.setdefault(told, Fault("before_birth"))
            return {"age_years": None, "age_days": None}
        age = age_at(BirthDay(birth), day)
        return {"age_years": age.years, "age_days": age.days}

    def stored(self, found: dict[str, Any]) -> dict[str, Any]:
        """The columns as they are stored."""
        identity: Identity | None = found["person"]
        found["sex"] = "unknown" if identity is None else str(identity.sex)
        found["person"] = None if identity is None else self.key.token(identity.number)
        for column in self.terms.feed.columns:
            if column.kind is ColumnKind.INSTANT:
                found[column.name], found[f"{column.name}_day"] = found[column.name] or (None, None)
        return found

    def value(self, column: Column, row: Mapping[str, str]) -> Any:
        cell = self.terms.extract.columns.get(column.name, Cell(column=column.name))
        text = (cell.constant or row.get(cell.column, "")).strip(SPACES)
        if text in cell.empty:
            text = ""
        if column.kind is not ColumnKind.PERSON and text:
            folded = {sent.casefold(): code for sent, code in cell.codes.items()}
            text = cell.codes.get(text, folded.get(text.casefold(), text))
        if not text:
            if column.required:
                raise Fault("person_empty" if column.kind is ColumnKind.PERSON else "missing_value")
            return None
        return _READERS[column.kind](self, column, text)

    def version(self, row: Mapping[str, str], faults: dict[str, Fault]) -> int | None:
        """The row's version; one that is missing or cannot be read is a fault."""
        stated = self.terms.extract.version
        if stated is None:
            return None
        text = row.get(stated.column, "").strip(SPACES)
        try:
            if stated.kind is VersionKind.INTEGER:
                return int(_number(text, 0))
            instant, _day = self.instant(None, text)
        except Fault:
            faults["version"] = Fault("bad_version")
            return None
        return (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)

    def person(self, _column: Column, text: str) -> Identity:
        try:
            return parse(text, self.terms.today, self.terms.patterns)
        except IdentityError as error:
            raise Fault(f"person_{error.fault}") from None

    def unit(self, column: Column, text: str) -> str:
        for known, unit in self.terms.units.items():
            if known.casefold() == text.casefold():
                if column.name == "unit" and unit not in self.terms.declared:
                    raise Fault("undeclared_unit")
                return unit
        raise Fault("unknown_unit", nearest(text, sorted(set(self.terms.units.values()))))

    def code(self, column: Column, text: str) -> str:
        assert column.scheme is not None
        codes = column.scheme.codes
        by_id = [code for code in codes if code.casefold() == text.casefold()]
        by_label = {
            code for code, label in codes.items() if text.casefold() in {label.sv.casefold(), label.en.casefold()}
        }
        for found in (by_id, by_label):
            if len(found) == 1:
                return next(iter(found))
        names: dict[str, set[str]] = {}
        for code, label in codes.items():
            for name in (label.sv, label.en):
                names.setdefault(name.casefold(), set()).add(code)
        known = {name: next(iter(meant)) for name, meant in names.items() if len(meant) == 1}
        known |= {code.casefold(): code for code in codes}
        raise Fault("unknown_code", known.get(nearest(text, known), ""))

    def yes_no(self, _column: Column, text: str) -> bool:
        if text.casefold() in ("yes", "ja", "j", "y", "true", "sant", "1"):
            return True
        if text.casefold() in ("no", "nej", "n", "false", "falskt", "0"):
            return False
        raise Fault("not_yes_or_no")

    def number(self, column: Column, text: str) -> Any:
        decimals = {ColumnKind.INTEGER: 0, ColumnKind.DECIMAL: 6, ColumnKind.AMOUNT: 2}[column.kind]
        number = _number(text, decimals)
        if column.low is not None and number < column.low:
            raise Fault("too_low")
        if column.high is not None and number > column.high:
            raise Fault("too_high")
        if column.kind is ColumnKind.AMOUNT:
            return int(number * 100)
        return int(number) if column.kind is ColumnKind.INTEGER else number

    def day(self, column: Column, text: str) -> date:
        match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(.*)", text, re.ASCII | re.DOTALL)
        match = match or re.fullmatch(r"(\d{4})(\d\d)(\d\d)(.*)", text, re.ASCII | re.DOTALL)
        if match is None or not re.fullmatch(r"|[T ]00:00(:00([.,]0{1,9})?)?", match[4]):
            raise Fault("not_a_date")
        return self.possible(column, _day(match[1], match[2], match[3]))

    def month(self, column: Column, text: str) -> date:
        match = re.fullmatch(r"(\d{4})-(\d\d)(-01([T ]00:00(:00([.,]0{1,9})?)?)?)?", text, re.ASCII)
        match = match or re.fullmatch(r"(\d{4})(\d\d)(01)?", text, re.ASCII)
        if match is None:
            raise Fault("not_a_date")
        return self.possible(column, _day(match[1], match[2], "01"))

    def instant(self, column: Column | None, text: str) -> tuple[datetime, date]:
        match = re.fullmatch(
            r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?([Zz]|([+-])(\d\d)(?::?(\d\d))?)?",
            text,
            re.ASCII,
        )
        if match is None:
            raise Fault("not_a_time")
        day = _day(match[1], match[2], match[3])
        hour, minute, second = int(match[4]), int(match[5]), int(match[6] or "0")
        ahead = timedelta(hours=int(match[10] or "0"), minutes=int(match[11] or "0"))
        if hour > 23 or minute > 59 or second > 59 or int(match[11] or "0") > 59 or ahead >= timedelta(hours=24):
            raise Fault("not_a_time")
        self.possible(None, day)
        micros = int(((match[7] or "") + "000000")[:6])
        clock = datetime(day.year, day.month, day.day, hour, minute, second, micros, tzinfo=TIME_ZONE)
        if match[8]:
            instant = clock.replace(tzinfo=UTC) - (-ahead if match[9] == "-" else ahead)
        else:
            instant = clock.astimezone(UTC)
            if instant.astimezone(TIME_ZONE).replace(tzinfo=None) != clock.replace(tzinfo=None):
                raise Fault("no_such_time")
        local = instant.astimezone(TIME_ZONE).date()
        self.possible_event(column, local)
        return instant, local

    def possible(self, column: Column | None, day: date) -> date:
        today = self.terms.today
        if day.isoformat() in PLACEHOLDERS:
            raise Fault("placeholder_date")
        if day.year < 1900 or day > today.replace(year=today.year + 20):
            raise Fault("implausible_date")
        self.possible_event(column, day)
        return day

    def possible_event(self, column: Column | None, day: date) -> None:
        terms = self.terms
        if column is None or column.name != terms.feed.event:
            return
        first = terms.extract.first_day
        if column.kind is ColumnKind.MONTH:
            first = first.replace(day=1)
        if day > terms.today:
            raise Fault("future")
        if terms.feed.delivery is Delivery.DELTA and day < first:
            raise Fault("too_early")
        if terms.oldest is not None and (day.year, day.month) < (terms.oldest.year, terms.oldest.number):
            raise Fault("too_old")

    def word(self, column: Column, text: str) -> str:
        if len(text) > 200:
            raise Fault("long_text")
        if any(ord(sign) < 32 or 127 <= ord(sign) < 160 or sign in "\u2028\u2029\u200b\u202e" for sign in text):
            raise Fault("control_sign")
        if column.kind is ColumnKind.TEXT:
            tried = re.findall(r"(?<!\d)(?:\d\d)?\d{6}[ \u00a0]?[-+–]?[ \u00a0]?\d{4}(?!\d)", text, re.ASCII)
        else:
            tried = [text]
        for one in tried:
            bare = re.fullmatch(r"[0-9]{10}", re.sub(r"[\s]", "", one))
            if self._is_number(one) and not (bare and column.kind is ColumnKind.KEY):
                raise Fault("identity_number")
        return text

    def _is_number(self, text: str) -> bool:
        try:
            parse(text, self.terms.today)
        except IdentityError:
            return False
        return True


_READERS: Mapping[ColumnKind, Callable[[Twin, Column, str], Any]] = {
    ColumnKind.PERSON: Twin.person,
    ColumnKind.UNIT: Twin.unit,
    ColumnKind.CODE: Twin.code,
    ColumnKind.YES_NO: Twin.yes_no,
    ColumnKind.INTEGER: Twin.number,
    ColumnKind.DECIMAL: Twin.number,
    ColumnKind.AMOUNT: Twin.number,
    ColumnKind.DATE: Twin.day,
    ColumnKind.BIRTH_DAY: Twin.day,
    ColumnKind.MONTH: Twin.month,
    ColumnKind.INSTANT: Twin.instant,
    ColumnKind.KEY: Twin.word,
    ColumnKind.CLINICIAN: Twin.word,
    ColumnKind.TEXT: Twin.word,
}


def _says(row: Mapping[str, str], column: str, values: frozenset[str]) -> bool:
    return row.get(column, "").strip(SPACES).casefold() in {value.casefold() for value in values}


def _day(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Fault("no_such_day") from None


def _number(text: str, decimals: int) -> Decimal:
    text = text.replace("−", "-")
    sign, digits = (text[0], text[1:]) if text[:1] in ("+", "-") else ("", text)
    spaced = re.sub(r"(?<=\d)[ \u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))", "", digits, flags=re.ASCII)
    if re.search(r"[.,].*[ \u00a0\u2007\u2009\u202f]", digits):
        raise Fault("not_a_number")
    if spaced != digits and not re.match(r"\d{1,3}[ \u00a0\u2007\u2009\u202f]", digits, re.ASCII):
        raise Fault("not_a_number")
    if "," in spaced and "." in spaced and decimals:
        last = max(",.", key=spaced.rfind)
        first = "." if last == "," else ","
        whole, _last, fraction = spaced.rpartition(last)
        if spaced != digits or not re.fullmatch(rf"\d{{1,3}}({re.escape(first)}\d{{3}})+", whole, re.ASCII):
            raise Fault("not_a_number")
        spaced = f"{whole.replace(first, '')}.{fraction}"
    plain = spaced.replace(",", ".")
    if not re.fullmatch(r"\d+(\.\d+)?" if not decimals else r"\d+(\.\d+)?|\.\d+", plain, re.ASCII):
        raise Fault("not_a_number")
    if not decimals and re.fullmatch(r"\d+\.(000|0*[1-9]\d*)", plain, re.ASCII):
        raise Fault("not_a_number")
    _whole, _point, fraction = plain.partition(".")
    if len(fraction.rstrip("0")) > decimals:
        raise Fault("many_decimals")
    number = Decimal(f"{sign}{plain}")
    if abs(number) * 10**decimals >= 10**18:
        raise Fault("too_low" if sign == "-" else "too_high")
    return number.quantize(Decimal(1).scaleb(-decimals)) if decimals else Decimal(int(number))
