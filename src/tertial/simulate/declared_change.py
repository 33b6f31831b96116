"""What the region itself says of its change of record system: when, and of which feeds; not what went wrong."""

from __future__ import annotations

from collections.abc import Iterable

from tertial.domain.calendar import Month
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
    affected = ", ".join(indicator for indicator in indicators if indicator in _AFFECTED)
    words = month_words(first)
    return f"""\
{MADE_HERE}changes:
  - id: new-record-system
    kind: record_system
    title: {{sv: Nytt journalsystem, en: New record system}}
    from: {first}
    affects:
      indicators: [{affected}]
      feeds: [{", ".join(sorted(RECORD_FEEDS))}]
    says:
      sv: Journalsystemet byttes i {words.sv}, så jämförelser med tiden före är osäkra.
      en: The record system was changed in {words.en}, so comparisons with the time before are uncertain.
    mend:
      sv: Leveranserna från det nya systemet kontrolleras enhet för enhet.
      en: The deliveries of the new system are checked unit by unit.
"""
