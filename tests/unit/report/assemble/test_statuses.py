"""A status is a mark, a word and a tone, and the three agree."""

import pytest

from tertial.domain.assignments import Progress
from tertial.domain.judgements import Outlook, Status
from tertial.language import using
from tertial.report.assemble.statuses import late, outlook, progress, status
from tertial.report.model import Mark, Tone


@pytest.mark.parametrize(
    ("value", "mark", "tone", "swedish", "english"),
    [
        (Status.MET, Mark.FULL, Tone.MET, "uppfyllt", "met"),
        (Status.PARTLY_MET, Mark.HALF, Tone.PARTLY, "delvis", "partly"),
        (Status.NOT_MET, Mark.RING, Tone.NOT_MET, "ej uppfyllt", "not met"),
        (Status.NO_TARGET, Mark.DOTTED, Tone.NONE, "mål saknas", "no target"),
        (Status.NO_DATA, Mark.DOTTED, Tone.NONE, "kan inte bedömas", "cannot be judged"),
        (Status.NOT_DUE, Mark.DOTTED, Tone.NONE, "följs senare", "later"),
    ],
)
def test_a_status_has_its_mark_tone_and_word(value: Status, mark: Mark, tone: Tone, swedish: str, english: str) -> None:
    with using("sv"):
        assert (status(value).mark, status(value).tone, status(value).word) == (mark, tone, swedish)
    with using("en"):
        assert status(value).word == english


@pytest.mark.parametrize(
    ("value", "mark", "tone", "word"),
    [
        (Outlook.WILL_BE_MET, Mark.FULL, Tone.MET, "kommer att nås"),
        (Outlook.PARTLY, Mark.HALF, Tone.PARTLY, "kommer delvis att nås"),
        (Outlook.WILL_NOT_BE_MET, Mark.RING, Tone.NOT_MET, "kommer inte att nås"),
        (Outlook.CANNOT_BE_JUDGED, Mark.DOTTED, Tone.NONE, "kan inte bedömas"),
    ],
)
def test_an_outlook_speaks_of_what_is_to_come(value: Outlook, mark: Mark, tone: Tone, word: str) -> None:
    with using("sv"):
        shown = outlook(value)
    assert (shown.mark, shown.tone, shown.word) == (mark, tone, word)


@pytest.mark.parametrize(
    ("value", "mark", "tone", "word"),
    [
        (Progress.NOT_STARTED, Mark.RING, Tone.NONE, "ej påbörjad"),
        (Progress.IN_PROGRESS, Mark.HALF, Tone.NONE, "pågående"),
        (Progress.PAUSED, Mark.DOTTED, Tone.NONE, "pausat"),
        (Progress.DONE, Mark.FULL, Tone.MET, "klart"),
        (Progress.DONE_WITH_DEVIATION, Mark.FULL, Tone.PARTLY, "klart med avvikelse"),
        (None, Mark.DOTTED, Tone.NONE, "inte angivet"),
    ],
)
def test_progress_is_no_attainment_until_it_is_done(value: Progress | None, mark: Mark, tone: Tone, word: str) -> None:
    with using("sv"):
        shown = progress(value)
    assert (shown.mark, shown.tone, shown.word) == (mark, tone, word)


def test_late_is_told_as_something_not_met() -> None:
    with using("sv"):
        assert (late().mark, late().tone, late().word) == (Mark.RING, Tone.NOT_MET, "försenat")
