"""Write `templates/pandoc/reference.docx`: every size, margin and font of the DOCX is set here.

Starts from the reference document of the bundled pandoc, so that all styles pandoc uses exist. The colours
come from `templates/pandoc/warna.yaml`. Usage: `python tools/make_reference_docx.py [TARGET]`.
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

FONT = "Times New Roman"
SIZE = 11  # points
SECTION = {
    "page_width": Cm(21),
    "page_height": Cm(29.7),
    "top_margin": Cm(2.5),
    "bottom_margin": Cm(2.2),
    "left_margin": Cm(2.5),
    "right_margin": Cm(2),
    "header_distance": Cm(1.25),
    "footer_distance": Cm(1.1),
}
CELL_PADDING = {"top": 40, "left": 70, "bottom": 40, "right": 70}  # twips
BOX_PADDING = {"top": 120, "left": 170, "bottom": 120, "right": 170}  # twips
SIDES = ("top", "left", "bottom", "right")

# Replaced by the report's title when a DOCX is made.
TITLE_PLACEHOLDER = "JUDUL LAPORAN"


@dataclass(frozen=True)
class Look:
    """How a paragraph style looks: sizes and spaces in points, indents in twips, colours by name."""

    size: float = SIZE
    align: str = "left"
    before: float = 0
    after: float = 0
    line: float = 1.0
    bold: bool = False
    keep: bool = False
    new_page: bool = False
    level: int | None = None
    left: int = 0
    hanging: int = 0
    color: str = ""
    border: tuple[str, ...] = ()
    border_width: int = 4  # eighths of a point


LOOKS = {
    "Body Text": Look(align="both", after=6, line=1.15),
    "First Paragraph": Look(align="both", before=6, after=6, line=1.15),
    "Compact": Look(after=2, line=1.1),
    "heading 1": Look(size=15, align="center", after=16, bold=True, keep=True, new_page=True, level=0),
    "heading 2": Look(size=12.5, before=16, after=6, bold=True, keep=True, level=1),
    "heading 3": Look(size=11.5, before=12, after=6, bold=True, keep=True, level=2),
    "heading 4": Look(before=10, after=4, bold=True, keep=True, level=3),
    "heading 5": Look(before=10, after=4, bold=True, keep=True, level=4),
    "heading 6": Look(before=10, after=4, bold=True, keep=True, level=5),
    "Table Caption": Look(size=9, align="center", before=10, after=4, bold=True, keep=True),
    "Image Caption": Look(size=9, align="center", before=4, after=10, bold=True),
    "Captioned Figure": Look(align="center", before=6, after=2, keep=True),
    "header": Look(size=8.5, align="right", color="redup", border=("bottom",)),
    "footer": Look(size=9, align="center"),
    "toc 1": Look(before=5, after=1, bold=True),
    "toc 2": Look(after=1, left=340),
    "toc 3": Look(after=1, left=850),
    "toc 4": Look(after=1, left=1470),
    "table of figures": Look(after=3),
    "Sampul": Look(size=20, align="center", after=24, line=1.2, bold=True),
    "Sampul Awal": Look(size=20, align="center", before=200, after=24, line=1.2, bold=True),
    "Sumber": Look(size=9, before=3, after=8),
    "Kop": Look(align="center", after=2, keep=True, border=("bottom",), border_width=12),
    "Tengah": Look(align="center", before=10, after=4, bold=True, keep=True),
    "Tanda Tangan": Look(before=6, after=2, left=4680, keep=True),
    "Ruang Tanda Tangan": Look(before=45, keep=True),
    "Foto Kosong": Look(size=9, align="center", before=18, after=18, color="redup"),
    "Kepala Tabel": Look(size=8.5, align="center", bold=True, keep=True),
    "Isi Tabel": Look(size=8.5),
    "Daftar Tabel": Look(size=8.5, left=200, hanging=200),
    "Isi Tabel Polos": Look(align="center", after=2, keep=True),
    "Akhir Bagian": Look(size=1),
}


def main(target: Path) -> None:
    """Write the reference document to `target`."""
    warna = yaml.safe_load((TEMPLATES / "warna.yaml").read_text(encoding="utf-8"))["warna"]
    default = subprocess.run(  # noqa: S603 - the bundled program, fixed arguments
        [str(PANDOC), "--print-default-data-file", "reference.docx"], capture_output=True, check=True
    ).stdout
    document = docx.Document(io.BytesIO(default))
    set_defaults(document)
    styles = [
        *(paragraph_style(name, look, warna) for name, look in LOOKS.items()),
        character_style("Hyperlink", f'<w:color w:val="{warna["tautan"]}"/>'),
        *(code_style(name, colors) for name, colors in warna["kode"].items()),
        *table_styles(warna),
    ]
    for style in styles:
        put_style(document.styles.element, style)
    set_section(document.sections[0])
    saved = io.BytesIO()
    document.save(saved)
    target.write_bytes(without_dates(saved.getvalue()))


def set_defaults(document: Any) -> None:
    """Set font and language of everything, and the layout rules of a present-day Word."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    defaults.getparent().replace(
        defaults,
        element(
            "docDefaults",
            "<w:rPrDefault><w:rPr>"
            f'<w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'
            f'{size(SIZE)}<w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/>'
            "</w:rPr></w:rPrDefault><w:pPrDefault/>",
        ),
    )
    rules = element(
        "compat",
        '<w:compatSetting w:name="compatibilityMode" w:val="15" w:uri="http://schemas.microsoft.com/office/word"/>',
    )
    document.settings.element.find(qn("w:rsids")).addprevious(rules)


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


