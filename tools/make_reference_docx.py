"""Write `reference.docx`, which gives the DOCX its styles, paper, header and footer.

Starts from the reference document of the bundled pandoc, so that all styles pandoc uses exist. Fonts, sizes, margins
and colours come from `tata_letak.yaml`, which stands in the same folder.
Usage: `python tools/make_reference_docx.py [FOLDER]`; without a folder it is templates/pandoc.
"""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pypandoc
import yaml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

TEMPLATES = Path(__file__).parents[1] / "templates" / "pandoc"
PANDOC = Path(pypandoc.__file__).parent / "files" / "pandoc"
SIDES = ("top", "left", "bottom", "right")
CENTIMETRE = 567  # twips

# Replaced by the report's title when a DOCX is made.
TITLE_PLACEHOLDER = "JUDUL LAPORAN"


@dataclass(frozen=True)
class Look:
    """How a paragraph style looks.

    Attributes:
        size: name of the font size.
        base: name of the style it starts from.
        before: space above in points; `after` below it.
        left: indent in twips, as are `right`, `hanging` and the right tab `leader` dots lead to.
        color: name of the colour.
        border: sides with a line, `border_width` eighths of a point wide and `border_space` points from the text.
        filled: whether the background is that of boxes.
    """

    size: str = "isi"
    base: str = "Normal"
    align: str = "left"
    before: float = 0
    after: float = 0
    line: float = 1.0
    bold: bool = False
    keep: bool = False
    new_page: bool = False
    level: int | None = None
    left: int = 0
    right: int = 0
    hanging: int = 0
    leader: int = 0
    color: str = ""
    border: tuple[str, ...] = ()
    border_width: int = 4
    border_space: int = 4
    filled: bool = False


