"""The PDF can be read aloud: a checker finds nothing that the structure tree does not prove false.

What the checker (0.2) takes for faults although Typst writes it rightly:

- TBL-004: it does not count a cell joined downwards at the end of a row in the last row the cell covers.
- TBL-015: a row whose other columns are covered by cells joined downwards has one cell of its own.
- TBL-010: more header cells than data cells, because the table has few rows.
- TBL-014: it looks for a table by the page of its element, which Typst gives to the content only.
- ORD-001: it compares with a tree order that puts the text of an element before its children, and Typst paints
  the cells of a table column by column where they are joined.
- PAG-001 and TAG-002: headings and heads of tables that stand at the top of several pages.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import outloud
import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lkj.build import HasilBuild

SOFT_HYPHEN = "\u00ad"


@dataclass
class Element:
    """An element of the structure tree; `content` holds its parts and pairs of page and marked content, in order."""

    kind: str
    columns: int = 1
    rows: int = 1
    scope: str = ""
    content: list[Element | tuple[int, int]] = field(default_factory=list)

    def marks(self) -> list[tuple[int, int]]:
        return [mark for _, mark in self.walk(())]

    def walk(self, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[int, int]]]:
        path = (*path, self.kind)
        for part in self.content:
            if isinstance(part, Element):
                yield from part.walk(path)
            else:
                yield path, part

    def find(self, *kinds: str) -> Iterator[Element]:
        for part in self.content:
            if isinstance(part, Element):
                if part.kind in kinds:
                    yield part
                else:
                    yield from part.find(*kinds)


@dataclass
class Cell:
    """A cell with the first row and column it covers, from 0."""

    element: Element
    row: int
    column: int


@dataclass
class Piece:
    """A text object of a page: its marked content (-1 for an artifact), text and box."""

    mark: int
    text: str
    box: tuple[float, float, float, float]


class Dokumen:
    """A PDF: its structure tree, and what is painted on its pages."""

    def __init__(self, berkas: Path) -> None:
        self.berkas = berkas
        with pikepdf.open(berkas) as pdf:
            pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
            self.title = str(pdf.docinfo["/Title"])
            self.tree = Element("Root")
            read_element(pdf.Root["/StructTreeRoot"]["/K"], self.tree, pages, 0)
        with pypdfium2.PdfDocument(berkas) as pdf:
            self.pages = [list(read_pieces(page)) for page in pdf]
            self.numbers = [pdf.get_page_label(number) for number in range(len(pdf))]

    @cached_property
    def tables(self) -> list[list[Cell]]:
        return [place_cells(table) for table in self.tree.find("Table")]

    @cached_property
    def boxes(self) -> dict[tuple[int, int], list[Piece]]:
        found: dict[tuple[int, int], list[Piece]] = {}
        for number, pieces in enumerate(self.pages):
            for piece in pieces:
                found.setdefault((number, piece.mark), []).append(piece)
        return found

    def text(self, element: Element) -> str:
        return "".join(piece.text for mark in element.marks() for piece in self.boxes.get(mark, []))

    def findings(self) -> list[Any]:
        result = outloud.check(str(self.berkas))
        assert result.error is None
        assert result.stats["elements"] > 40
        assert [run.rule for run in result.runs if run.status == "crashed"] == []
        return [finding for finding in result.findings if finding.severity in {"error", "warning"}]


def read_element(kid: Any, into: Element, pages: dict[Any, int], page: int) -> None:
    if isinstance(kid, pikepdf.Array):
        for one in kid:
            read_element(one, into, pages, page)
    elif not isinstance(kid, pikepdf.Dictionary):
        into.content.append((page, int(kid)))
    elif kid.get("/Type") != "/OBJR":
        page = pages[kid["/Pg"].objgen] if "/Pg" in kid else page
        if kid.get("/Type") == "/MCR":
            into.content.append((page, int(kid["/MCID"])))
        else:
            element = Element(str(kid["/S"])[1:], **read_spans(kid))
            into.content.append(element)
            read_element(kid.get("/K", pikepdf.Array([])), element, pages, page)


def read_spans(kid: Any) -> dict[str, Any]:
    attributes = kid.get("/A", pikepdf.Array([]))
    found = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    merged = {name: value for one in found for name, value in one.items()}
    return {
        "columns": int(merged.get("/ColSpan", 1)),
        "rows": int(merged.get("/RowSpan", 1)),
        "scope": str(merged.get("/Scope", "")),
    }


def read_pieces(page: pypdfium2.PdfPage) -> Iterator[Piece]:
    wanted, text = [pypdfium2.raw.FPDF_PAGEOBJ_TEXT], page.get_textpage()
    for found in page.get_objects(wanted, max_depth=1, textpage=text):
        mark = pypdfium2.raw.FPDFPageObj_GetMarkedContentID(found)
        yield Piece(mark, found.extract().strip(), found.get_bounds())


def place_cells(table: Element) -> list[Cell]:
    """Put the cells of a table where RowSpan and ColSpan leave room for them."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for number, row in enumerate(table.find("TR")):
        column = 0
        for element in row.find("TH", "TD"):
            while (number, column) in taken:
                column += 1
            cells.append(Cell(element, number, column))
            covered = {(number + r, column + c) for r in range(element.rows) for c in range(element.columns)}
            assert not covered & taken
            taken |= covered
    return cells


def letters(text: str) -> Counter[str]:
    """Count the letters of a text, in whatever order it is painted."""
    return Counter(text.replace(SOFT_HYPHEN, "").replace("\ufffe", "").replace(" ", ""))


