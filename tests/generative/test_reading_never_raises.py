"""Whatever stands in the files of a region folder, reading it answers with a region or errors, never with a crash."""

from __future__ import annotations

import re
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import given, note, settings
from hypothesis import strategies as st

from tertial.definitions.reading import read_region
from tests.spec.broken_extracts import BROKEN_EXTRACTS
from tests.spec.broken_folders import BROKEN, Broken
from tests.spec.good_folder import EXTRACTS, FILES, write_good_folder

DEFINING = sorted(path for path in FILES if not path.endswith(".md"))
PIECES = (
    b"", b"\x00", b"\xff", b"\xe5", b"\xef\xbb\xbf", b"\r", b"\n", b"\t", b"  ", b"\xc2\xa0", b"\xe2\x80\xa8", b"\x85",
    b'"', b"'", b"\\", b":", b"-", b"- ", b"? ", b"#", b"&a ", b"*a", b"!!int ", b"---\n", b"...\n", b"|\n", b">-\n",
    b"{", b"}", b"[", b"]", b"[[", b"]]", b"'''", b'"""', b",", b";", b"=", b"%", b"~", b"..", b"/", b"true", b"null",
    b"0", b"-1", b"1e9", b"nan", b"inf", b"2025-13", b"2025-T2", b"1900", b"0001-01-01", "٢٠٢٥".encode(),
    b"9" * 30, b"5" * 5000, b"[" * 3000, b"{a: " * 100, b"x" * 140_000,
)  # fmt: skip


@st.composite
def _mutated_files(draw: st.DrawFn) -> dict[str, bytes]:
    """One to three files of the good folder, each with some bytes replaced, put in, taken out or said twice."""
    chosen = draw(st.lists(st.sampled_from(DEFINING), min_size=1, max_size=3, unique=True))
    mutated = {}
    for path in chosen:
        content = FILES[path].encode()
        for _again in range(draw(st.integers(1, 4))):
            start = draw(st.integers(0, len(content)))
            end = min(len(content), start + draw(st.integers(0, 12)))
            piece = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=6), st.just(content[start:end] * 2)))
            content = content[:start] + piece + content[end:]
        mutated[path] = content
    return mutated


@st.composite
def _reworded_files(draw: st.DrawFn) -> dict[str, bytes]:
    """A file in which one word of any of the files stands in another's place: the shape holds, the meaning does not."""
    path = draw(st.sampled_from(DEFINING))
    words = sorted(
        {word for text in FILES.values() for word in _words(text)} | {"0", "-1", "100000", "2199-12", "1950"}
    )
    text = FILES[path]
    old = draw(st.sampled_from(sorted(set(_words(text)))))
    new = draw(st.sampled_from(words))
    count = draw(st.sampled_from([1, -1]))
    return {path: text.replace(old, new, count).encode()}


def _words(text: str) -> list[str]:
    return [word for word in text.replace(",", " ").replace("]", " ").replace("[", " ").split() if word]


def _check(changed: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = write_good_folder(Path(place) / "small")
        for path, content in changed.items():
            note(f"{path}: {content!r}")
            (root / path).write_bytes(content)
        reading = read_region(root)
    assert (reading.region is None) == bool(reading.errors)
    for found in reading.diagnostics:
        sentence = found.sentence()
        assert sentence.isprintable()
        assert found.line >= 1
        assert "Traceback" not in sentence


@given(_mutated_files())
def test_reading_mangled_bytes_never_raises(changed: dict[str, bytes]) -> None:
    _check(changed)


@given(_reworded_files())
def test_reading_misplaced_words_never_raises(changed: dict[str, bytes]) -> None:
    _check(changed)


@st.composite
def _reworded_extracts(draw: st.DrawFn) -> dict[str, bytes]:
    """The description of extracts, where most values must fit others, with up to three of its words elsewhere."""
    text = EXTRACTS
    found = set(re.findall(r"""[^\s=,{}\[\]"]+|"[^"]*\"""", text))
    words = sorted(found | {'""', "-1", "0001-01-01", "true", "[]", "{}"})
    for _again in range(draw(st.integers(1, 3))):
        text = text.replace(draw(st.sampled_from(words)), draw(st.sampled_from(words)), draw(st.sampled_from([1, -1])))
    return {"extracts.toml": text.encode()}


@given(_reworded_extracts())
def test_reading_misplaced_words_of_extracts_never_raises(changed: dict[str, bytes]) -> None:
    _check(changed)


@given(
    st.lists(
        st.sampled_from((*BROKEN[1:], *BROKEN_EXTRACTS)), min_size=2, max_size=5, unique_by=lambda broken: broken.what
    )
)
@settings(max_examples=50)
def test_several_faults_at_once_are_told_without_raising(broken: list[Broken]) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = write_good_folder(Path(place) / "small")
        for one in broken:
            with suppress(AssertionError, OSError, UnicodeError):  # an earlier fault took away what this one breaks
                one.how(root)
        reading = read_region(root)
    assert reading.diagnostics
    assert (reading.region is None) == bool(reading.errors)
