"""The report as a tagged PDF/UA-1 file, set by Typst.

Typst checks what it writes against the standard and refuses a document that breaks it: a picture without
words, a heading level left out, a sign without a glyph. What neither Typst nor any program can judge is
whether the words beside a picture are good.
"""

import json
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import typst

from tertial.report.model import Document
from tertial.report.render.pdf_fonts import copy_fonts
from tertial.report.render.typst_data import document_data

STANDARD: Final = "ua-1"
TRIES: Final = 10
"""How often a report is set anew because rows that belong together came to stand on two pages."""


def render_pdf(document: Document) -> bytes:
    """The document as PDF/UA-1, the same bytes for the same document on every machine.

    Raises typst.TypstError when the document breaks the standard, as when its first heading is not of level
    1 or a level is left out on the way down, and RuntimeError, its parent, when a drawing is no sound SVG.
    """
    template = files("tertial.report.render").joinpath("report.typ").read_bytes()
    return compile_pdf(template, document_data(document))


def compile_pdf(template: bytes, document: object) -> bytes:
    """A Typst template set with the data it reads as `document.json`, in the report's own fonts and no others.

    The template tells in metadata labelled `torn` which tables it has torn; it is then set again with their
    numbers in `tied.json`. Raises typst.TypstError when the template is wrong or breaks the standard.
    """
    with TemporaryDirectory(prefix="tertial-") as folder:
        fonts, root = Path(folder, "fonts"), Path(folder, "root")
        fonts.mkdir()
        root.mkdir()  # Typst reads no file outside it, whatever a template or a drawing in the report asks for
        copy_fonts(fonts)
        main = root / "report.typ"
        main.write_bytes(template)
        (root / "document.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        family = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
        tied: set[int] = set()
        for _ in range(TRIES):
            (root / "tied.json").write_text(json.dumps(sorted(tied)), encoding="utf-8")
            torn = set(json.loads(typst.query(main, "<torn>", "value", one=True, root=root, font_paths=family)))
            if torn <= tied:
                break
            tied |= torn
        return typst.compile(main, root=root, font_paths=family, format="pdf", pdf_standards=[STANDARD])
