"""The blocks and marks of the dialect: a function of the template in Typst, a style of reference.docx in DOCX."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lkj.convert.unsur import (
    attributes,
    div,
    kelas,
    kelas_div,
    list_all,
    list_below,
    raw_block,
    raw_inline,
    read_teks,
    set_attribute,
    walk,
)

if TYPE_CHECKING:
    from lkj.convert.dokumen import Dokumen
    from lkj.convert.unsur import Unsur

_GAYA = {
    "pengantar": "Pengantar",
    "sampul": "Sampul",
    "sumber": "Sumber",
    "catatan": "Sumber",
    "kop": "Kop",
    "tengah": "Tengah",
    "ttd": "Tanda Tangan",
    "logo": "Logo",
    "foto-kosong": "Foto Kosong",
}
_KOSONG = {"ruang", "halaman-baru"}
_SAMA = {"kotak", "ttd-ganda"}

# Letters of running text across the page, on an average; and those a column keeps free.
_HURUF_SEBARIS = 78
_SELA = 3

# Blocks that are led to, and blocks whose lines are kept together as such, as the rows of a table are.
_DIANTAR = {"gambar", "ttd", "ttd-ganda"}
_UTUH = {"sampul", "kop", "tengah", "ttd", "ttd-ganda"}

_RATA = {"AlignLeft": "left", "AlignCenter": "center", "AlignRight": "right", "AlignDefault": "start"}

# What would begin a list, a term or a heading in Typst.
_AWAL = re.compile(r"[/=+-]+|[0-9]+[.)]")


def pengantar(dokumen: Dokumen) -> None:
    """Keep a paragraph that leads to what follows on its page.

    That is the one before a table, figure or signature, and any that ends with a colon or is bold throughout.
    """
    _lead(dokumen.blocks, inlines=dokumen.bercatatan)


def _lead(daftar: list[Unsur], *, inlines: bool) -> None:
    for nomor, blok in enumerate(daftar):
        if nomor + 1 < len(daftar) and _leads(blok, daftar[nomor + 1]):
            daftar[nomor] = div([blok], kelas="pengantar")
    for blok in daftar:
        if blok["t"] != "Table" and kelas_div(blok) not in _UTUH:
            for isi in list_below(blok, inlines=inlines):
                _lead(isi, inlines=inlines)


def _leads(blok: Unsur, berikut: Unsur) -> bool:
    if blok["t"] != "Para":
        return False
    isi = blok["c"]
    return bool(
        berikut["t"] == "Table"
        or kelas_div(berikut) in _DIANTAR
        or (len(isi) == 1 and isi[0]["t"] == "Strong")
        or re.search(r":\s*\Z", read_teks(isi), re.ASCII)
    )


def blok(dokumen: Dokumen) -> None:
    """Turn the blocks and marks of the dialect into those of the document."""
    prepare = {"sampul": _prepare_cover, "ttd-ganda": _put_beside}

    def ready(satu: Unsur) -> None:
        if kelas(satu) in prepare:
            prepare[kelas(satu)](satu, dokumen)

    dokumen.walk_blocks({"Div": ready})
    if dokumen.typst:
        walk(dokumen.blocks, {"Table": _arrange_typst, "Div": _call_block, "Span": _call_mark})
    else:
        walk(dokumen.blocks, {"Table": _arrange_docx, "Div": _style_block, "Span": _style_mark})


def _prepare_cover(satu: Unsur, dokumen: Dokumen) -> None:
    """Keep the room for a logo on the cover where there is none."""
    isi = satu["c"][1]
    if not isi or kelas(isi[0]) == "logo":
        return
    if dokumen.typst:
        isi.insert(0, div([], kelas="logo"))
    else:
        isi[0] = div([isi[0]], gaya="Sampul Awal")


def _put_beside(satu: Unsur, _: Dokumen) -> None:
    """The two who sign stand side by side, each in half of the width."""
    for tabel in list_all(satu["c"][1], "Table"):
        kolom = tabel["c"][2]
        kolom[:] = [[{"t": "AlignCenter"}, {"t": "ColWidth", "c": 1 / len(kolom)}] for _ in kolom]


def _is_arrangement(tabel: Unsur) -> bool:
    """Without a head it is no table but an arrangement on the page, which is read as text."""
    return not tabel["c"][3][1]


def _tighten(isi: Any) -> None:
    """Make every column but the last, which takes the rest, as wide as its longest entry: words and their meaning."""
    kolom, rows = isi[2], isi[4][0][3]
    if kolom[0][0]["t"] == "AlignCenter":
        return
    sisa = 1.0
    for nomor in range(len(kolom) - 1):
        terpanjang = max((len(read_teks(cells[nomor][4])) for _, cells in rows if nomor < len(cells)), default=0)
        lebar = min((terpanjang + _SELA) / _HURUF_SEBARIS, sisa / 2)
        kolom[nomor][1] = {"t": "ColWidth", "c": lebar}
        sisa -= lebar
    kolom[-1][1] = {"t": "ColWidth", "c": sisa}


def _arrange_docx(tabel: Unsur) -> None:
    if _is_arrangement(tabel):
        _tighten(tabel["c"])
        set_attribute(tabel, "custom-style", "TabelPolos")


def _arrange_typst(tabel: Unsur) -> list[Unsur] | None:
    if not _is_arrangement(tabel):
        return None
    isi = tabel["c"]
    _tighten(isi)
    lebar = ", ".join(f"{satu.get('c', 0) * 100:.4f}%" for _, satu in isi[2])
    rata = ", ".join(_RATA[satu["t"]] for satu, _ in isi[2])
    hasil = [raw_block("typst", f"#susunan(({lebar},), ({rata},),")]
    for _, cells in isi[4][0][3]:
        for _, _, ke_bawah, ke_samping, blocks in cells:
            hasil.append(raw_block("typst", f"grid.cell(colspan: {ke_samping}, rowspan: {ke_bawah})["))
            hasil += blocks
            hasil.append(raw_block("typst", "],"))
    return [*hasil, raw_block("typst", ")")]


def _call_block(satu: Unsur) -> list[Unsur] | None:
    nama, pengenal = kelas(satu), attributes(satu)[0]
    if nama in _KOSONG:
        return [raw_block("typst", f"#{nama}")]
    if nama in _GAYA or nama in _SAMA:
        akhir = f"] <{pengenal}>" if pengenal else "]"
        return [raw_block("typst", f"#{nama}["), *satu["c"][1], raw_block("typst", akhir)]
    return None


def _style_block(satu: Unsur) -> list[Unsur] | None:
    nama = kelas(satu)
    if nama == "ruang":
        return [raw_block("openxml", '<w:p><w:pPr><w:pStyle w:val="RuangTandaTangan"/></w:pPr></w:p>')]
    if nama in _GAYA:
        set_attribute(satu, "custom-style", _GAYA[nama])
    return [_frame(satu)] if nama == "kotak" else None


def _frame(satu: Unsur) -> Unsur:
    """Only a table gives Word a box that keeps to the margins and may hold lists."""
    bare: list[Any] = ["", [], []]
    rata = {"t": "AlignDefault"}
    baris = [bare, [[bare, rata, 1, 1, [satu]]]]
    kolom = [[rata, {"t": "ColWidth", "c": 1.0}]]
    atribut = ["", [], [["custom-style", "Kotak"]]]
    return {"t": "Table", "c": [atribut, [None, []], kolom, [bare, []], [[bare, 0, [], [baris]]], [bare, []]]}


def _code(span: Unsur) -> str:
    """Give the code of a rating that is marked with its colour."""
    return kelas(span).removeprefix("kode-") if kelas(span).startswith("kode-") else ""


def _call_mark(span: Unsur) -> list[Unsur] | None:
    kode = _code(span)
    if not kode:
        return None
    # A name begins as it likes, not a list or a heading.
    return [raw_inline("typst", f'#kode("{kode}")[#[]'), *span["c"][1], raw_inline("typst", "];")]


def _style_mark(span: Unsur) -> None:
    kode = _code(span)
    if kode:
        set_attribute(span, "custom-style", f"Kode {kode}")


def awal(dokumen: Dokumen) -> None:
    """Keep text that begins a block as a list, a term or a heading would in Typst from being one.

    Pandoc escapes only some.
    """
    walk(
        dokumen.blocks,
        {
            **dict.fromkeys(("Plain", "Para", "Emph", "Strong", "Strikeout"), lambda unsur: _guard(unsur["c"])),
            **dict.fromkeys(("Link", "Span"), lambda unsur: _guard(unsur["c"][1])),
            "LineBlock": _guard_lines,
            "Note": _trim,
        },
    )


def _guard(isi: list[Unsur]) -> None:
    nomor = 1 if isi and isi[0]["t"] in {"Space", "SoftBreak"} else 0
    if len(isi) > nomor and isi[nomor]["t"] == "Str" and _AWAL.fullmatch(isi[nomor]["c"]):
        isi.insert(nomor, raw_inline("typst", "#[]"))


def _guard_lines(blok: Unsur) -> None:
    for larik in blok["c"]:
        _guard(larik)


def _trim(catatan: Unsur) -> None:
    """The end of a line would keep the bracket behind it from closing the note."""
    akhir = catatan["c"][-1:]
    while akhir and akhir[0]["t"] in {"Plain", "Para"} and akhir[0]["c"][-1:] == [{"t": "LineBreak"}]:
        akhir[0]["c"].pop()
