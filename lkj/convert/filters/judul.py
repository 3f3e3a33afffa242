"""Headings, and figures with their captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkj.convert.unsur import (
    LINE_BREAK,
    attributes,
    div,
    kelas,
    kelas_div,
    list_inlines,
    para,
    raw_block,
    raw_inline,
    read_jenis,
)

if TYPE_CHECKING:
    from lkj.convert.dokumen import Dokumen
    from lkj.convert.unsur import Unsur

_LABEL = {"label-bab", "label-lampiran"}


def judul(dokumen: Dokumen) -> None:
    """Put the label of a chapter or appendix ("BAB I", "Lampiran 1") on a line of its own."""
    # Typst reads a heading up to the end of the line, where pandoc would put it. The blank is for the bookmarks, which
    # know no lines.
    jeda = raw_inline("typst", " #linebreak();") if dokumen.typst else LINE_BREAK

    def break_line(satu: Unsur) -> None:
        isi = satu["c"][2]
        if [unsur["t"] for unsur in isi[:2]] == ["Span", "Space"] and kelas(isi[0]) in _LABEL:
            isi[1] = jeda

    dokumen.walk_blocks({"Header": break_line})


def gambar(dokumen: Dokumen) -> None:
    """Make `::: {.gambar #id}`, with any content and a `::: judul` inside, a figure with that caption below.

    The first word of the caption is its kind (Gambar, Grafik): each kind is listed by itself.
    """
    write = _write_typst if dokumen.typst else _write_docx
    dokumen.walk_blocks({"Div": lambda satu: write(satu) if kelas(satu) == "gambar" else None})


def _split(satu: Unsur) -> tuple[list[Unsur], list[Unsur]]:
    judul: list[Unsur] = []
    lain = []
    for blok in satu["c"][1]:
        if kelas_div(blok) == "judul":
            judul = list_inlines(blok["c"][1])
        else:
            lain.append(blok)
    return judul, lain


def _write_typst(satu: Unsur) -> list[Unsur]:
    judul, isi = _split(satu)
    awal = raw_inline("typst", f'#gambar("{attributes(satu)[0]}", "{read_jenis(judul)}")[')
    plain = {"t": "Plain", "c": [awal, *judul, raw_inline("typst", "][")]}
    return [plain, *isi, raw_block("typst", "]")]


def _write_docx(satu: Unsur) -> list[Unsur]:
    judul, isi = _split(satu)
    blocks = [
        div([blok], gaya="Captioned Figure")
        if blok["t"] == "Para" and len(blok["c"]) == 1 and blok["c"][0]["t"] == "Image"
        else blok
        for blok in isi
    ]
    return [div([*blocks, div([para(judul)], gaya="Image Caption")], pengenal=attributes(satu)[0])]
