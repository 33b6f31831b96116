"""The Word file around the text: its parts, the own template it may start from, and the way it is written.

Without a template the file starts from `docx_blank`. A template gives its styles, typefaces, page setup, headers,
footers and logo; its own text is dropped, and with it every part that only the text used. Links to an attached
template or a mail-merge source are cut: a report must not fetch anything when it is opened.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from lxml import etree

from tertial.report.render.docx_blank import A4_SECTION, R, blank_package
from tertial.report.render.docx_text import LOCALES, Element, W, w

LARGEST_TEMPLATE = 100_000_000
"""Bytes that a template may unpack to; a larger one is a mistake or an attack."""

_TEMPLATE_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_KEPT_RELATIONS = frozenset(
    {
        RT.STYLES,
        RT.SETTINGS,
        RT.WEB_SETTINGS,
        RT.NUMBERING,
        RT.FONT_TABLE,
        RT.THEME,
        RT.FOOTNOTES,
        RT.ENDNOTES,
        RT.CUSTOM_XML,
    }
)
_REFERENCES = (w("headerReference"), w("footerReference"))

_BEFORE_HYPHENATION = frozenset(
    w(name)
    for name in (
        "writeProtection",
        "view",
        "zoom",
        "removePersonalInformation",
        "removeDateAndTime",
        "doNotDisplayPageBoundaries",
        "displayBackgroundShape",
        "printPostScriptOverText",
        "printFractionalCharacterWidth",
        "printFormsData",
        "embedTrueTypeFonts",
        "embedSystemFonts",
        "saveSubsetFonts",
        "saveFormsData",
        "mirrorMargins",
        "alignBordersAndEdges",
        "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter",
        "gutterAtTop",
        "hideSpellingErrors",
        "hideGrammaticalErrors",
        "activeWritingStyle",
        "proofState",
        "formsDesign",
        "attachedTemplate",
        "linkStyles",
        "stylePaneFormatFilter",
        "stylePaneSortMethod",
        "documentType",
        "mailMerge",
        "revisionView",
        "trackRevisions",
        "doNotTrackMoves",
        "doNotTrackFormatting",
        "documentProtection",
        "autoFormatOverride",
        "styleLockTheme",
        "styleLockQFSet",
        "defaultTabStop",
    )
)
"""What stands before `w:autoHyphenation` in the settings, by the schema."""

_BROKEN = (
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OpcError,
    RuntimeError,
    TypeError,
    ValueError,
    etree.XMLSyntaxError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What zipfile, lxml and python-docx raise on a file that is no Word document or a broken one."""


class TemplateError(ValueError):
    """An own template that cannot be read as a Word document; the message is a sentence for the user."""


def start_document(template: Path | None, language: str) -> WordDocument:
    """An empty document: A4 in the report's own look, or the template without its text.

    Raises TemplateError when the template cannot be read as a Word document.
    """
    if template is None:
        return docx.Document(BytesIO(blank_package(LOCALES.get(language, language))))
    document = _opened(template)
    _drop_text(document)
    return document


def numbering_element(document: WordDocument) -> Element:
    """The root of the numbering part; a template without lists gets an empty one."""
    for relation in document.part.rels.values():
        if relation.reltype == RT.NUMBERING and not relation.is_external:
            found: Element = relation.target_part.element
            return found
    part = XmlPart(
        PackURI("/word/tertial-numbering.xml"),
        CT.WML_NUMBERING,
        parse_xml(f'<w:numbering xmlns:w="{W}"/>'),
        document.part.package,
    )
    document.part.relate_to(part, RT.NUMBERING)
    added: Element = part.element
    return added


def written(document: WordDocument) -> bytes:
    """The finished file; entry times are fixed, so that the same document gives the same bytes."""
    loose = BytesIO()
    document.save(loose)
    packed = BytesIO()
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            # Pictures are packed already.
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()


def _opened(template: Path) -> WordDocument:
    try:
        document = docx.Document(BytesIO(_as_document(template.read_bytes())))
        if document.element.body is None:
            raise ValueError("no body")
    except OSError as error:
        raise TemplateError(f"The template {template} cannot be read.") from error
    except _BROKEN as error:
        raise TemplateError(
            f"The template {template} is not a Word document (.docx or .dotx) that can be read. "
            "Open it in Word and save it as a .docx without macros or password."
        ) from error
    return document


def _as_document(content: bytes) -> bytes:
    """The package with a template's main part declared a document's, which is all that tells them apart."""
    unpacked = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(unpacked, "w") as target:
        if sum(entry.file_size for entry in source.infolist()) > LARGEST_TEMPLATE:
            raise ValueError("too large")
        for name in source.namelist():
            part = source.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(_TEMPLATE_MAIN.encode(), CT.WML_DOCUMENT_MAIN.encode())
            target.writestr(name, part)
    return unpacked.getvalue()


def _drop_text(document: WordDocument) -> None:
    """Empty the body but for its section, which inherits the headers and footers of those before it."""
    body: Element = document.element.body
    sections = list(body.iter(w("sectPr")))
    kept = sections[-1] if sections else etree.fromstring(f'<w:body xmlns:w="{W}">{A4_SECTION}</w:body>')[0]
    for earlier in reversed(sections[:-1]):
        _inherit(kept, earlier)
    for child in list(body):
        body.remove(child)
    body.append(kept)

    relations = document.part.rels
    for reference in [item for item in kept if item.tag in _REFERENCES and item.get(f"{{{R}}}id") not in relations]:
        kept.remove(reference)
    headers = {item.get(f"{{{R}}}id") for item in kept if item.tag in _REFERENCES}
    for identifier, relation in list(relations.items()):
        if relation.reltype not in _KEPT_RELATIONS and identifier not in headers:
            del relations[identifier]
    package = document.part.package.rels
    for identifier, relation in list(package.items()):
        # The thumbnail shows the template's own first page.
        if relation.reltype == RT.THUMBNAIL:
            del package[identifier]
    settings = document.settings.element
    of_settings = document.part.part_related_by(RT.SETTINGS).rels
    for identifier, relation in list(of_settings.items()):
        if relation.is_external:
            del of_settings[identifier]
    _hyphenate(settings)
    for name in ("attachedTemplate", "mailMerge", "saveThroughXslt"):
        for element in settings.findall(w(name)):
            settings.remove(element)


def _hyphenate(settings: Element) -> None:
    """Let Word hyphenate by the language of each run, unless the template says whether it should."""
    if settings.find(w("autoHyphenation")) is None:
        earlier = [place for place, child in enumerate(settings, start=1) if child.tag in _BEFORE_HYPHENATION]
        hyphenation = settings.makeelement(w("autoHyphenation"), {w("val"): "1"})
        settings.insert(max(earlier, default=0), hyphenation)


def _inherit(section: Element, earlier: Element) -> None:
    """Give a section the header and footer references that it takes over from the section before it."""
    own = {(reference.tag, reference.get(w("type"))) for reference in section if reference.tag in _REFERENCES}
    for reference in reversed([item for item in earlier if item.tag in _REFERENCES]):
        if (reference.tag, reference.get(w("type"))) not in own:
            section.insert(0, reference)
