"""Every word a user reads has its Swedish, with the same places to fill in."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import tertial
from tertial.definitions.catalogue import CODES
from tertial.language import _, _catalogue, current_language, using

SOURCE = Path(tertial.__file__).parent


def messages() -> Iterator[tuple[str, str]]:
    """Each message in the code with the module it stands in; those of the error codes stand in their catalogue."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in {"_", "N_"}:
                continue
            argument = node.args[0]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value, str(path.relative_to(SOURCE))
    for code in CODES.values():
        yield code.title, "definitions/catalogue.py"
        yield code.advice, "definitions/catalogue.py"


def places(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def test_every_message_in_the_code_has_its_swedish() -> None:
    catalogue = _catalogue("sv")
    missing = sorted({f"{module}: {message}" for message, module in messages() if message not in catalogue})
    assert missing == []


def test_no_message_in_the_catalogue_is_left_without_use() -> None:
    used = {message for message, _module in messages()}
    assert sorted(set(_catalogue("sv")) - used) == []


def test_swedish_texts_fill_in_the_same_places() -> None:
    wrong = [message for message, text in _catalogue("sv").items() if places(message) != places(text)]
    assert wrong == []


def test_swedish_texts_use_swedish_quotation_marks() -> None:
    assert [text for text in _catalogue("sv").values() if re.search(r"[“„]|\"", text)] == []


def test_swedish_is_the_language_where_none_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TERTIAL_LANGUAGE", raising=False)
    assert current_language() == "sv"
    assert _("not met") == "ej uppfyllt"


def test_a_language_without_catalogue_in_the_environment_gives_swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "fi")
    assert current_language() == "sv"


def test_english_is_the_message_itself_and_lasts_for_the_block() -> None:
    with using("en"):
        assert _("not met") == "not met"
    assert _("not met") == "ej uppfyllt"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="sv, en"), using("fi"):
        pass
