"""A region folder in which every text that a user may write tries to become markup, code, a field or a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

import tomlkit
from ruamel.yaml import YAML

from tertial.definitions.start import start_folder

PERIOD = "2025-08"

PAYLOADS = (
    '=HYPERLINK("http://x.example";"klicka")',
    '#eval("1+1") #import "x.typ": * #read("/etc/passwd") $x^2$ @ref <label> \\u{41} \\ ] ) *fet* _k_ `kod` // /* */',
    "<script>alert(1)</script> <img src=x onerror=alert(1)> \"onmouseover='x' </style></title> <svg/onload=alert(1)>",
    "+SUM(1;2)|cmd",
    ']]> </w:t></w:r> &amp; &lt; &#65; <!-- x --> <?x y?> <!DOCTYPE x [<!ENTITY e "e">]> &e;',
    "{{ 7*7 }} {% raw %} {# x #} ${7*7} #{7*7} %(x)s %s %n",
    "@SUM(1;2)",
    '<w:instrText>HYPERLINK "http://x.example"</w:instrText> { HYPERLINK "http://x.example" } { INCLUDETEXT c:\\x }',
    "{0.__class__} {} {page} {pages} {goal} {text} {text.__class__}",
    "-2+3|cmd",
    "**fet** [länk](http://x.example) ![bild](javascript:alert(1)) | a | b | ~~x~~ ^2^ # rubrik",
    "[bold]x[/bold] [/] [link=http://x.example]y[/link] :smile: \\[x]",
    "omvänt \u202e123\u202c \u2066x\u2069 \u200fy\u200e",
)
"""What the texts try, format by format; those that begin with a sign of formulas stand first in a text in turn."""

AT_ONCE = 6
"""How many of them a text holds; the next text begins with the next one."""

TEXT_COLUMNS = ("name", "name_en", "source", "version", "note", "note_en")
LABELLED = ("sv", "en")


@dataclass
class HostileRegion:
    """The folder, and each text in it by its mark with the file that it stands in."""

    folder: Path
    payloads: tuple[str, ...]
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)

    def hostile(self, file: str, *, braces: bool = True) -> str:
        """A new hostile text, which begins with another payload than the one before and ends with its own mark."""
        number = len(self.texts)
        first = number % len(self.payloads)
        turned = (self.payloads[first:] + self.payloads[:first])[:AT_ONCE]
        mark = f"M{number:04}M"
        text = " ".join((*turned, mark))
        text = text if braces else text.replace("{", "(").replace("}", ")")
        self.texts[mark] = (file, text)
        return text


def write_hostile_region(folder: Path, payloads: tuple[str, ...] = PAYLOADS) -> HostileRegion:
    """Make the example region and put a text of payloads in place of each of its texts."""
    start_folder(folder)
    region = HostileRegion(folder, payloads)
    _widen(folder)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        rewrite = _REWRITERS.get(path.suffix)
        # Nothing of extracts.toml is ever printed in a report, a table or an assessment.
        if path.is_file() and rewrite is not None and not name.startswith(".") and name != "extracts.toml":
            path.write_bytes(rewrite(path.read_text("utf-8"), partial(region.hostile, name)).encode())
    return region


def _widen(folder: Path) -> None:
    """Give the example what it lacks: remarks, a category, a stated absence, sections for them, texts by name."""
    settings = folder / "region.toml"
    settings.write_text(settings.read_text("utf-8") + _MORE_SETTINGS, "utf-8")
    yaml = _yaml()
    for path in sorted((folder / "indicators").glob("*.yaml")):
        held = yaml.load(path.read_text("utf-8"))
        for key in ("short", "why", "noun", "official", "owner", "remark"):
            held[key] = {"sv": "x", "en": "x"}
        if path.stem == "sick-leave":
            held["by"] = ["sex", "profession"]
        if path.stem == "patient-survey":
            held["absent"] = [{"reason": "followed_elsewhere", "note": {"sv": "x", "en": "x"}}]
        path.write_bytes(_dumped(yaml, held))
    for name, keys in (("assignments", ("assignments",)), ("judgements", ("judgements",))):
        path = folder / f"{name}.yaml"
        held = yaml.load(path.read_text("utf-8"))
        for item in held[keys[0]]:
            item["remark"] = {"sv": "x", "en": "x"}
        path.write_bytes(_dumped(yaml, held))
    savings = yaml.load((folder / "savings.yaml").read_text("utf-8"))
    savings["savings"]["remark"] = {"sv": "x", "en": "x"}
    savings["savings"]["measures"][0]["text"] = {"sv": "x", "en": "x"}
    (folder / "savings.yaml").write_bytes(_dumped(yaml, savings))
    figures = folder / "outcomes" / "staff-and-economy.csv"
    figures.write_text(figures.read_text("utf-8") + "sick-leave,hsn,2025-R12-08,all,,nurse,,,5.1,x,no,x,x\n", "utf-8")
    for name in ("phone-same-day", "sick-leave", "good-care"):
        for language in LABELLED:
            (folder / "texts" / PERIOD / f"{name}.{language}.txt").write_text("x\n", "utf-8")


_MORE_SETTINGS = """
[schemes.profession]
version = "2025"
label = { sv = "Yrke", en = "Profession" }
codes = { nurse = { sv = "Sjuksköterska", en = "Nurse" } }

[[report.outline]]
section = "remarks"
title = { sv = "Anmärkningar", en = "Remarks" }

[[report.outline]]
section = "text"
title = { sv = "Text", en = "Text" }
text = "good-care"
"""


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    return yaml


def _dumped(yaml: YAML, held: object) -> bytes:
    out = io.BytesIO()
    yaml.dump(held, out)
    return out.getvalue()


class Hostile(Protocol):
    """Gives a new hostile text of the file at hand."""

    def __call__(self, *, braces: bool = True) -> str: ...


def _rewrite_yaml(text: str, hostile: Hostile) -> str:
    yaml = _yaml()
    held = yaml.load(text)
    for label in _labels(held):
        for language in label:
            label[language] = hostile()
    return _dumped(yaml, held).decode()


def _rewrite_toml(text: str, hostile: Hostile) -> str:
    held = tomlkit.parse(text).unwrap()
    for label in _labels(held):
        for language in label:
            label[language] = hostile()
    for name in ("title", "subtitle"):
        # Braces in these are places for the month and the year; any others are refused, by a test of its own.
        held["report"][name] = {language: hostile(braces=False) for language in LABELLED}
    return tomlkit.dumps(held)


def _labels(node: object) -> Iterator[dict[str, str]]:
    """Every mapping of languages to texts."""
    if isinstance(node, dict):
        if set(node) <= set(LABELLED) and node:
            yield node
        else:
            for below in node.values():
                yield from _labels(below)
    elif isinstance(node, list):
        for below in node:
            yield from _labels(below)


def _rewrite_csv(text: str, hostile: Hostile) -> str:
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        for column in TEXT_COLUMNS:
            if column in row and (row[column] or column in ("note", "note_en")):
                row[column] = hostile()
        writer.writerow(row)
    return out.getvalue()


def _rewrite_text(_text: str, hostile: Hostile) -> str:
    return f"{hostile()}\n\n- {hostile()}\n\n## {hostile()}\n\n{hostile()}\n"


_REWRITERS: dict[str, Callable[[str, Hostile], str]] = {
    ".yaml": _rewrite_yaml,
    ".toml": _rewrite_toml,
    ".csv": _rewrite_csv,
    ".txt": _rewrite_text,
}
