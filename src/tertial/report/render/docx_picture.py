"""Pictures in a Word file: drawings as PNG with the words for those who do not see them, and status marks.

Drawings are rasterised at three times their size in points (216 dots per inch) with the report's own fonts and
no others, so that they look the same everywhere. The SVG itself is not embedded: Word sets its texts in whatever
font the reader has, which moves labels and lets them run into each other. Equal drawings share one part.
"""

from __future__ import annotations

import copy

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from tertial.report.model import Mark, Picture, Status
from tertial.report.render.docx_text import Element, add, clean, run
from tertial.report.render.raster import rasterised
from tertial.report.tokens import TONES

EMU_PER_POINT = 12_700
PIXELS_PER_POINT = 3
MARK_POINTS = (9.5, 8.0)
"""Width and height of a status mark: a disc and the space to its word."""
MARK_PIXELS = 114
LOWERED_HALF_POINTS = -2
"""A mark stands a point below the baseline, where a disc looks centred on small letters."""

HIGHEST_TEMPLATE_DRAWING = 10_000
"""Drawings are numbered from here, above those in a template's headers: the numbers are unique in a file."""

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"

_INLINE = etree.fromstring(
    f'<wp:inline xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:pic="{_PIC}" xmlns:r="{_R}" '
    'distT="0" distB="0" distL="0" distR="0"><wp:extent/><wp:docPr/>'
    '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    f'<a:graphic><a:graphicData uri="{_PIC}"><pic:pic>'
    "<pic:nvPicPr><pic:cNvPr/><pic:cNvPicPr/></pic:nvPicPr>"
    "<pic:blipFill><a:blip/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline>"
)
_DECORATIVE_NOTE = etree.fromstring(
    f'<a:extLst xmlns:a="{_A}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    f'<adec:decorative xmlns:adec="{_DECORATIVE}" val="1"/></a:ext></a:extLst>'
)

_MARKS = {
    Mark.FULL: '<circle cx="8" cy="8" r="7" fill="{color}"/>',
    Mark.HALF: '<circle cx="8" cy="8" r="6" fill="none" stroke="{color}" stroke-width="2"/>'
    '<path d="M8 1.5a6.5 6.5 0 0 0 0 13z" fill="{color}"/>',
    Mark.RING: '<circle cx="8" cy="8" r="6" fill="none" stroke="{color}" stroke-width="2"/>',
    Mark.DOTTED: '<circle cx="8" cy="8" r="6" fill="none" stroke="{color}" stroke-width="1.8" '
    'stroke-linecap="round" stroke-dasharray="0.1 3.67"/>',
}


class Pictures:
    """The pictures of one document; hands out ids in the order of use, so that they repeat."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._relations: dict[tuple[str, int], str] = {}
        self._drawn = HIGHEST_TEMPLATE_DRAWING

    def place(self, parent: Element, picture: Picture, width: float, language: str) -> None:
        """Append a run with the picture at a width in points; the height follows.

        Raises ValueError when the drawing is not SVG that can be read.
        """
        relation = self._relation(picture.svg, round(picture.width * PIXELS_PER_POINT))
        drawing = add(run(parent, language), "drawing")
        drawing.append(self._inline(relation, width, width * picture.height / picture.width, picture.alt))

    def place_mark(self, parent: Element, status: Status, language: str) -> None:
        """Append a run with the status mark, decorative beside its word."""
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 19 16" width="19" height="16">'
            f"{_MARKS[status.mark].format(color=TONES[status.tone])}</svg>"
        )
        holder = run(parent, language)
        # `w:position` stands before `w:lang` in the schema.
        holder[0].insert(0, add(holder[0], "position", val=str(LOWERED_HALF_POINTS)))
        add(holder, "drawing").append(self._inline(self._relation(svg, MARK_PIXELS), *MARK_POINTS, ""))

    def _inline(self, relation: str, width: float, height: float, alt: str) -> Element:
        self._drawn += 1
        inline = copy.deepcopy(_INLINE)
        extent, properties, _frame, graphic = inline
        names, fill, shape = graphic[0][0]
        size = (str(round(width * EMU_PER_POINT)), str(round(height * EMU_PER_POINT)))
        for element in (extent, shape[0][1]):
            element.set("cx", size[0])
            element.set("cy", size[1])
        for element in (properties, names[0]):
            element.set("id", str(self._drawn))
            element.set("name", f"tertial-{self._drawn}")
        properties.set("descr", clean(alt))
        if not alt:
            properties.append(copy.deepcopy(_DECORATIVE_NOTE))
        fill[0].set(f"{{{_R}}}embed", relation)
        return inline

    def _relation(self, svg: str, pixels: int) -> str:
        """The id of the relation to the rasterised drawing; made at first use."""
        found = self._relations.get((svg, pixels))
        if found is not None:
            return found
        number = len(self._relations) + 1
        identifier = f"rIdTertial{number}"
        package = self._part.package
        image = Part(PackURI(f"/word/media/tertial-{number}.png"), "image/png", rasterised(svg, pixels), package)
        self._part.rels.add_relationship(RT.IMAGE, image, identifier)
        self._relations[(svg, pixels)] = identifier
        return identifier
