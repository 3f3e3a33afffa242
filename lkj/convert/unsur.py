"""The tree pandoc makes of a text, as it stands in pandoc's JSON: elements with a kind `t` and a content `c`.

Attributes of an element are an identifier, a list of classes, and a list of pairs. See the types of pandoc
(`Text.Pandoc.Definition`) for what each kind holds.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Unsur: TypeAlias = dict[str, Any]
"""An element: a block or an inline."""

Olah: TypeAlias = "Callable[[Unsur], list[Unsur] | None]"
"""What a filter does with an element: gives those that take its place, or None where it stays, perhaps changed."""


def _list_below_table(isi: Any) -> Iterator[list[Unsur]]:
    _, (_, judul), _, kepala, bodies, kaki = isi
    yield judul
    for rows in (kepala[1], *(rows for badan in bodies for rows in badan[2:]), kaki[1]):
        for _, cells in rows:
            for sel in cells:
                yield sel[4]


_Below: TypeAlias = "Callable[[Any], Iterable[list[Unsur]]]"

# The lists of elements below an element, by its kind.
_BELOW: dict[str, _Below] = {
    **dict.fromkeys(
        (
            "Plain",
            "Para",
            "Emph",
            "Underline",
            "Strong",
            "Strikeout",
            "Superscript",
            "Subscript",
            "SmallCaps",
            "BlockQuote",
            "Note",
        ),
        lambda isi: (isi,),
    ),
    **dict.fromkeys(("Div", "Span", "Link", "Image", "Quoted", "Cite"), lambda isi: (isi[1],)),
    **dict.fromkeys(("LineBlock", "BulletList"), lambda isi: isi),
    "OrderedList": lambda isi: isi[1],
    "DefinitionList": lambda isi: [below for term, meanings in isi for below in (term, *meanings)],
    "Header": lambda isi: (isi[2],),
    "Figure": lambda isi: (isi[1][1], isi[2]),
    "Table": _list_below_table,
}

# Where an element keeps its attributes.
_ATTRIBUTES = {
    "Header": 1,
    **dict.fromkeys(("Div", "Span", "Link", "Image", "Code", "CodeBlock", "Figure", "Table"), 0),
}


# The kinds of blocks that hold no blocks, unless there are notes.
_FLAT = {"Plain", "Para", "Header", "LineBlock"}
_BELOW_BLOCKS = {jenis: below for jenis, below in _BELOW.items() if jenis not in _FLAT}


def walk(daftar: list[Unsur], olah: Mapping[str, Olah], *, inlines: bool = True) -> None:
    """Process elements by their kind, what is within them first.

    Args:
        daftar: the elements.
        olah: what to do with those of a kind.
        inlines: look into paragraphs, too.
    """
    _walk(daftar, olah, _BELOW if inlines else _BELOW_BLOCKS, down=False)


def walk_down(daftar: list[Unsur], olah: Mapping[str, Olah]) -> None:
    """Process elements by their kind, what is within them afterwards; not within what takes their place."""
    _walk(daftar, olah, _BELOW, down=True)


def _walk(daftar: list[Unsur], olah: Mapping[str, Olah], below: Mapping[str, _Below], *, down: bool) -> None:
    changed: list[Unsur] | None = None
    for nomor, unsur in enumerate(daftar):
        jenis = unsur["t"]
        hasil = olah[jenis](unsur) if down and jenis in olah else None
        if hasil is None and jenis in below:
            for isi in below[jenis](unsur["c"]):
                _walk(isi, olah, below, down=down)
        if not down and jenis in olah:
            hasil = olah[jenis](unsur)
        if hasil is not None and changed is None:
            changed = daftar[:nomor]
        if changed is not None:
            changed.extend([unsur] if hasil is None else hasil)
    if changed is not None:
        daftar[:] = changed


def list_below(unsur: Unsur, *, inlines: bool = True) -> Iterable[list[Unsur]]:
    """Give the lists of elements directly below an element; those of a paragraph only if inlines are wanted."""
    below = (_BELOW if inlines else _BELOW_BLOCKS).get(unsur["t"])
    return below(unsur["c"]) if below else ()


def list_all(daftar: Iterable[Unsur], *jenis: str) -> Iterator[Unsur]:
    """Give the elements of some kinds, at any depth."""
    for unsur in daftar:
        if unsur["t"] in jenis:
            yield unsur
        if unsur["t"] in _BELOW:
            for isi in _BELOW[unsur["t"]](unsur["c"]):
                yield from list_all(isi, *jenis)


def read_teks(daftar: Iterable[Unsur]) -> str:
    """Give the plain text of elements, without notes; blocks follow each other directly."""
    return "".join(_list_teks(daftar))


def _list_teks(daftar: Iterable[Unsur]) -> Iterator[str]:
    for unsur in daftar:
        match unsur["t"]:
            case "Str":
                yield unsur["c"]
            case "Space" | "SoftBreak" | "LineBreak":
                yield " "
            case "Code" | "Math":
                yield unsur["c"][1]
            case "Note":
                pass
            case _:
                for isi in list_below(unsur):
                    yield from _list_teks(isi)


def read_jenis(judul: Iterable[Unsur]) -> str:
    """Give the first word of a caption, which is its kind: `Tabel`, `Gambar`, `Grafik`."""
    return "".join(takewhile(lambda huruf: huruf.isascii() and huruf.isalpha(), read_teks(judul)))


def list_inlines(daftar: Iterable[Unsur]) -> list[Unsur]:
    """Give the inlines of blocks, each block on a line of its own."""
    hasil: list[Unsur] = []
    for blok in daftar:
        if blok["t"] in {"Plain", "Para", "Header"}:
            hasil += [LINE_BREAK] if hasil else []
            hasil += blok["c"][2] if blok["t"] == "Header" else blok["c"]
        else:
            for isi in list_below(blok):
                below = list_inlines(isi)
                hasil += [LINE_BREAK] if hasil and below else []
                hasil += below
    return hasil


BERATRIBUT = tuple(_ATTRIBUTES)
"""The kinds of elements that can bear attributes."""


def attributes(unsur: Unsur) -> list[Any]:
    """Give the attributes of an element."""
    atribut: list[Any] = unsur["c"][_ATTRIBUTES[unsur["t"]]]
    return atribut


def kelas(unsur: Unsur) -> str:
    """Give the first class of an element, which says what it is; empty where it has none, or can have none."""
    kelas = attributes(unsur)[1] if unsur["t"] in _ATTRIBUTES else ()
    return kelas[0] if kelas else ""


def kelas_div(unsur: Unsur) -> str:
    """Give the first class of a division; empty for any other element."""
    return kelas(unsur) if unsur["t"] == "Div" else ""


def get_attribute(unsur: Unsur, nama: str) -> str | None:
    """Give the value of an attribute."""
    return next((nilai for kunci, nilai in attributes(unsur)[2] if kunci == nama), None)


def set_attribute(unsur: Unsur, nama: str, nilai: str | None) -> None:
    """Set an attribute, or remove it."""
    atribut = attributes(unsur)
    atribut[2] = [[kunci, lama] for kunci, lama in atribut[2] if kunci != nama]
    if nilai is not None:
        atribut[2].append([nama, nilai])


SPACE: Unsur = {"t": "Space"}
LINE_BREAK: Unsur = {"t": "LineBreak"}


def teks(isi: str) -> Unsur:
    """Make a word."""
    return {"t": "Str", "c": isi}


def raw_inline(jenis: str, isi: str) -> Unsur:
    """Make an inline of a format: `typst` or `openxml`."""
    return {"t": "RawInline", "c": [jenis, isi]}


def raw_block(jenis: str, isi: str) -> Unsur:
    """Make a block of a format: `typst` or `openxml`."""
    return {"t": "RawBlock", "c": [jenis, isi]}


def quote_typst(isi: str) -> str:
    """Write a text as Typst's code has it."""
    return '"' + re.sub(r'[\\"]', r"\\\g<0>", isi) + '"'


def div(isi: list[Unsur], *, kelas: str = "", gaya: str = "", pengenal: str = "") -> Unsur:
    """Make a division.

    Args:
        isi: its blocks.
        kelas: its class.
        gaya: the style it has in the DOCX.
        pengenal: its identifier.
    """
    return {"t": "Div", "c": [[pengenal, [kelas] if kelas else [], [["custom-style", gaya]] if gaya else []], isi]}


def para(isi: list[Unsur]) -> Unsur:
    """Make a paragraph."""
    return {"t": "Para", "c": isi}
