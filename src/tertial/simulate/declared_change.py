"""What the region itself says of its change of record system: when, and of which feeds; not what went wrong."""

from __future__ import annotations

from collections.abc import Iterable

from tertial.domain.calendar import Month
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.period_words import month_words
from tertial.simulate.mechanisms.record_feeds import RECORD_FEEDS

MADE_HERE = "# Gjord av tertial simulate: en påhittad region. (An invented region.)\n"
"""Begins the file, so that the next simulation knows that nobody has written it."""

_AFFECTED = {
    "phone-same-day": "phone-calls",
    "assessed-within-3-days": "contacts",
    "visits-within-90-days-share": "waiting-list",
    "continuity-index": "contacts",
    "ready-for-discharge-share": "discharge-exchange",
    "readmissions-65-share": "admissions",
    "home-visit-10-days-share": "child-health-newborns",
}
"""Indicators of the invented goals that rest on the record system, each with the feed."""


def changes_file(first: Month, indicators: Iterable[str]) -> str:
    """The text of changes.yaml, for a folder with these indicators."""
    swedish, english = _feeds()
    affected = ", ".join(indicator for indicator in indicators if indicator in _AFFECTED)
    words = month_words(first)
    # The feeds stand in a comment: the sentence is told beside every figure that the change affects.
    return f"""\
{MADE_HERE}# Bytet gäller {swedish}.
# The change is of {english}.
changes:
  - id: new-record-system
    kind: record_system
    title: {{sv: Nytt journalsystem, en: New record system}}
    from: {first}
    affects: {{indicators: [{affected}]}}
    says:
      sv: Journalsystemet byttes i {words.sv}, så jämförelser med tiden före är osäkra.
      en: The record system was changed in {words.en}, so comparisons with the time before are uncertain.
    mend:
      sv: Leveranserna från det nya systemet kontrolleras enhet för enhet.
      en: The deliveries of the new system are checked unit by unit.
"""


def _feeds() -> tuple[str, str]:
    """The feeds in words, Swedish and English; in the order of their names."""
    titles = [all_feeds()[feed].title for feed in sorted(RECORD_FEEDS)]
    swedish, english = (
        [_begun_small(text) for text in texts] for texts in zip(*((t.sv, t.en) for t in titles), strict=True)
    )
    return _listed(swedish, "och"), _listed(english, "and")


def _begun_small(text: str) -> str:
    """A title within a sentence; an abbreviation stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _listed(texts: list[str], word: str) -> str:
    return f"{', '.join(texts[:-1])} {word} {texts[-1]}"
