"""The package a report starts from without an own template: A4, the report's typeface, nothing on the page.

Source Sans Pro, regular and bold, is embedded (SIL Open Font License 1.1, which allows it): 0.3 MB so that the
report looks the same in an office that does not have the font. The theme holds the report's colours, so that they
stand in Word's colour picker.
"""

from __future__ import annotations

import hashlib
import zipfile
from functools import cache
from importlib.resources import files
from io import BytesIO

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from tertial.report.render.docx_text import W
from tertial.report.tokens import ACCENT, BAND, FONT_FAMILY, HAIRLINE, INK, MUTED, PAPER, TONES

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_FONT_FILES = {"embedRegular": "SourceSansPro-Regular.ttf", "embedBold": "SourceSansPro-Bold.ttf"}

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"

A4_SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="1247" w:bottom="1247" '
    'w:left="1247" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_ROOT_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
    f'xmlns:pic="{_DRAWING}/picture" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)

_THEME_COLORS = {
    "dk1": INK,
    "lt1": PAPER,
    "dk2": MUTED,
    "lt2": BAND,
    "accent1": ACCENT,
    "accent2": TONES["met"],
    "accent3": TONES["partly"],
    "accent4": TONES["not_met"],
    "accent5": MUTED,
    "accent6": HAIRLINE,
    "hlink": ACCENT,
    "folHlink": ACCENT,
}


@cache
def blank_package(locale: str) -> bytes:
    """The package, in a locale such as `sv-SE`."""
    fonts = {name: files("font_source_sans_pro").joinpath("files", name).read_bytes() for name in _FONT_FILES.values()}
    keys = {name: _font_key(content) for name, content in fonts.items()}
    embedded = "".join(
        f'<w:{place} r:id="rId{number}" w:fontKey="{{{keys[name]}}}"/>'
        for number, (place, name) in enumerate(_FONT_FILES.items(), start=1)
    )
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{CT.OPC_RELATIONSHIPS}"/>'
        f'<Default Extension="xml" ContentType="{CT.XML}"/>'
        f'<Default Extension="odttf" ContentType="{_FONT_TYPE}"/>'
        + "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>'
            for name, kind in (
                ("word/document.xml", CT.WML_DOCUMENT_MAIN),
                ("word/styles.xml", CT.WML_STYLES),
                ("word/settings.xml", CT.WML_SETTINGS),
                ("word/numbering.xml", CT.WML_NUMBERING),
                ("word/fontTable.xml", CT.WML_FONT_TABLE),
                ("word/theme/theme1.xml", CT.OFC_THEME),
                ("docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES),
            )
        )
        + "</Types>",
        "_rels/.rels": _relations(
            (RT.OFFICE_DOCUMENT, "word/document.xml"), (RT.EXTENDED_PROPERTIES, "docProps/app.xml")
        ),
        "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>Tertial</Application></Properties>',
        "word/document.xml": f"<w:document {_ROOT_NAMES}><w:body>{A4_SECTION}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            (RT.STYLES, "styles.xml"),
            (RT.SETTINGS, "settings.xml"),
            (RT.NUMBERING, "numbering.xml"),
            (RT.FONT_TABLE, "fontTable.xml"),
            (RT.THEME, "theme/theme1.xml"),
        ),
        "word/styles.xml": f"<w:styles {_ROOT_NAMES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT_FAMILY}" w:hAnsi="{FONT_FAMILY}" w:eastAsia="{FONT_FAMILY}" '
        f'w:cs="{FONT_FAMILY}"/>'
        f'<w:lang w:val="{locale}" w:eastAsia="{locale}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault></w:docDefaults></w:styles>",
        "word/settings.xml": f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:embedTrueTypeFonts/>'
        '<w:defaultTabStop w:val="567"/><w:autoHyphenation w:val="1"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:val="{locale}"/></w:settings>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{W}"/>',
        "word/fontTable.xml": f'<w:fonts xmlns:w="{W}" xmlns:r="{R}"><w:font w:name="{FONT_FAMILY}">'
        '<w:altName w:val="Source Sans 3"/><w:panose1 w:val="020B0503030403020204"/><w:charset w:val="00"/>'
        f'<w:family w:val="swiss"/><w:pitch w:val="variable"/>{embedded}</w:font></w:fonts>',
        "word/theme/theme1.xml": _theme(),
        "word/_rels/fontTable.xml.rels": _relations(
            *((f"{R}/font", f"fonts/{name.removesuffix('.ttf')}.odttf") for name in _FONT_FILES.values())
        ),
    }
    for name, content in fonts.items():
        parts[f"word/fonts/{name.removesuffix('.ttf')}.odttf"] = _obfuscated(content, keys[name])
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name, part in parts.items():
            target.writestr(name, part if isinstance(part, bytes) else _DECLARATION + part)
    return packed.getvalue()


def _theme() -> str:
    """Colours and typeface; a theme must also have three formats of shapes, which are the plainest."""
    colors = "".join(
        f'<a:{name}><a:srgbClr val="{color.removeprefix("#")}"/></a:{name}>' for name, color in _THEME_COLORS.items()
    )
    fonts = f'<a:latin typeface="{FONT_FAMILY}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{_DRAWING}/main" name="Tertial"><a:themeElements>'
        f'<a:clrScheme name="Tertial">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Tertial"><a:majorFont>{fonts}</a:majorFont>'
        f"<a:minorFont>{fonts}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Tertial"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _relations(*relations: tuple[str, str]) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(relations, start=1)
        )
        + "</Relationships>"
    )


def _font_key(font: bytes) -> str:
    """A GUID that is always the same for the same font file."""
    digest = hashlib.sha256(font).hexdigest()[:32].upper()
    return "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:]))


def _obfuscated(font: bytes, key: str) -> bytes:
    """The font as Word embeds it: its first 32 bytes mixed with the reversed key (ISO/IEC 29500-4, 9.1.5)."""
    reversed_key = bytes.fromhex(key.replace("-", ""))[::-1]
    head = bytes(byte ^ reversed_key[place % 16] for place, byte in enumerate(font[:32]))
    return head + font[32:]
