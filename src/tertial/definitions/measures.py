"""Reads how an indicator is computed: the keys of its file become a measure over facts, or over other indicators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tertial.definitions.definition_file import DefinitionDocument, DefinitionFile
from tertial.definitions.expression_texts import ExpressionTexts, KnownNames
from tertial.definitions.findings import Findings
from tertial.definitions.measure_checks import AGE_BAND, check_splits, check_unit
from tertial.definitions.measure_keys import KIND_KEYS, MEASURE_KEYS
from tertial.definitions.references import References, Referred
from tertial.definitions.refusal import listed
from tertial.definitions.schema.measure import ALL_ROWS, LevelEntry, PartEntry
from tertial.domain.expressions.tree import Comparison, Expression, IsNull, Not, all_of
from tertial.domain.facts.contract import Fact, ValueType
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.facts.registry import all_facts
from tertial.domain.indicators import Kind, OverTime
from tertial.domain.measures import (
    Additive,
    AmongReaching,
    Level,
    Measure,
    Reaching,
    Rows,
    Spread,
    Sum,
    Unique,
    rows_of_measure,
)
from tertial.language import _

MEDIAN = 50

_COMPARISONS = {
    "at_least": Comparison.AT_LEAST,
    "more_than": Comparison.MORE,
    "at_most": Comparison.AT_MOST,
    "less_than": Comparison.LESS,
}


@dataclass(frozen=True, slots=True)
class Computed:
    """How an indicator is computed. A second stage has its `over_time` from the indicators that it rests on."""

    measure: Measure
    over_time: OverTime
    settled_after: int


def read_measure(
    document: DefinitionDocument,
    file: DefinitionFile,
    known: KnownNames,
    references: References,
    findings: Findings,
) -> Computed | None:
    """How the figure is computed; None where it is reported or something is wrong. Everything wrong is noted."""
    reader = _Reader(document, file, known, references, findings)
    if not reader.keys_fit() or file.kind is Kind.REPORTED:
        return None
    measure = reader.measure()
    if measure is None or findings.errors_in(document.path):
        return None
    facts = tuple(dict.fromkeys(rows.fact for rows in rows_of_measure(measure)))
    check_unit(document, file, measure, findings)
    check_splits(document, file.by, facts, findings)
    looks_ahead = max((fact.look_ahead for fact in facts), default=0)
    return Computed(
        measure,
        reader.over_time(facts),
        looks_ahead if file.settled_after is None else file.settled_after,
    )


class _Reader:
    def __init__(
        self,
        document: DefinitionDocument,
        file: DefinitionFile,
        known: KnownNames,
        references: References,
        findings: Findings,
    ) -> None:
        self._document = document
        self._file = file
        self._references = references
        self._findings = findings
        self._texts = ExpressionTexts(document, known, findings)

    def _add(self, code: str, read: str, expected: str, *location: str | int, among: Iterable[str] = ()) -> None:
        self._findings.add(code, self._document.path, self._document.line(*location), read, expected, among=among)

    def keys_fit(self) -> bool:
        """Whether the file has the keys that its kind needs and no other, and a unit that the figure can have."""
        file, keys = self._file, KIND_KEYS[self._file.kind]
        stated = sorted(file.model_fields_set & MEASURE_KEYS)
        needless = [key for key in stated if key not in keys.every]
        missing = [key for key in keys.needed if key not in stated]
        taken = listed(sorted(keys.every), 20) or _("none of the keys of computed indicators")
        for key in needless:
            expected = _("for the kind {kind}: {keys}").format(kind=file.kind.value, keys=taken)
            self._add("E722", key, expected, key, among=missing)
        for key in missing:
            expected = _("the key {key}").format(key=key)
            self._add("E723", f"kind: {file.kind.value}", expected, "kind")
        if file.kind is Kind.COUNT and {"where", "numerator"} <= set(stated):
            self._add("E722", "where", _("the condition once, under numerator"), "where")
            return False
        if file.cuts and AGE_BAND not in file.by and file.kind is not Kind.REPORTED:
            self._add("E722", "cuts", _("age_band under by where ages are cut"), "cuts")
        if file.value_unit not in keys.units:
            words = listed(sorted(unit.value for unit in keys.units), 20)
            expected = _("for the kind {kind} one of {words}").format(kind=file.kind.value, words=words)
            self._add("E731", file.value_unit.value, expected, "value_unit")
        return not needless and not missing

    def measure(self) -> Measure | None:
        """The measure, or None when something in it is wrong."""
        match self._file.kind:
            case Kind.UNITS_REACHING | Kind.AMONG_REACHING:
                return self._second_stage()
            case Kind.COUNT | Kind.SHARE | Kind.RATE:
                return self._additive()
            case _:
                return self._of_values()

    def _additive(self) -> Measure | None:
        file = self._file
        part = file.numerator or PartEntry.model_construct(where=file.where)
        where = "where" if file.numerator is None else "numerator"
        numerator = self._sum(part, where)
        if numerator is None or file.denominator is None:
            return None if numerator is None else Additive(numerator)
        denominator = self._sum(file.denominator, "denominator")
        return None if denominator is None else Additive(numerator, denominator, file.per or 1)

    def _sum(self, part: PartEntry, key: str) -> Sum | None:
        if part.fact is None:
            rows = self._rows(part.where, key, at=part.at, events=part.events)
        else:
            fact = self._fact(part.fact, key, "fact")
            rows = None if fact is None else self._rows_of(fact, part.where, part.at, part.events, key)
        if rows is None:
            return None
        return Sum(rows, None if part.add is None else self._texts.quantity(part.add, rows.fact, key, "add"))

    def _rows(self, where: str | None, key: str, *, at: str | None = None, events: str | None = None) -> Rows | None:
        """Rows of the file's own fact; what a part does not say of place and events, the file says."""
        fact = self._fact(self._file.fact or "", "fact")
        if fact is None:
            return None
        return self._rows_of(
            fact,
            where,
            at or self._file.at,
            events or self._file.events,
            key,
            at_key=() if at is None else (key,),
            events_key=() if events is None else (key,),
        )

    def _rows_of(
        self,
        fact: Fact,
        where: str | None,
        at: str | None,
        events: str | None,
        key: str,
        at_key: tuple[str, ...] | None = None,
        events_key: tuple[str, ...] | None = None,
    ) -> Rows:
        place = self._place(fact, at, (key,) if at_key is None else at_key)
        chosen = self._events(fact, events, (key,) if events_key is None else events_key)
        return Rows(fact, self._condition(where, fact, key, "where"), chosen, place)

    def _fact(self, name: str, *location: str) -> Fact | None:
        facts = all_facts()
        if name in facts:
            return facts[name]
        self._add("E721", name, _("the id of a feed or of a derived fact"), *location, among=facts)
        return None

    def _place(self, fact: Fact, at: str | None, key: tuple[str, ...]) -> str:
        places = [column.name for column in fact.columns if column.type is ValueType.UNIT]
        if at is None or at == fact.unit:
            return ""
        if at in places:
            return at
        expected = _("a column of units of {fact} ({columns})").format(fact=fact.id, columns=listed(places))
        self._add("E727", at, expected, *key, "at", among=places)
        return ""

    def _events(self, fact: Fact, events: str | None, key: tuple[str, ...]) -> Expression | None:
        if events is None:
            return None
        if not fact.derived or len(fact.sources) != 1:
            made = listed(fact.sources) if fact.derived else _("itself")
            expected = _("a fact derived from one feed; {fact} is made from {sources}").format(
                fact=fact.id, sources=made
            )
            self._add("E728", events, expected, *key, "events")
            return None
        return self._condition(events, fact_of_feed(fact.sources[0]), *key, "events")

    def _condition(self, text: str | None, fact: Fact, *location: str) -> Expression | None:
        return None if text is None or text == ALL_ROWS else self._texts.condition(text, fact, *location)

    def _of_values(self) -> Measure | None:
        file = self._file
        rows = self._rows(file.where, "where")
        if rows is None:
            return None
        if file.kind is Kind.DISTINCT:
            return self._unique(rows, file.of or "")
        value = self._texts.quantity(file.value or "", rows.fact, "value")
        over = None if file.over is None else self._texts.quantity(file.over, rows.fact, "over")
        if value is None:
            return None
        if file.kind is Kind.MEAN and file.over is None:
            known = all_of(rows.where, Not(IsNull(value)))
            return Additive(Sum(rows, value), Sum(Rows(rows.fact, known, rows.events, rows.unit)))
        if file.kind is Kind.MEAN:
            return Spread(rows, value, over)
        return Spread(rows, value, percent=MEDIAN if file.kind is Kind.MEDIAN else file.percent)

    def _unique(self, rows: Rows, of: str) -> Measure | None:
        tokens = rows.fact.countable
        if of in tokens:
            return Unique(rows, of)
        if tokens:
            expected = _("a column of persons or ids of {fact} ({columns})").format(
                fact=rows.fact.id, columns=listed(tokens)
            )
        else:
            expected = _("a fact that is a feed; {fact} has nothing that is counted once").format(fact=rows.fact.id)
        self._add("E729", of, expected, "of", among=tokens)
        return None

    def _second_stage(self) -> Measure | None:
        file = self._file
        level = None if file.level is None else self._level(file.level)
        if level is None or file.among is None:
            return None
        self._refers(Referred.KIND, file.among, "among")
        self._refers(Referred.INDICATOR, level.indicator, "level", "indicator")
        if file.kind is Kind.AMONG_REACHING:
            self._refers(Referred.INDICATOR, file.indicator or "", "indicator")
            return AmongReaching(file.indicator or "", level, file.among)
        return Reaching(level, file.among)

    def _refers(self, to: Referred, name: str, *location: str) -> None:
        self._references.check(to, name, self._document.path, self._document.line(*location))

    def _level(self, entry: LevelEntry) -> Level | None:
        said = [(how, getattr(entry, key)) for key, how in _COMPARISONS.items() if getattr(entry, key) is not None]
        if len(said) != 1:
            read = listed([key for key in _COMPARISONS if getattr(entry, key) is not None]) or _("nothing")
            self._add("E734", read, _("one of {words}").format(words=listed(_COMPARISONS)), "level")
            return None
        return Level(entry.indicator, *said[0])

    def over_time(self, facts: tuple[Fact, ...]) -> OverTime:
        """How months become longer periods: as stated, else by what the facts are."""
        stocks = [fact for fact in facts if fact.at_month_ends]
        stated = self._file.over_time
        if stated is None:
            return OverTime.LAST if stocks else OverTime.SUM
        if stated is OverTime.SUM and stocks:
            expected = _("last or mean: {fact} counts at the months’ ends").format(fact=stocks[0].id)
            self._add("E730", stated.value, expected, "over_time")
        return stated
