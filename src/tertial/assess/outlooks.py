"""A suggested outlook for the year's end, from the forecasts of the indicators."""

from __future__ import annotations

from collections.abc import Sequence

from tertial.domain.judgements import Outlook, Status
from tertial.language import _


def suggested_outlook(
    expected: Sequence[Status | None], forecasts: int, targetless: int = 0
) -> tuple[Outlook | None, str]:
    """What the forecasts suggest and the sentence that says by what; None and nothing where there are none.

    `expected` has how each indicator's year will probably end, None for one without a forecast and for one that can
    go either way; `forecasts` is how many have a forecast of their target, and `targetless` how many have no
    target. All likely met: will be met. All likely not met: will not
    be. Some of each, or some met partly: partly. Where fewer than half have a forecast, or those that can go either
    way decide, it cannot be judged.
    """
    if not forecasts:
        return None, ""
    known = [status for status in expected if status is not None]
    words = _counted(known, of=len(expected), either_way=forecasts - len(known), targetless=targetless)
    if 2 * forecasts < len(expected):
        return Outlook.CANNOT_BE_JUDGED, _("{counts}: fewer than half have a forecast").format(counts=words)
    found = set(known)
    if len(found) > 1 or found == {Status.PARTLY_MET}:
        return Outlook.PARTLY, words
    if len(known) < forecasts:
        return Outlook.CANNOT_BE_JUDGED, words
    return (Outlook.WILL_BE_MET if found == {Status.MET} else Outlook.WILL_NOT_BE_MET), words


def _counted(known: Sequence[Status], *, of: int, either_way: int, targetless: int) -> str:
    counts = (
        (known.count(Status.PARTLY_MET), _("{count} partly")),
        (known.count(Status.NOT_MET), _("{count} likely not met")),
        (either_way, _("{count} can go either way")),
        (targetless, _("{count} without a target")),
        (of - len(known) - either_way - targetless, _("{count} without a forecast")),
    )
    first = _("{met} of {of} indicator likely met") if of == 1 else _("{met} of {of} indicators likely met")
    said = first.format(met=known.count(Status.MET), of=of)
    return ", ".join((said, *(words.format(count=count) for count, words in counts if count)))
