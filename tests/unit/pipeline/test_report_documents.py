"""Reports in a language leave the language of whoever asks for them as it is."""

from __future__ import annotations

from pathlib import Path

from tertial.domain.calendar import Month
from tertial.language import current_language, using
from tertial.pipeline.report import documents

NORRBOTTEN = Path(__file__).parents[3] / "regions" / "norrbotten-2022"


def test_whoever_takes_a_report_in_swedish_goes_on_in_english(tmp_path: Path) -> None:
    with using("en"):
        found = [
            (language, document.language, current_language())
            for language, document in documents(
                NORRBOTTEN, as_of=Month(2022, 8), out=tmp_path, languages=("sv", "en"), unit=None
            )
        ]
    assert found == [("sv", "sv", "en"), ("en", "en", "en")]
