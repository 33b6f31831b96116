"""Texts that are kept beside the store: read again where they are whole, written again where they are not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tertial.store.canonical import digest
from tertial.store.kept_texts import KeptTexts

ONE, OTHER = digest(b"one"), digest(b"other")
FIRST, SECOND = digest(b"first edition"), digest(b"second edition")


def of(root: Path, edition: str = FIRST) -> KeptTexts:
    return KeptTexts(root, lambda: edition)


def refused() -> Sequence[str]:
    raise AssertionError("the text is kept, and is written again")


def written(*texts: str) -> Callable[[], Sequence[str]]:
    return lambda: texts


def kept_file(root: Path) -> Path:
    (path,) = root.iterdir()
    return path


def test_a_text_is_written_once_and_read_by_the_next_run(tmp_path: Path) -> None:
    assert of(tmp_path).texts(ONE, written("SELECT 'å\n'", "")) == ("SELECT 'å\n'", "")
    assert of(tmp_path).texts(ONE, refused) == ("SELECT 'å\n'", "")


def test_it_is_read_by_the_same_run_too(tmp_path: Path) -> None:
    kept = of(tmp_path)
    kept.texts(ONE, written("one"))
    kept.texts(OTHER, written())
    assert (kept.texts(ONE, refused), kept.texts(OTHER, refused)) == (("one",), ())


def test_a_text_is_read_only_under_its_own_key(tmp_path: Path) -> None:
    of(tmp_path).texts(ONE, written("one"))
    assert of(tmp_path).texts(OTHER, written("other")) == ("other",)


def test_texts_of_another_edition_are_thrown_away(tmp_path: Path) -> None:
    of(tmp_path).texts(ONE, written("old"))
    assert of(tmp_path, SECOND).texts(ONE, written("new")) == ("new",)
    assert of(tmp_path, SECOND).texts(ONE, refused) == ("new",)
    assert kept_file(tmp_path).name == f"kept-texts-{SECOND[:16]}"


@pytest.mark.parametrize("cut", [1, 5, 60, 70, 130])
def test_a_line_that_a_kill_cut_off_is_written_again_and_spoils_no_other(tmp_path: Path, cut: int) -> None:
    kept = of(tmp_path)
    kept.texts(ONE, written("one"))
    kept.texts(OTHER, written("other"))
    path = kept_file(tmp_path)
    path.write_bytes(path.read_bytes()[:-cut])
    assert of(tmp_path).texts(OTHER, written("again")) == ("again",)
    assert of(tmp_path).texts(ONE, refused) == ("one",)
    assert of(tmp_path).texts(OTHER, refused) == ("again",)


def test_a_text_that_was_changed_by_hand_is_written_again(tmp_path: Path) -> None:
    of(tmp_path).texts(ONE, written("SELECT 1"))
    path = kept_file(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"SELECT 1", b"SELECT 2"))
    assert of(tmp_path).texts(ONE, written("SELECT 1")) == ("SELECT 1",)


def test_where_nothing_can_be_kept_texts_are_written_each_time(tmp_path: Path) -> None:
    nowhere = tmp_path / "no-such-store"
    assert of(nowhere).texts(ONE, written("one")) == ("one",)
    assert of(nowhere).texts(ONE, written("again")) == ("again",)
    assert KeptTexts().texts(ONE, written("one")) == ("one",)
    assert not nowhere.exists()


def test_threads_that_ask_at_once_find_what_the_run_before_wrote(tmp_path: Path) -> None:
    keys = [digest(str(number).encode()) for number in range(200)]
    before = of(tmp_path)
    for key in keys:
        before.texts(key, written(key))
    for _again in range(20):
        kept = of(tmp_path)
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(lambda key, kept=kept: kept.texts(key, refused), keys)) == [(key,) for key in keys]
