"""The named styles of a Word report, and how they join the styles of an own template.

Each paragraph, each coloured word and each table of a report has a style with a name, so that a secretary
changes the look in one place. A style that the template has is left as it is; only missing ones are added, and
they build on the template's Normal, so that they take its typeface.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.styles.styles import Styles
from lxml import etree

from tertial.report.render.docx_text import TWIPS_PER_POINT, Element, W, add, w
from tertial.report.tokens import ACCENT, BODY_POINTS, CAPTION_POINTS, HAIRLINE, INK, MUTED, TONES

TABLE_POINTS = 9.5
"""Table text stands half a step below running text, so that seven columns fit the width of A4."""

CELL_MARGIN = 80
"""Left and right margin inside a cell, in twips."""

TILE_GAP = 240
"""Space between two tiles, in twips."""

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


@dataclass(frozen=True, slots=True)
class Style:
    """One style: its name as Word stores it and the inside of its `w:pPr`, `w:rPr` and table properties."""

    name: str
    kind: str = "paragraph"
    based_on: str = "Normal"
    following: str = ""
    paragraph: str = ""
    run: str = ""
    table: str = ""
    listed: bool = True
    """Whether Word shows it among the styles that a writer picks from."""


def _color(value: str) -> str:
    return value.removeprefix("#")


def _letters(points: float, *, bold: bool = False, color: str = "") -> str:
    size = round(points * 2)
    weight = "<w:b/><w:bCs/>" if bold else ""
    ink = f'<w:color w:val="{_color(color)}"/>' if color else ""
    return f'{weight}{ink}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _space(before: float, after: float, line: int = 240) -> str:
    return (
        f'<w:spacing w:before="{round(before * TWIPS_PER_POINT)}" w:after="{round(after * TWIPS_PER_POINT)}" '
        f'w:line="{line}" w:lineRule="auto"/>'
    )


def _heading(level: int, points: float, before: float, after: float, color: str) -> Style:
    return Style(
        f"heading {level}",
        following="Normal",
        paragraph=f"<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>{_space(before, after)}"
        f'<w:outlineLvl w:val="{level - 1}"/>',
        run=_letters(points, bold=True, color=color),
    )


def _rule(edge: str, eighths: int, color: str, *, space: int = 0) -> str:
    return f'<w:{edge} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{_color(color)}"/>'


TONE_STYLES = {
    "met": "Tertial Met",
    "partly": "Tertial Partly",
    "not_met": "Tertial Not Met",
    "none": "Tertial Not Judged",
}
"""The character style of a status word by tone; tiles have a paragraph style named `... Tile`."""

_TABLE_MARGINS = (
    f'<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="{CELL_MARGIN}" w:type="dxa"/>'
    f'<w:bottom w:w="30" w:type="dxa"/><w:right w:w="{CELL_MARGIN}" w:type="dxa"/></w:tblCellMar>'
)


def _styles(width: int) -> tuple[Style, ...]:
    """Every style, those that others build on first; `width` is the text width in twips."""
    number_tab = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    return (
        Style(
            "Normal",
            based_on="",
            paragraph=f"<w:widowControl/>{_space(0, 7, 264)}",
            run=_letters(BODY_POINTS, color=INK),
        ),
        Style("Default Paragraph Font", kind="character", based_on="", listed=False),
        Style(
            "Normal Table",
            kind="table",
            based_on="",
            table='<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
            '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
            '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>',
            listed=False,
        ),
        Style(
            "Title",
            following="Subtitle",
            paragraph=f"<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>{_space(0, 2)}",
            run=_letters(26, bold=True, color=ACCENT),
        ),
        Style(
            "Subtitle",
            following="Normal",
            paragraph=f"<w:suppressAutoHyphens/>{_space(0, 14)}",
            run=_letters(11.5, color=MUTED),
        ),
        _heading(1, 18, 24, 5, ACCENT),
        _heading(2, 14, 18, 4, INK),
        _heading(3, 11.5, 13, 3, INK),
        _heading(4, BODY_POINTS, 10, 2, MUTED),
        Style(
            "TOC Heading",
            following="Normal",
            paragraph=f"<w:keepNext/><w:keepLines/>{_space(10, 4)}",
            run=_letters(14, bold=True, color=INK),
        ),
        Style("toc 1", following="Normal", paragraph=f"{number_tab}{_space(3, 0)}", run="<w:b/><w:bCs/>"),
        Style("toc 2", following="Normal", paragraph=f'{number_tab}{_space(1, 0)}<w:ind w:left="284"/>'),
        Style("List Bullet", paragraph=f'{_space(0, 3, 264)}<w:ind w:left="284" w:hanging="284"/>'),
        Style(
            "caption",
            following="Normal",
            paragraph=f"<w:keepNext/><w:keepLines/>{_space(12, 4)}",
            run=_letters(TABLE_POINTS, bold=True, color=INK),
        ),
        Style("footer", paragraph=f"{number_tab}{_space(0, 0)}", run=_letters(CAPTION_POINTS, color=MUTED)),
        Style("Hyperlink", kind="character", based_on="", run=f'<w:color w:val="{_color(ACCENT)}"/>'),
        Style("Strong", kind="character", based_on="", run="<w:b/><w:bCs/>"),
        Style("Tertial Lead", following="Normal", paragraph=_space(0, 7, 264), run=_letters(11.5)),
        Style(
            "Tertial Note",
            following="Normal",
            paragraph=f"{_space(4, 9)}<w:contextualSpacing/>",
            run=_letters(CAPTION_POINTS, color=MUTED),
        ),
        Style("Tertial Table Text", paragraph=_space(0, 0), run=_letters(TABLE_POINTS)),
        Style(
            "Tertial Table Head",
            based_on="Tertial Table Text",
            paragraph="<w:keepNext/>",
            run=_letters(CAPTION_POINTS, bold=True, color=MUTED),
        ),
        Style(
            "Tertial Figure",
            based_on="Tertial Table Text",
            paragraph='<w:suppressAutoHyphens/><w:jc w:val="right"/>',
            run='<w14:numSpacing w14:val="tabular"/>',
        ),
        Style("Tertial Centre", based_on="Tertial Table Text", paragraph='<w:jc w:val="center"/>'),
        Style("Tertial Part", based_on="Tertial Table Text", paragraph='<w:ind w:left="200"/>'),
        Style(
            "Tertial Group",
            based_on="Tertial Table Text",
            paragraph=f"<w:keepNext/>{_space(5, 0)}",
            run=_letters(TABLE_POINTS, bold=True, color=ACCENT),
        ),
        Style("Tertial Sub", based_on="Tertial Table Text", run=_letters(CAPTION_POINTS, color=MUTED)),
        Style(
            "Tertial Chart Title",
            following="Tertial Chart",
            paragraph=f"<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>{_space(13, 4)}",
            run=_letters(11.5, bold=True, color=INK),
        ),
        Style("Tertial Chart", following="Normal", paragraph=_space(0, 4)),
        Style("Tertial Tile", paragraph=_space(0, 0)),
        Style("Tertial Tile Number", kind="character", based_on="", run=_letters(22, bold=True, color=INK)),
        Style("Tertial Tile Word", kind="character", based_on="", run=_letters(TABLE_POINTS, color=MUTED)),
        *(
            Style(
                name,
                kind="character",
                based_on="",
                run=f'<w:b/><w:bCs/><w:color w:val="{_color(TONES[tone])}"/>',
            )
            for tone, name in TONE_STYLES.items()
        ),
        *(
            Style(
                f"{name} Tile",
                based_on="Tertial Tile",
                paragraph=f"<w:pBdr>{_rule('top', 18, TONES[tone], space=3)}</w:pBdr>",
            )
            for tone, name in TONE_STYLES.items()
        ),
        Style(
            "Tertial Table End",
            following="Normal",
            paragraph='<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>',
            run=_letters(1),
            listed=False,
        ),
        Style(
            "Tertial Table",
            kind="table",
            based_on="Normal Table",
            table="<w:tblPr><w:tblBorders>"
            f"{_rule('top', 8, INK)}{_rule('bottom', 8, INK)}{_rule('insideH', 4, HAIRLINE)}"
            f"</w:tblBorders>{_TABLE_MARGINS}</w:tblPr>"
            '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
            f"{_rule('top', 8, INK)}{_rule('bottom', 6, INK)}</w:tcBorders>"
            '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>',
        ),
        Style(
            "Tertial Tiles",
            kind="table",
            based_on="Normal Table",
            table='<w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
            f'<w:right w:w="{TILE_GAP}" w:type="dxa"/></w:tblCellMar></w:tblPr>',
        ),
    )


DEFAULT_STYLES = {"Normal": "paragraph", "Default Paragraph Font": "character", "Normal Table": "table"}


def join_styles(styles: Styles, width: int, bullets: str) -> dict[str, str]:
    """Add the styles that are missing and give the id of every style by the name used in this package.

    `width` is the text width in twips, `bullets` the id of the numbering that an added List Bullet uses.
    Names are compared without regard to case, since other programs than Word write "Heading 1".
    """
    root: Element = styles.element
    known = {
        (element.get(w("type"), "paragraph"), name.get(w("val"), "").casefold()): element.get(w("styleId"), "")
        for element in root.iterchildren(w("style"))
        for name in element.iterchildren(w("name"))
    }
    taken = {element.get(w("styleId"), "") for element in root.iterchildren(w("style"))}
    ids: dict[str, str] = {}
    missing: list[Style] = []
    for style in _styles(width):
        found = known.get((style.kind, style.name.casefold()))
        if not found:
            found = _free(style.name.title().replace(" ", ""), taken)
            taken.add(found)
            missing.append(style)
        ids[style.name] = found
    for style in missing:
        root.append(_element(style, ids, bullets))
    return ids


def _free(wanted: str, taken: set[str]) -> str:
    """An id that no style of the template has; a localised template may use ours for another style."""
    number = 1
    found = wanted
    while found in taken:
        number += 1
        found = f"{wanted}{number}"
    return found


def _element(style: Style, ids: dict[str, str], bullets: str) -> Element:
    following = f'<w:next w:val="{ids[style.following]}"/>' if style.following else ""
    based_on = f'<w:basedOn w:val="{ids[style.based_on]}"/>' if style.based_on else ""
    numbering = f'<w:numPr><w:numId w:val="{bullets}"/></w:numPr>' if style.name == "List Bullet" else ""
    listed = "<w:qFormat/>" if style.listed else "<w:semiHidden/>"
    element = etree.fromstring(
        f'<w:style xmlns:w="{W}" xmlns:w14="{W14}"><w:name w:val="{style.name}"/>{based_on}{following}'
        f'<w:uiPriority w:val="10"/>{listed}'
        + (f"<w:pPr>{numbering}{style.paragraph}</w:pPr>" if style.paragraph or numbering else "")
        + (f"<w:rPr>{style.run}</w:rPr>" if style.run else "")
        + f"{style.table}</w:style>"
    )
    element.set(w("type"), style.kind)
    if DEFAULT_STYLES.get(style.name) == style.kind:
        element.set(w("default"), "1")
    elif style.name.startswith("Tertial"):
        element.set(w("customStyle"), "1")
    element.set(w("styleId"), ids[style.name])
    return element


def join_bullets(numbering: Element) -> str:
    """Add a bulleted list to a numbering part and give its id; the bullet is a letter of the text's font."""
    abstract_ids = [int(item.get(w("abstractNumId"), "0")) for item in numbering.iterchildren(w("abstractNum"))]
    number_ids = [int(item.get(w("numId"), "0")) for item in numbering.iterchildren(w("num"))]
    abstract_id = str(max(abstract_ids, default=-1) + 1)
    number_id = str(max(number_ids, default=0) + 1)
    abstract = etree.fromstring(
        f'<w:abstractNum xmlns:w="{W}"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr>'
        f'<w:rPr><w:color w:val="{_color(ACCENT)}"/></w:rPr></w:lvl></w:abstractNum>'
    )
    abstract.set(w("abstractNumId"), abstract_id)
    first_number = numbering.find(w("num"))
    if first_number is None:
        numbering.append(abstract)
    else:
        first_number.addprevious(abstract)
    number = add(numbering, "num", numId=number_id)
    add(number, "abstractNumId", val=abstract_id)
    cleanup = numbering.find(w("numIdMacAtCleanup"))
    if cleanup is not None:
        cleanup.addprevious(number)
    return number_id
