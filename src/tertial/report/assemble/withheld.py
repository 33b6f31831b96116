"""Units whose figures rest on so few that a picture does not have them, in words."""

from __future__ import annotations

from collections.abc import Sequence

from tertial.language import _
from tertial.report.assemble.draft import Draft


def withheld_words(draft: Draft, units: Sequence[str]) -> str:
    """Which units are not drawn, and why; nothing where there are none."""
    if not units:
        return ""
    words = _("Too few to be drawn, fewer than {least} persons or events: {units}.")
    return words.format(least=draft.least, units=", ".join(units))
