"""Reads texts/<month>/<name>.<sv|en>.txt: people's words, when the folder keeps them."""

from __future__ import annotations

from tertial.definitions import scalars
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.refusal import Refusal
from tertial.domain.calendar import Month
from tertial.domain.label import Label
from tertial.domain.words import WrittenWords


def read_texts(folder: RegionFolder, findings: Findings) -> tuple[WrittenWords, dict[str, str]]:
    """The words, and of each name the path of one file that holds it; everything wrong is noted."""
    found: dict[tuple[Month, str], dict[str, str]] = {}
    paths: dict[str, str] = {}
    for path in folder.texts:
        _texts, month_text, file = path.split("/")
        name, language, _ending = file.rsplit(".", 2)
        paths.setdefault(name, path)
        try:
            month = scalars.month(month_text)
            scalars.identifier(name)
        except Refusal as refusal:
            findings.refuse(path, 1, refusal)
            continue
        text = folder.text(path)
        if text is not None:
            found.setdefault((month, name), {})[language] = text.replace("\r\n", "\n").strip()
        if language == "en" and not folder.has(f"texts/{month}/{name}.sv.txt"):
            findings.add("E226", path, 1, file, f"{name}.sv.txt")
    labels = {place: Label(texts["sv"], texts.get("en", "")) for place, texts in found.items() if "sv" in texts}
    return WrittenWords(labels), paths