def head_text(dokumen: Dokumen, table: list[Cell]) -> Counter[str]:
    heads = [cell.element for cell in table if cell.element.kind == "TH"]
    return letters("".join(dokumen.text(head) for head in heads))


# Proofs: what each of them asserts leaves no room for the findings of its rules.


def prove_grids_close(dokumen: Dokumen) -> None:
    for table in dokumen.tables:
        covered: dict[int, set[int]] = {}
        for cell in table:
            for row in range(cell.row, cell.row + cell.element.rows):
                columns = set(range(cell.column, cell.column + cell.element.columns))
                assert not columns & covered.setdefault(row, set())
                covered[row] |= columns
        assert list(covered) == sorted(covered)
        assert set(map(frozenset, covered.values())) == {frozenset(range(max(map(len, covered.values()))))}


def prove_heads_are_groups_above_their_parts(dokumen: Dokumen) -> None:
    for table in dokumen.tables:
        heads = [cell for cell in table if cell.element.kind == "TH"]
        assert {head.element.scope for head in heads} == {"/Column"}
        assert max(head.row + head.element.rows for head in heads) <= min(
            (cell.row for cell in table if cell.element.kind == "TD"), default=0
        )
        for above in heads:
            assert dokumen.text(above.element)
            for below in heads:
                numbered = dokumen.text(below.element) == f"({below.column + 1})"
                directly = below.row == above.row + above.element.rows
                if directly and not numbered and below.column == above.column:
                    assert below.element.columns < above.element.columns


def prove_tables_hold_what_stands_in_them(dokumen: Dokumen) -> None:
    """No text between the lines of a table is anything else than a part of it."""
    for table in dokumen.tree.find("Table"):
        marks = set(table.marks()) - {mark for caption in table.find("Caption") for mark in caption.marks()}
        for number in {page for page, _ in marks}:
            pieces = dokumen.pages[number]
            inside = [piece for piece in pieces if (number, piece.mark) in marks]
            assert inside
            top, bottom = max(piece.box[3] for piece in inside), min(piece.box[1] for piece in inside)
            between = [piece for piece in pieces if piece.mark >= 0 and bottom < piece.box[1] < piece.box[3] < top]
            assert [piece.text for piece in between if (number, piece.mark) not in marks] == []


def prove_order_of_reading(dokumen: Dokumen) -> None:
    """Outside of tables the tree is in the order of painting; rows go down the page, cells from left to right."""
    free = [mark for path, mark in dokumen.tree.walk(()) if not {"Table", "Caption"} & set(path)]
    for number, pieces in enumerate(dokumen.pages):
        read = [mark for page, mark in free if page == number]
        painted = list(dict.fromkeys(piece.mark for piece in pieces if piece.mark in set(read)))
        assert [mark for mark in read if mark in set(painted)] == painted
    for table in dokumen.tables:
        for left, right in pairwise(table):
            starts = [[dokumen.boxes.get(mark, []) for mark in cell.element.marks()] for cell in (left, right)]
            before, after = ([piece for pieces in cell for piece in pieces] for cell in starts)
            if before and after and left.row == right.row:
                assert min(piece.box[0] for piece in before) < min(piece.box[0] for piece in after)


def prove_running_lines_are_artifacts(dokumen: Dokumen) -> None:
    """Not read are, on every page but the cover, the title, the number, leader dots and a head that is repeated."""
    heads = [head_text(dokumen, table) for table in dokumen.tables]
    for number, pieces in list(enumerate(dokumen.pages))[1:]:
        loose = [piece.text for piece in pieces if piece.mark < 0 and piece.text.strip(". ")]
        for expected in (dokumen.title, dokumen.numbers[number]):
            loose.remove(expected)
        left = letters("".join(loose))
        assert not left or left in heads


PROOFS: dict[str, Callable[[Dokumen], None]] = {
    "TBL-004": prove_grids_close,
    "TBL-015": prove_grids_close,
    "TBL-010": prove_heads_are_groups_above_their_parts,
    "TBL-014": prove_tables_hold_what_stands_in_them,
    "ORD-001": prove_order_of_reading,
    "PAG-001": prove_running_lines_are_artifacts,
    "TAG-002": prove_running_lines_are_artifacts,
}


@pytest.fixture(scope="session", params=["sampel", "terbangun", "kedua_terbangun"])
def dokumen(request: pytest.FixtureRequest) -> Dokumen:
    if request.param == "sampel":
        return Dokumen(request.getfixturevalue("sampel_pdf")[0])
    hasil: HasilBuild = request.getfixturevalue(request.param)
    (berkas,) = [berkas for berkas in hasil.berkas if berkas.suffix == ".pdf"]
    return Dokumen(berkas)


def test_the_checker_finds_nothing_that_is_not_proved_false(dokumen: Dokumen) -> None:
    findings = dokumen.findings()
    assert [finding.message for finding in findings if finding.rule not in PROOFS] == []


@pytest.mark.parametrize("prove", dict.fromkeys(PROOFS.values()), ids=lambda prove: prove.__name__)
def test_the_proofs_hold(dokumen: Dokumen, prove: Callable[[Dokumen], None]) -> None:
    assert dokumen.tables
    prove(dokumen)


def test_a_grid_that_does_not_close_is_no_proof(dokumen: Dokumen) -> None:
    cells = max(dokumen.tables, key=len)
    broken = [cell for cell in cells if cell is not cells[-1]]
    dokumen.__dict__["tables"] = [broken]
    try:
        with pytest.raises(AssertionError):
            prove_grids_close(dokumen)
    finally:
        del dokumen.__dict__["tables"]
