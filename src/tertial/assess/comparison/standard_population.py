"""The European standard population of 2013, to which rates are standardised."""

from __future__ import annotations

from collections.abc import Mapping

from tertial.domain.age_bands import ages_of

AGE_BANDS = (
    "0-4", "5-9", "10-14", "15-19", "20-24", "25-29", "30-34", "35-39", "40-44", "45-49",
    "50-54", "55-59", "60-64", "65-69", "70-74", "75-79", "80-84", "85-89", "90+",
)  # fmt: skip
"""Five-year bands, written with a plain hyphen."""

EUROPE_2013 = dict(
    zip(
        AGE_BANDS,
        (
            5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000,
            7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000,
        ),
        strict=True,
    )
)  # fmt: skip
"""People by age band, 100 000 in all (Eurostat, Revision of the European Standard Population, 2013, with 0 and 1–4
years taken together and 90 years and older as one)."""


def standard_band(band: str) -> str:
    """The standard population's band that holds every age of a band; empty where none does.

    90-94 lies in 90+, and 15-17 in 15-19; 65+ is wider than any, and `unknown` is no age.
    """
    try:
        first, last = ages_of(band)
    except ValueError:
        return ""
    for name in AGE_BANDS:
        low, high = ages_of(name)
        if low <= first and (high is None or (last is not None and last <= high)):
            return name
    return ""


def in_standard_bands(counts: Mapping[str, float]) -> dict[str, float]:
    """Counts by five-year band, narrower bands and the oldest taken together as the standard population has them.

    A band that lies in none of those keeps its name.
    """
    found: dict[str, float] = {}
    for band, count in counts.items():
        name = standard_band(band) or band
        found[name] = found.get(name, 0) + count
    return found
