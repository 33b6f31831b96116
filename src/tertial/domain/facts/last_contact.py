"""Columns of a person that are those of the last contact of a window of months."""

from __future__ import annotations

from dataclasses import replace

from tertial.domain.facts.columns import columns_of_feed
from tertial.domain.facts.contract import FactColumn
from tertial.domain.feeds.schemes import SEX
from tertial.domain.label import Label

SEXES = tuple(SEX.codes)
"""Where contacts of the last day differ, which happens when a number is corrected, the highest age holds and, of rows
of that age, the sex that comes first here; what is not known comes last."""


def at_last_contact(feed: str) -> tuple[FactColumn, FactColumn]:
    """Sex and age, as the last contact of the window says them."""
    sex, age_years = columns_of_feed(feed, "sex", "age_years")
    return (
        replace(sex, meaning=Label("Juridiskt kön vid den sista kontakten", "Legal sex at the last contact")),
        replace(age_years, meaning=Label("Fyllda år vid den sista kontakten", "Completed years at the last contact")),
    )
