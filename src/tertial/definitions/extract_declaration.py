"""Reads what an extract declares of personal data; each part that is missing is told with the law that asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tertial.definitions.declared_parts import PARTS, law_of
from tertial.definitions.findings import Findings
from tertial.definitions.references import References, Referred
from tertial.definitions.schema.extracts import ExtractEntry, JoinEntry, RetentionEntry
from tertial.domain.declarations import (
    AllowedJoin,
    Declaration,
    KeptMonths,
    KeptUntil,
    RecordedDecision,
    Retention,
)
from tertial.domain.feeds.registry import all_feeds
from tertial.language import _


@dataclass(frozen=True)
class DeclarationCheck:
    """Checks the declaration of one extract; `line` gives the line of a place within its table."""

    path: str
    line: Callable[..., int]
    references: References
    findings: Findings

    def read(self, entry: ExtractEntry) -> Declaration | None:
        """The declaration, or None when something in it is missing or wrong; everything wrong is noted."""
        good = [self._stated(entry, part) for part in PARTS]
        good.append(not entry.provider or self._known(entry.provider, "provider"))
        good += [self._known(unit, "units", place) for place, unit in enumerate(entry.units)]
        good.append(self._once(entry.units, "units"))
        good.append(self._once((join.provider for join in entry.joins), "joins"))
        retention = self._retention(entry.retention) if entry.retention is not None else None
        joins = [self._join(entry, place, join) for place, join in enumerate(entry.joins)]
        allowed = [join for join in joins if join is not None]
        # An unknown feed is told by the reader of the extract, and has no declaration.
        if not all(good) or retention is None or len(allowed) < len(joins) or entry.feed not in all_feeds():
            return None
        return Declaration(
            feed=entry.feed,
            purposes=frozenset(entry.purposes),
            controller=entry.controller,
            provider=entry.provider,
            units=tuple(entry.units),
            legal_basis=entry.legal_basis,
            retention=retention,
            joins=tuple(allowed),
        )

    def _stated(self, entry: ExtractEntry, part: str) -> bool:
        value = getattr(entry, part)
        if value.strip() if isinstance(value, str) else value:
            return True
        self.findings.add("E605", self.path, self.line(part), part, law_of(part))
        return False

    def _known(self, unit: str, *place: str | int) -> bool:
        return self.references.check(Referred.UNIT, unit, self.path, self.line(*place))

    def _once(self, names: Iterable[str], key: str) -> bool:
        seen: set[str] = set()
        for place, name in enumerate(names):
            if name in seen:
                self.findings.add("E414", self.path, self.line(key, place), name, _("each id once"))
                return False
            seen.add(name)
        return True

    def _retention(self, entry: RetentionEntry) -> Retention | None:
        if entry.months is not None and entry.until is None:
            return KeptMonths(entry.months)
        if entry.until is not None and entry.months is None:
            return KeptUntil(entry.until)
        read = f"months = {entry.months}, until = {entry.until}" if entry.months is not None else "{}"
        self.findings.add("E613", self.path, self.line("retention"), read, _("one of months and until"))
        return None

    def _join(self, entry: ExtractEntry, place: int, join: JoinEntry) -> AllowedJoin | None:
        good = self._known(join.provider, "joins", place, "provider")
        if join.provider in {entry.provider, *entry.units}:
            expected = _("another provider than the extract’s own")
            self.findings.add("E615", self.path, self.line("joins", place, "provider"), join.provider, expected)
            good = False
        if join.until is not None and join.until < join.decided_on:
            read = f"{join.decided_on} – {join.until}"
            expected = _("until after decided_on")
            self.findings.add("E526", self.path, self.line("joins", place, "until"), read, expected)
            good = False
        if not good:
            return None
        decision = RecordedDecision(join.decided_by, join.decided_on, join.case)
        return AllowedJoin(join.provider, join.basis, decision, join.until)