def looks(tata: dict[str, Any]) -> dict[str, Look]:
    """Say how each paragraph style looks."""
    width = round((tata["kertas"]["lebar"] - tata["tepi"]["kiri"] - tata["tepi"]["kanan"]) * CENTIMETRE)
    logo = tata["tinggi_logo"] / 2.54 * 72
    return {
        "Body Text": Look(align="both", after=6, line=1.15),
        "First Paragraph": Look(align="both", before=6, after=6, line=1.15),
        "Pengantar": Look(align="both", before=6, after=6, line=1.15, keep=True),
        "Compact": Look(after=2, line=1.1),
        "heading 1": Look("bab", align="center", after=16, bold=True, keep=True, new_page=True, level=0),
        "heading 2": Look("subbab", before=16, after=6, bold=True, keep=True, level=1),
        "heading 3": Look("subsubbab", before=12, after=6, bold=True, keep=True, level=2),
        "heading 4": Look(before=10, after=4, bold=True, keep=True, level=3),
        "heading 5": Look(before=10, after=4, bold=True, keep=True, level=4),
        "heading 6": Look(before=10, after=4, bold=True, keep=True, level=5),
        "caption": Look("kecil", align="center", bold=True),
        "Table Caption": Look("kecil", "caption", align="center", before=10, after=4, bold=True, keep=True),
        "Image Caption": Look("kecil", "caption", align="center", before=4, after=10, bold=True),
        "Captioned Figure": Look(align="center", before=6, after=2, keep=True),
        "Halaman Pindaian": Look(align="center"),
        "header": Look("kepala", align="right", color="redup", border=("bottom",)),
        "footer": Look("kecil", align="center"),
        "toc 1": Look(before=5, after=1, bold=True, leader=width),
        "toc 2": Look(after=1, left=340, leader=width),
        "toc 3": Look(after=1, left=850, leader=width),
        "table of figures": Look(after=3, leader=width),
        "Akhir Daftar": Look("titik"),
        "Logo": Look(align="center", before=200 - logo, after=24),
        "Sampul": Look("sampul", align="center", after=24, line=1.2, bold=True),
        "Sampul Awal": Look("sampul", align="center", before=200, after=24, line=1.2, bold=True),
        "Sumber": Look("kecil", before=3, after=8),
        "Kop": Look(align="center", after=2, keep=True, border=("bottom",), border_width=12),
        "Tengah": Look(align="center", before=10, after=4, bold=True, keep=True),
        "Tanda Tangan": Look(before=6, after=2, left=width // 2, keep=True),
        "Ruang Tanda Tangan": Look(before=tata["ruang_tanda_tangan"] / 2.54 * 72 - 12, keep=True),
        "Foto Kosong": Look(
            "kecil",
            align="center",
            before=24,
            after=18,
            left=360,
            right=360,
            keep=True,
            color="redup",
            border=(*SIDES, "between"),
            border_space=18,
            filled=True,
        ),
        "Kepala Tabel": Look("tabel", align="center", bold=True, keep=True),
        "Isi Tabel": Look("tabel"),
        "Daftar Tabel": Look("tabel", left=200, hanging=200),
        "Isi Tabel Polos": Look(after=2, keep=True),
        "Akhir Bagian": Look("titik"),
    }


def main(folder: Path) -> None:
    """Write the reference document into `folder`."""
    tata = yaml.safe_load((folder / "tata_letak.yaml").read_text(encoding="utf-8"))["tata_letak"]
    default = subprocess.run(  # noqa: S603 - the bundled program, fixed arguments
        [str(PANDOC), "--print-default-data-file", "reference.docx"], capture_output=True, check=True
    ).stdout
    document = docx.Document(io.BytesIO(default))
    set_defaults(document, tata)
    styles = [
        *(paragraph_style(name, look, tata) for name, look in looks(tata).items()),
        character_style("Hyperlink", f'<w:color w:val="{tata["warna"]["tautan"]}"/>'),
        *(code_style(name, colors) for name, colors in tata["kode"].items()),
        *table_styles(tata),
    ]
    for style in styles:
        put_style(document.styles.element, style)
    set_section(document.sections[0], tata)
    saved = io.BytesIO()
    document.save(saved)
    (folder / "reference.docx").write_bytes(without_dates(saved.getvalue()))


def set_defaults(document: Any, tata: dict[str, Any]) -> None:
    """Set font and language of everything, and the layout rules of a present-day Word."""
    font = tata["huruf"]["docx"]
    defaults = document.styles.element.find(qn("w:docDefaults"))
    defaults.getparent().replace(
        defaults,
        element(
            "docDefaults",
            "<w:rPrDefault><w:rPr>"
            f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
            f'{size(tata["ukuran"]["isi"])}<w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/>'
            "</w:rPr></w:rPrDefault><w:pPrDefault/>",
        ),
    )
    settings = document.settings.element
    rules = element(
        "compat",
        '<w:compatSetting w:name="compatibilityMode" w:val="15" w:uri="http://schemas.microsoft.com/office/word"/>',
    )
    settings.find(qn("w:rsids")).addprevious(rules)
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "id-ID")
    settings.find(qn("w:decimalSymbol")).set(qn("w:val"), ",")
    settings.find(qn("w:listSeparator")).set(qn("w:val"), ";")


def element(name: str, content: str, attributes: str = "") -> Any:
    """Parse one element of WordprocessingML."""
    return parse_xml(f"<w:{name} {nsdecls('w')} {attributes}>{content}</w:{name}>")


def put_style(styles: Any, style: Any) -> None:
    """Add a style, or replace the one of the same id."""
    for old in styles.findall(qn("w:style")):
        if old.get(qn("w:styleId")) == style.get(qn("w:styleId")):
            styles.remove(old)
    styles.append(style)


def style_id(name: str) -> str:
    """Give the id Word would give a style of this name."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def size(points: float) -> str:
    """Write a font size."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def borders(name: str, sides: tuple[str, ...], color: str, width: int = 4, space: int = 0) -> str:
    """Write the lines around a paragraph, cell or table."""
    lines = "".join(f'<w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{color}"/>' for side in sides)
    return f"<w:{name}>{lines}</w:{name}>"


