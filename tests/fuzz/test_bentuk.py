"""What writes numbers, tables and YAML: what was written can be read back as what it was."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from lkj.angka import Angka, unknown
from lkj.finding import display_width
from lkj.format import format_desimal, format_penuh, huruf, romawi, terbilang
from lkj.render.teks import escape_markdown
from lkj.render.templat import GAYA
from lkj.source import decode_source, parse_yaml
from lkj.table import ATAS, KIRI, Row, format_grid
from lkj.tahun_baru.susunan import read_susunan, read_text, write_text
from tests.fuzz.kasus import fuzz, read_plain
from tests.fuzz.strategi import TEKS_YAML, encode, mutate, neat_yaml, plain_text, token
from tests.terbilang import read_words
from tests.test_table import read

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

number = st.decimals(-(10**20), 10**20, allow_nan=False, places=8)


def read_indonesian(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


@fuzz("bentuk", 5_000, nilai=number, desimal=st.integers(0, 6))
def test_a_written_number_is_the_rounded_one(nilai: Decimal, desimal: int) -> None:
    text = format_desimal(nilai, desimal)
    assert read_indonesian(text) == nilai.quantize(Decimal(1).scaleb(-desimal), ROUND_HALF_UP)
    assert re.fullmatch(r"-?\d{1,3}(\.\d{3})*(,\d+)?", text)
    assert text.partition(",")[2] == "" if desimal == 0 else len(text.partition(",")[2]) == desimal
    assert read_indonesian(format_penuh(nilai).removesuffix("…")) == nilai


@fuzz(
    "bentuk", 3_000, nilai=st.one_of(st.none(), number), satuan=st.one_of(st.sampled_from(["", "%", "Rp"]), plain_text)
)
def test_every_style_writes_every_number(nilai: Decimal | None, satuan: str) -> None:
    angka = unknown("sebab", satuan) if nilai is None else Angka(nilai, satuan, 2)
    for nama, style in GAYA.items():
        try:
            assert style(angka)
        except ValueError:
            # Words are for whole numbers that are not too large.
            assert nama == "terbilang"
            assert nilai is not None


@fuzz("bentuk", 3_000, n=st.one_of(st.integers(0, 10**18 - 1), st.integers(0, 3000)))
def test_a_number_in_words_reads_back(n: int) -> None:
    assert read_words(terbilang(n)) == n
    assert terbilang(-n) == (f"minus {terbilang(n)}" if n else "nol")


@fuzz("bentuk", 1_000, n=st.integers(1, 3999))
def test_roman_numerals_and_letters_read_back(n: int) -> None:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[sign] for sign in romawi(n)]
    assert n == sum(-here if here < after else here for here, after in zip(values, [*values[1:], 0], strict=True))
    total = 0
    for letter in huruf(n):
        total = total * 26 + ord(letter) - ord("a") + 1
    assert total == n


# Tables


@st.composite
def matrix(draw: DrawFn, cell: st.SearchStrategy[str]) -> tuple[list[Row], list[Row], list[Row], str]:
    """Make a head, a body and a foot of the same width, with cells over several columns and rows."""
    columns = draw(st.integers(1, 5))
    head, body, foot = (
        _make_part(draw, cell, columns, draw(st.integers(least, most))) for least, most in ((0, 2), (1, 4), (0, 1))
    )
    return head, body, foot, draw(st.text("lrc", min_size=columns, max_size=columns))


def _make_part(draw: DrawFn, cell: st.SearchStrategy[str], columns: int, rows: int) -> list[Row]:
    part: list[list[Any]] = [[None] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if part[row][column] is not None:
                continue
            wide = draw(st.integers(1, 2))
            # The first column keeps its rows apart: a row must have a cell of its own.
            tall = draw(st.integers(1, 2)) if column else 1
            places = [
                (r, c) for r in range(row, min(row + tall, rows)) for c in range(column, min(column + wide, columns))
            ]
            if any(part[r][c] is not None for r, c in places):
                places = [(row, column)]
            for r, c in places:
                part[r][c] = KIRI if c > column else ATAS
            part[row][column] = draw(cell)
    return [list(row) for row in part]


cell_text = st.one_of(
    plain_text,
    st.lists(st.one_of(plain_text, token), max_size=3).map(" ".join),
    st.sampled_from(
        [
            "- a\n- b",
            "1. a\n\n2. b",
            "$\\frac{a}{b}$",
            "`x y`",
            "[a b](c)",
            "a\\\nb",
            "**a b**",
            "日本語",
            "👩‍👩‍👧 x",
            "e\u0301",
        ]
    ),
)


@fuzz("bentuk", 5_000, table=matrix(cell_text), width=st.integers(1, 120))
def test_all_lines_of_a_table_are_equally_wide(table: tuple[list[Row], list[Row], list[Row], str], width: int) -> None:
    head, body, foot, align = table
    lines = format_grid(head, body, foot, align=align, width=width).split("\n")
    assert len({display_width(line) for line in lines}) == 1
    assert all(line[0] in "+|" and line[-1] in "+|" for line in lines)


word = st.text("abcxyz ABC019 éü,.;!?-()/%", min_size=1, max_size=20).map(lambda text: escape_markdown(text) or "x")


@fuzz("bentuk", 300, tables=st.lists(matrix(word), min_size=1, max_size=12), width=st.integers(30, 110))
def test_pandoc_reads_the_cells_that_were_written(
    tables: list[tuple[list[Row], list[Row], list[Row], str]], width: int
) -> None:
    found = read(*(format_grid(head, body, foot, align=align, width=width) for head, body, foot, align in tables))
    for (head, body, foot, align), table in zip(tables, found, strict=True):
        assert table.align == align
        # A foot needs a head, which is empty then.
        parts = [(head, table.head), (body, table.body), (foot, table.foot)]
        for written, got in parts if head else parts[1:]:
            cells = [[cell for cell in row if isinstance(cell, str)] for row in written]
            assert [[bare(cell) for cell, _, _ in row] for row in got] == [
                [bare(cell) for cell in row] for row in cells
            ]


def bare(text: str) -> str:
    """Give the letters and digits of a text."""
    return re.sub(r"\W+", "", text.replace("\\", ""))


# YAML that is written back


def check_written_back(text: str) -> None:
    """See that YAML with nothing wrong keeps its values and comments when it is written back."""
    text, refused = decode_source(encode(text), "x.yaml")
    node, findings = parse_yaml(text, "x.yaml")
    if node is None or findings or refused:
        return
    written = read_susunan(text).write()
    assert read_plain(written) == read_plain(text)
    assert read_susunan(written).write() == written
    assert written.count("#") == text.count("#")


@fuzz("bentuk", 6_000, text=st.one_of(neat_yaml(), mutate(st.sampled_from(TEKS_YAML), 2)))
def test_yaml_that_is_written_back_keeps_its_values(text: str) -> None:
    check_written_back(text)


@fuzz("bentuk", 3_000, text=st.one_of(plain_text, st.lists(st.one_of(plain_text, token), max_size=12).map(" ".join)))
def test_a_text_that_is_typed_reads_back(text: str) -> None:
    text = " ".join(text.split())
    if text.isprintable():
        assert read_text(write_text(text)) == text
