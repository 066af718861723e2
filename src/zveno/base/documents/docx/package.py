"""The parts around the body, and the zip that holds them. Nothing depends on the clock or the machine."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from zveno.base.documents.content import from_plain
from zveno.base.documents.docx.body import DASHES, FIRST_CLAUSES, MIDDLE, RIGHT, body_of
from zveno.base.documents.docx.text import GREY, SMALL, paragraph_xml, run_xml
from zveno.base.documents.wording import WORDS

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
INDENT = 709  # 12.5 mm in twentieths of a point
MM = 1440 / 25.4
_PARTS = ("styles", "numbering", "settings", "header", "blank", "footer")
_KINDS = {"blank": "header"}


def docx_of(plain: dict[str, Any], *, at: datetime) -> bytes:
    """The same content at the same time is the same bytes."""
    content = from_plain(plain)
    body, clause_lists = body_of(content)
    verify = content.paper.verify_url
    note = f"{WORDS[content.paper.language].verify} {verify}" if verify else ""
    title = " № ".join(part for part in (content.paper.title, content.paper.number) if part)
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "docProps/core.xml": _core(title, ", ".join(content.paper.issuer), content.paper.language, at),
        "word/document.xml": _document(body),
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
        "word/styles.xml": _styles({"ru": "ru-RU", "en": "en-GB"}[content.paper.language]),
        "word/numbering.xml": _numbering(clause_lists),
        "word/settings.xml": SETTINGS,
        "word/header.xml": f"{XML}<w:hdr {W}>{PAGE_NUMBER}</w:hdr>",
        "word/blank.xml": f"{XML}<w:hdr {W}>{paragraph_xml('', style='Flush')}</w:hdr>",
        "word/footer.xml": f"{XML}<w:ftr {W}>{_small(note)}</w:ftr>",
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, xml in parts.items():
            part = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            archive.writestr(part, xml.encode(), zipfile.ZIP_DEFLATED, compresslevel=3)
    return target.getvalue()


def _small(note: str) -> str:
    return paragraph_xml(run_xml(note, size=SMALL, colour=GREY) if note else "", style="Flush")


def _document(body: str) -> str:
    headers = "".join(
        f'<w:{kind}Reference w:type="{pages}" r:id="{part}"/>'
        for kind, pages, part in (
            ("header", "default", "header"),
            ("header", "first", "blank"),
            ("footer", "default", "footer"),
            ("footer", "first", "footer"),
        )
    )
    margins = " ".join(
        f'w:{side}="{round(size * MM)}"'
        for side, size in (
            ("top", 20),
            ("right", 15),
            ("bottom", 20),
            ("left", 30),
            ("header", 10),
            ("footer", 10),
        )
    )
    section = (
        f'<w:sectPr>{headers}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar {margins} w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )
    return f"{XML}<w:document {W} {R}><w:body>{body}{section}</w:body></w:document>"


def _core(title: str, issuer: str, language: str, at: datetime) -> str:
    moment = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(issuer)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<dc:language>{language}</dc:language></cp:coreProperties>"
    )


def _numbering(clause_lists: int) -> str:
    """One list of dashes, and a list of clauses for the paper and for each appendix, all drawn alike."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{"".join(f"%{part + 1}." for part in range(level + 1))}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{INDENT}"/></w:pPr></w:lvl>'
        for level in range(3)
    )
    dash = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:suff w:val="space"/>'
        '<w:lvlText w:val="–"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{INDENT}"/></w:pPr></w:lvl>'
    )
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = "".join(
        f'<w:num w:numId="{FIRST_CLAUSES + number}"><w:abstractNumId w:val="1"/>{restart}</w:num>'
        for number in range(clause_lists)
    )
    return (
        f"{XML}<w:numbering {W}>"
        f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>{dash}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        f'<w:num w:numId="{DASHES}"><w:abstractNumId w:val="0"/></w:num>{lists}</w:numbering>'
    )


def _style(name: str, title: str, look: str = "", font: str = "", *, based_on: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:qFormat/><w:pPr>{look}</w:pPr><w:rPr>{font}</w:rPr></w:style>'
    )


def _styles(language: str) -> str:
    family = "".join(f' w:{script}="Times New Roman"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    flush = '<w:ind w:firstLine="0"/>'
    heading = (
        '<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="120"/>'
        f'{flush}<w:jc w:val="center"/><w:outlineLvl w:val="{{}}"/>'
    )
    tabs = f'<w:tabs><w:tab w:val="center" w:pos="{MIDDLE}"/><w:tab w:val="right" w:pos="{RIGHT}"/></w:tabs>'
    return "".join(
        (
            f"{XML}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{family}/>",
            f'<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="{language}"/></w:rPr></w:rPrDefault>',
            '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>',
            "</w:pPr></w:pPrDefault></w:docDefaults>",
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>',
            "<w:qFormat/>",
            f'<w:pPr><w:ind w:firstLine="{INDENT}"/><w:jc w:val="both"/></w:pPr></w:style>',
            _style("Flush", "Без отступа", f'{flush}<w:jc w:val="left"/>'),
            _style("Centred", "По центру", f'{flush}<w:jc w:val="center"/>'),
            _style(
                "DateAndNumber", "Дата и номер", f'{tabs}<w:spacing w:before="240" w:after="240"/>{flush}'
            ),
            _style("TableText", "Текст таблицы", f'{flush}<w:jc w:val="left"/>', '<w:sz w:val="24"/>'),
            *(
                _style(f"Heading{level}", f"heading {level}", heading.format(level - 1), "<w:b/><w:bCs/>")
                for level in (1, 2, 3)
            ),
            "</w:styles>",
        )
    )


PAGE_NUMBER = paragraph_xml(
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    style="Centred",
)
SETTINGS = (
    f'{XML}<w:settings {W}><w:defaultTabStop w:val="709"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
CONTENT_TYPES = (
    f'{XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{_KINDS.get(part, part)}+xml"/>'
        for part in _PARTS
    )
    + "</Types>"
)
RELATIONS = (
    f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="document" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="core" Type="{_PACKAGE}/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/></Relationships>'
)
DOCUMENT_RELATIONS = (
    f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="{part}" Type="{_OFFICE}/{_KINDS.get(part, part)}" Target="{part}.xml"/>'
        for part in _PARTS
    )
    + "</Relationships>"
)