def paragraph_style(name: str, look: Look, warna: dict[str, Any]) -> Any:
    """Make a paragraph style."""
    # The order is the schema's.
    paragraph = (
        ("<w:keepNext/>" if look.keep else "")
        + ("<w:keepLines/>" if look.keep else "")
        + ("<w:pageBreakBefore/>" if look.new_page else "")
        + "<w:widowControl/>"
        + (borders("pBdr", look.border, warna["garis"], look.border_width, 4) if look.border else "")
        + f'<w:spacing w:before="{round(look.before * 20)}" w:after="{round(look.after * 20)}"'
        f' w:line="{round(look.line * 240)}" w:lineRule="auto"/>'
        + f'<w:ind w:left="{look.left}" w:hanging="{look.hanging}"/><w:jc w:val="{look.align}"/>'
        + ("" if look.level is None else f'<w:outlineLvl w:val="{look.level}"/>')
    )
    run = (
        ("<w:b/><w:bCs/>" if look.bold else "")
        + (f'<w:color w:val="{warna[look.color]}"/>' if look.color else "")
        + size(look.size)
    )
    return element(
        "style",
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
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


def table_styles(warna: dict[str, Any]) -> list[Any]:
    """Make the styles of tables: lines everywhere with a grey head, no lines, and a box around text."""
    grid = borders("tblBorders", (*SIDES, "insideH", "insideV"), warna["garis"])
    head = f'<w:tcPr>{shading(warna["kepala_tabel"])}<w:vAlign w:val="center"/></w:tcPr>'
    box = borders("tblBorders", SIDES, warna["garis"])
    return [
        table_style("Table", grid + padding(CELL_PADDING), f'<w:tblStylePr w:type="firstRow">{head}</w:tblStylePr>'),
        table_style("Tabel Polos", padding(CELL_PADDING), ""),
        table_style("Kotak", box + padding(BOX_PADDING), f"<w:tcPr>{shading(warna['latar_kotak'])}</w:tcPr>"),
    ]


def table_style(name: str, table: str, rest: str) -> Any:
    """Make a table style."""
    return element(
        "style",
        f'<w:name w:val="{name}"/><w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{table}</w:tblPr>{rest}',
        f'w:type="table" w:styleId="{style_id(name)}"',
    )


def padding(twips: dict[str, int]) -> str:
    """Write the space between a cell's lines and its text."""
    sides = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in twips.items())
    return f"<w:tblCellMar>{sides}</w:tblCellMar>"


def set_section(section: Any) -> None:
    """Set the paper, its margins, the report's title above and the page number below."""
    for name, value in SECTION.items():
        setattr(section, name, value)
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
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATES / "reference.docx")