def shading(color: str) -> str:
    """Write a background."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>'


def paragraph_style(name: str, look: Look, tata: dict[str, Any]) -> Any:
    """Make a paragraph style."""
    line = tata["warna"]["garis"]
    # The order is the schema's.
    paragraph = (
        ("<w:keepNext/>" if look.keep else "")
        + ("<w:keepLines/>" if look.keep else "")
        + ("<w:pageBreakBefore/>" if look.new_page else "")
        + "<w:widowControl/>"
        + (borders("pBdr", look.border, line, look.border_width, look.border_space) if look.border else "")
        + (shading(tata["warna"]["latar_kotak"]) if look.filled else "")
        + (f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{look.leader}"/></w:tabs>' if look.leader else "")
        + f'<w:spacing w:before="{round(look.before * 20)}" w:after="{round(look.after * 20)}"'
        f' w:line="{round(look.line * 240)}" w:lineRule="auto"/>'
        + f'<w:ind w:left="{look.left}" w:right="{look.right}" w:hanging="{look.hanging}"/>'
        + f'<w:jc w:val="{look.align}"/>'
        + ("" if look.level is None else f'<w:outlineLvl w:val="{look.level}"/>')
    )
    run = (
        ("<w:b/><w:bCs/>" if look.bold else "")
        + (f'<w:color w:val="{tata["warna"][look.color]}"/>' if look.color else "")
        + size({"titik": 1, **tata["ukuran"]}[look.size])
    )
    return element(
        "style",
        f'<w:name w:val="{name}"/><w:basedOn w:val="{style_id(look.base)}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr>",
        f'w:type="paragraph" w:styleId="{style_id(name)}"',
    )


def character_style(name: str, run: str) -> Any:
    """Make a character style."""
    return element(
        "style",
        f'<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{run}</w:rPr>',
        f'w:type="character" w:styleId="{style_id(name)}"',
    )


def code_style(name: str, colors: dict[str, str]) -> Any:
    """Make the mark of a rating."""
    return character_style(f"Kode {name}", f'<w:color w:val="{colors["teks"]}"/>{shading(colors["latar"])}')


def table_styles(tata: dict[str, Any]) -> list[Any]:
    """Make the styles of tables: lines everywhere with a grey head, no lines, and a box around text."""
    warna = tata["warna"]
    grid = borders("tblBorders", (*SIDES, "insideH", "insideV"), warna["garis"])
    head = f'<w:tcPr>{shading(warna["kepala_tabel"])}<w:vAlign w:val="center"/></w:tcPr>'
    box = borders("tblBorders", SIDES, warna["garis"])
    cell = padding(tata["jarak_sel"])
    return [
        table_style("Table", grid + cell, f'<w:tblStylePr w:type="firstRow">{head}</w:tblStylePr>'),
        table_style("Tabel Polos", cell, ""),
        table_style("Kotak", box + padding(tata["jarak_kotak"]), f"<w:tcPr>{shading(warna['latar_kotak'])}</w:tcPr>"),
    ]


def table_style(name: str, table: str, rest: str) -> Any:
    """Make a table style."""
    return element(
        "style",
        f'<w:name w:val="{name}"/><w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{table}</w:tblPr>{rest}',
        f'w:type="table" w:styleId="{style_id(name)}"',
    )


def padding(points: dict[str, float]) -> str:
    """Write the space between a cell's lines and its text."""
    twips = {side: round(points["tegak_docx" if side in {"top", "bottom"} else "datar"] * 20) for side in SIDES}
    sides = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in twips.items())
    return f"<w:tblCellMar>{sides}</w:tblCellMar>"


def set_section(section: Any, tata: dict[str, Any]) -> None:
    """Set the paper, its margins, the report's title above and the page number below."""
    paper, margin = tata["kertas"], tata["tepi"]
    section.page_width, section.page_height = Cm(paper["lebar"]), Cm(paper["tinggi"])
    section.top_margin, section.bottom_margin = Cm(margin["atas"]), Cm(margin["bawah"])
    section.left_margin, section.right_margin = Cm(margin["kiri"]), Cm(margin["kanan"])
    section.header_distance, section.footer_distance = Cm(margin["kepala"]), Cm(margin["kaki"])
    fill(section.header, "TITLE", TITLE_PLACEHOLDER)
    fill(section.footer, "PAGE", "1")


def fill(place: Any, field: str, shown: str) -> None:
    """Put a field into a header or footer, with the text shown until Word computes it."""
    place.is_linked_to_previous = False
    place.paragraphs[0]._p.append(  # noqa: SLF001 - python-docx has no fields
        element("fldSimple", f"<w:r><w:t>{shown}</w:t></w:r>", f'w:instr=" {field} "')
    )


def without_dates(packed: bytes) -> bytes:
    """Pack again with one fixed date, so that the same styles make the same file."""
    done = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as source,
        zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            fixed = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(fixed, source.read(info))
    return done.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATES)
