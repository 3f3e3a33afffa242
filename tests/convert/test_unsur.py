"""Walking through the tree of a text, and reading it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lkj.convert.pandoc import Bahan, run_pandoc
from lkj.convert.unsur import (
    LINE_BREAK,
    Unsur,
    attributes,
    get_attribute,
    kelas,
    list_all,
    list_inlines,
    read_teks,
    set_attribute,
    teks,
    walk,
    walk_down,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Buat = Callable[[str], Bahan]

# One of each kind that holds others, `x` in each.
SEMUA = """# x {#a .b k=v}

x *x* [x]{.underline} **x** ~~x~~ ^x^ ~x~ [x]{.smallcaps} [x](#a) ![x](x.png) ^[x] `kode` $rumus$

| x
| x

> x

- x

1. x

x

:   x

::: d
x
:::

+---+---+
| x | x |
+===+===+
| x | x |
+---+---+
| x     |
+===+===+
| x | x |
+===+===+

: x {#t}
"""


@pytest.fixture
def blocks(bahan: Buat) -> list[Unsur]:
    found: list[Unsur] = json.loads(run_pandoc(bahan(SEMUA), "json", ()))["blocks"]
    return found


def test_every_element_is_reached_in_both_directions(blocks: list[Unsur]) -> None:
    seen = {"walk": 0, "walk_down": 0}

    def count(name: str) -> None:
        seen[name] += 1

    words = json.dumps(blocks).count(json.dumps({"t": "Str", "c": "x"}))
    assert words == SEMUA.count("x") - SEMUA.count("x.png") == sum(1 for _ in list_all(blocks, "Str")) > 20
    walk(blocks, {"Str": lambda _: count("walk")})
    walk_down(blocks, {"Str": lambda _: count("walk_down")})
    assert seen == {"walk": words, "walk_down": words}


def test_what_takes_the_place_of_an_element_is_looked_into_from_below_only(blocks: list[Unsur]) -> None:
    def double(satu: Unsur) -> list[Unsur]:
        return [satu, {"t": "Emph", "c": [satu]}]

    def emphasise(satu: Unsur) -> list[Unsur]:
        return [teks("y"), satu]

    walk(blocks, {"Str": double, "Emph": emphasise})
    first, second = blocks[0]["c"][2]
    assert (first, second) == (teks("x"), {"t": "Emph", "c": [teks("x")]})
    walk_down(blocks, {"Emph": lambda _: [], "Str": double})
    assert blocks[0]["c"][2] == [teks("x"), {"t": "Emph", "c": [teks("x")]}]


def test_paragraphs_are_left_out_where_only_blocks_matter(blocks: list[Unsur]) -> None:
    seen: list[str] = []
    olah = {jenis: lambda satu: seen.append(satu["t"]) for jenis in ("Str", "Para", "Plain", "Div", "Table", "Note")}
    walk(blocks, olah, inlines=False)
    assert "Note" not in seen
    assert seen.count("Str") == 1  # the word that is explained, which stands in no paragraph
    assert {"Para", "Plain", "Div", "Table"} <= set(seen)


def test_the_text_of_elements_is_read_without_their_notes(blocks: list[Unsur]) -> None:
    assert read_teks(blocks[1:2]) == "x x x x x x x x x x  kode rumus"
    assert read_teks([{"t": "RawInline", "c": ["typst", "#x"]}, {"t": "SoftBreak"}, LINE_BREAK]) == "  "


def test_each_block_is_on_a_line_of_its_own(bahan: Buat) -> None:
    markdown = "satu\n\n---\n\n::: d\n# dua\n\n- tiga\n- empat\n:::\n"
    found: list[Unsur] = json.loads(run_pandoc(bahan(markdown), "json", ()))["blocks"]
    words = [teks("satu"), LINE_BREAK, teks("dua"), LINE_BREAK, teks("tiga"), LINE_BREAK, teks("empat")]
    assert list_inlines(found) == words


def test_attributes_are_read_and_set(blocks: list[Unsur]) -> None:
    judul = blocks[0]
    assert (attributes(judul)[0], kelas(judul), get_attribute(judul, "k")) == ("a", "b", "v")
    set_attribute(judul, "k", "w")
    set_attribute(judul, "m", "n")
    assert attributes(judul)[2] == [["k", "w"], ["m", "n"]]
    set_attribute(judul, "k", None)
    assert (get_attribute(judul, "k"), get_attribute(judul, "m")) == (None, "n")
    assert [kelas(satu) for satu in ({"t": "Para", "c": []}, {"t": "Div", "c": [["", [], []], []]})] == ["", ""]
