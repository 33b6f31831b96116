"""A small document with every kind of block, hostile texts among them, for the renderers' tests."""

from tertial.report.model import (
    Align,
    Bullets,
    Cell,
    Chart,
    Chrome,
    Column,
    Document,
    Heading,
    Mark,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Picture,
    Row,
    RowKind,
    Status,
    Table,
    Tile,
    Tiles,
    Tone,
)

MET = Status(Mark.FULL, "uppfyllt", Tone.MET)
PARTLY = Status(Mark.HALF, "delvis", Tone.PARTLY)
NOT_MET = Status(Mark.RING, "ej uppfyllt", Tone.NOT_MET)
NOT_DUE = Status(Mark.DOTTED, "följs upp vid helår", Tone.NONE)

SPARK = Picture(
    svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 16" width="72" height="16">'
    '<path d="M1 4L36 8L71 12" fill="none" stroke="#0b5563" stroke-width="1.2"/>'
    '<circle cx="71" cy="12" r="1.8" fill="#0b5563"/></svg>',
    width=72,
    height=16,
    alt="Tre perioder: 87, 82 och 81 %. Mål 95 %.",
)
CHART = Picture(
    svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 160" width="480" height="160">'
    '<path d="M40 20L240 80L440 100" fill="none" stroke="#0b5563" stroke-width="1.6"/>'
    '<text x="446" y="104" font-family="Source Sans Pro" font-size="9" fill="#1b1f24">81 %</text></svg>',
    width=480,
    height=160,
    alt="Telefontillgängligheten sjönk från 87 % 2019 till 81 % 2022; målet är 95 %.",
)
HOSTILE = (
    "<script>alert(1)</script>",
    '#eval("1+1") $x$ *fet* _kursiv_ @ref <label> \\n `kod` // kommentar',
    '=HYPERLINK("http://example.org";"klicka")',
    "]]> & </w:t><w:br/> {{ 7*7 }} {% raw %}",
    "javascript:alert(1) \"onmouseover='x' &amp; \u202eomvänt\u202c",
)


def sample_document(language: str = "sv") -> Document:
    """The document; figures with decimal comma, thin space and minus sign as the assembler makes them."""
    measures = Table(
        caption="Medborgare: mått och utfall",
        columns=(
            Column("Mått", weight=4),
            Column("Mål", Align.DECIMAL, 1.2),
            Column("Utfall", Align.DECIMAL, 1.3),
            Column("K", Align.DECIMAL),
            Column("M", Align.DECIMAL),
            Column("Utveckling", Align.CENTER, 1.8),
            Column("Status", weight=1.9),
        ),
        rows=(
            Row((Cell("Trygg norrbottning med god livskvalitet", bold=True),), RowKind.GROUP),
            Row(
                (
                    Cell("Kontakt samma dag, telefon (TeleQ)"),
                    Cell("95\u00a0%", figure="95"),
                    Cell("81\u00a0%", bold=True, figure="81"),
                    Cell("–"),
                    Cell("–"),
                    Cell(picture=SPARK),
                    Cell(status=PARTLY, sub="85\u00a0% av målet"),
                )
            ),
            Row(
                (
                    Cell("Slutförda triage på Digitalen", sub="Ingångsvärde 19\u202f600 (T2 2021)"),
                    Cell("43\u202f000", figure="43000"),
                    Cell("29\u202f191", bold=True, figure="29191"),
                    Cell("1\u202f179", figure="1179"),
                    Cell("462", figure="462"),
                    Cell("–"),
                    Cell(status=MET),
                )
            ),
            Row(
                (
                    Cell("40-åringar"),
                    Cell("35\u00a0%", figure="35"),
                    Cell("6\u00a0%", figure="6"),
                    Cell("7\u00a0%", figure="7"),
                    Cell("6\u00a0%", figure="6"),
                    Cell("–"),
                    Cell(status=NOT_MET),
                ),
                RowKind.PART,
            ),
            Row(
                (
                    Cell("Resultat mot budget"),
                    Cell("0", figure="0"),
                    Cell("−31\u00a0mnkr", bold=True, figure="-31"),
                    Cell("–"),
                    Cell("–"),
                    Cell("–"),
                    Cell(status=NOT_DUE, sub="Följs upp av företagshälsovården."),
                ),
                RowKind.TOTAL,
            ),
        ),
        notes=("K kvinnor, M män. Streckad linje: målet.", "Trösklarna 100 och 80 % är antagna."),
    )
    long_table = Table(
        caption="En lång tabell",
        show_caption=True,
        columns=(Column("Nr", Align.DECIMAL, 0.5), Column("Text", weight=5)),
        rows=tuple(
            Row((Cell(str(i), figure=str(i)), Cell("Åtgärd som fortsätter över flera rader. " * 3)))
            for i in range(1, 60)
        ),
    )
    return Document(
        identifier="prov-2022-08-sv",
        language=language,
        title="Delårsrapport augusti 2022",
        subtitle="Division Nära, Region Norrbotten",
        author="Region Norrbotten",
        footer="Division Nära · Delårsrapport augusti 2022",
        date="2022-08-31",
        chrome=Chrome(
            contents="Innehåll",
            page="{page} ({pages})",
            skip="Hoppa till texten",
            update_contents="Högerklicka och välj Uppdatera fält.",
        ),
        blocks=(
            Heading(1, "Läget i korthet", "laget-i-korthet"),
            Tiles(
                (
                    Tile("11", "uppfyllda", MET),
                    Tile("9", "delvis uppfyllda", PARTLY),
                    Tile("14", "ej uppfyllda", NOT_MET),
                    Tile("8", "kan inte bedömas", NOT_DUE),
                ),
                alt="11 uppfyllda, 9 delvis uppfyllda, 14 ej uppfyllda, 8 kan inte bedömas.",
            ),
            Paragraph("Telefontillgängligheten var 81\u00a0%.", ParagraphStyle.LEAD),
            Paragraph("Kort text på svenska i ett engelskt dokument.", language="sv"),
            Heading(2, "Medborgare", "medborgare"),
            measures,
            Chart("Telefontillgänglighet", CHART, note="Januari–augusti varje år."),
            Heading(3, "Framgångar", "framgangar"),
            Bullets(("Samarbete mellan hälsocentraler.", "Rutiner för diktat.", *HOSTILE)),
            *(Paragraph(text) for text in HOSTILE),
            PageBreak(),
            Heading(1, "Uppdrag", "uppdrag"),
            long_table,
        ),
    )
