"""Second stages: indicators computed from the results of others, once all definitions of a folder are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter

from tertial.definitions.findings import Findings
from tertial.definitions.references import References, Referred
from tertial.definitions.refusal import listed
from tertial.domain.indicators import Indicator
from tertial.domain.measures import AmongReaching, Level, Measure, Reaching, indicators_of_measure
from tertial.language import _


@dataclass(frozen=True, slots=True)
class Definition:
    """An indicator with the file that it was read from and the line of any place in it."""

    indicator: Indicator
    path: str
    line: Callable[..., int]


def settle_second_stages(definitions: Mapping[str, Definition], findings: Findings) -> dict[str, Indicator]:
    """The indicators by id, those of second stages with the time, splits and delay of what they rest on.

    Circles, splits that the indicators below do not have and figures that nothing computes are noted; names that do
    not exist were noted before, and are passed over.
    """
    found = {id: definition.indicator for id, definition in definitions.items()}
    below = {
        id: [name for name in indicators_of_measure(indicator.measure) if name in found]
        for id, indicator in found.items()
        if indicator.measure is not None
    }
    try:
        order = tuple(TopologicalSorter(below).static_order())
    except CycleError as error:
        circle: list[str] = error.args[1]
        at = definitions[circle[0]]
        findings.add("E724", at.path, _line(at), " → ".join(circle), _("indicators that do not rest on themselves"))
        return found
    for id in order:
        if below.get(id):
            found[id] = _settled(definitions[id], [found[name] for name in below[id]], findings)
    return found


def _settled(definition: Definition, below: list[Indicator], findings: Findings) -> Indicator:
    indicator, first = definition.indicator, below[0]
    for one in below:
        if one.measure is None:
            expected = _("an indicator computed from events; the figures of {indicator} are reported").format(
                indicator=one.id
            )
            findings.add("E738", definition.path, _line(definition), one.id, expected)
    for place, split in enumerate(indicator.by):
        if split not in first.by:
            expected = _("a split of {indicator} ({splits})").format(
                indicator=first.id, splits=listed(first.by) or _("it has none")
            )
            findings.add("E726", definition.path, definition.line("by", place), split, expected, among=first.by)
    settled_after = max(indicator.settled_after, *(one.settled_after for one in below))
    return replace(indicator, over_time=first.over_time or indicator.over_time, settled_after=settled_after)


def with_own_names(
    definitions: Mapping[str, Definition], own: Mapping[str, str], references: References
) -> dict[str, Definition]:
    """The definitions, those of the library resting on the folder's own ids instead of the library's.

    `own` has the folder's id of each definition of the library that it uses; one that it does not use is noted where
    it is needed.
    """
    found: dict[str, Definition] = {}
    for id, definition in definitions.items():
        measure = definition.indicator.measure
        found[id] = definition
        if definition.indicator.library and measure is not None:
            for name in indicators_of_measure(measure):
                if name not in own:
                    references.check(Referred.INDICATOR, name, definition.path, _line(definition))
            found[id] = replace(definition, indicator=replace(definition.indicator, measure=renamed(measure, own)))
    return found


def renamed(measure: Measure, names: Mapping[str, str]) -> Measure:
    """The measure with the indicators that it rests on under other ids; those that `names` lacks keep theirs."""
    match measure:
        case Reaching():
            return replace(measure, level=_renamed(measure.level, names))
        case AmongReaching():
            indicator = names.get(measure.indicator, measure.indicator)
            return replace(measure, indicator=indicator, level=_renamed(measure.level, names))
        case _:
            return measure


def _renamed(level: Level, names: Mapping[str, str]) -> Level:
    return replace(level, indicator=names.get(level.indicator, level.indicator))


def _line(definition: Definition) -> int:
    """Where the file says what it rests on: at `level`, or at `use` where the library says it."""
    return max(definition.line("level"), definition.line("use"))
