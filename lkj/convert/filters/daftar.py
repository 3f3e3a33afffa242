"""Tables of contents, and the numbers of captions.

Typst makes its own lists. DOCX gets Word's fields with their result, so that the lists are complete before Word is
asked to refresh them; the page numbers are those of the PDF.
"""

from __future__ import annotations

import hashlib
import re
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from lkj.convert.unsur import (
    SPACE,
    div,
    kelas,
    kelas_div,
    list_inlines,
    para,
    raw_block,
    raw_inline,
    read_jenis,
    teks,
    walk,
)

if TYPE_CHECKING:
    from lkj.convert.dokumen import Dokumen
    from lkj.convert.unsur import Unsur

_DAFTAR = ("daftar-isi", "daftar-tabel", "daftar-gambar")
_PERINTAH_ISI = ' TOC \\o "1-3" \\h \\z \\u '
# Word lists the captions of one kind of number: a field for tables, one for figures, one for charts.
_PERINTAH_JUDUL = ' TOC \\h \\z \\c "{}" '
_TERDALAM = 3

# Word allows no longer name of a bookmark.
_TERPANJANG = 40


class _Butir(NamedTuple):
    gaya: str
    pengenal: str
    isi: list[Unsur]


def daftar(dokumen: Dokumen) -> None:
    """Put in the lists of contents, tables and figures."""
    if dokumen.typst:
        dokumen.walk_blocks(
            {"Div": lambda satu: [raw_block("typst", f"#{kelas(satu)}")] if kelas(satu) in _DAFTAR else None}
        )
        return
    entries = _collect(dokumen)
    dokumen.walk_blocks({"Div": lambda satu: _write_fields(entries[kelas(satu)]) if kelas(satu) in _DAFTAR else None})


def _collect(dokumen: Dokumen) -> dict[str, dict[str, list[_Butir]]]:
    """Give what each list holds, by the command of the field that makes it."""
    entries: dict[str, dict[str, list[_Butir]]] = {nama: {} for nama in _DAFTAR}

    def note(nama: str, pengenal: str, blok: list[Unsur]) -> None:
        isi = list_inlines(blok)
        perintah = _PERINTAH_JUDUL.format(read_jenis(isi))
        entries[nama].setdefault(perintah, []).append(_Butir("table of figures", pengenal, _put_on_line(isi)))

    def note_heading(judul: Unsur) -> None:
        tingkat, (pengenal, *_), isi = judul["c"]
        if tingkat <= _TERDALAM:
            butir = _Butir(f"toc {tingkat}", pengenal, _put_on_line(isi))
            entries["daftar-isi"].setdefault(_PERINTAH_ISI, []).append(butir)

    def note_table(tabel: Unsur) -> None:
        (pengenal, *_), (_, judul), *_ = tabel["c"]
        if judul:
            note("daftar-tabel", pengenal, judul)

    def note_figure(satu: Unsur) -> None:
        (pengenal, *_), isi = satu["c"]
        if kelas(satu) == "gambar" and isi and kelas_div(isi[-1]) == "judul":
            note("daftar-gambar", pengenal, isi[-1]["c"][1])

    dokumen.walk_blocks({"Header": note_heading, "Table": note_table, "Div": note_figure})
    return entries


def _put_on_line(isi: list[Unsur]) -> list[Unsur]:
    salinan = deepcopy(isi)
    walk(salinan, {"LineBreak": lambda _: [SPACE], "Link": lambda tautan: tautan["c"][1]})
    return salinan


def _write_fields(entries: dict[str, list[_Butir]]) -> list[Unsur]:
    hasil = []
    for perintah, isi in entries.items():
        for nomor, butir in enumerate(isi):
            awal = [] if nomor else [_openxml(_begin(perintah, ' w:dirty="true"'))]
            hasil.append(div([para([*awal, *_write_entry(butir)])], gaya=butir.gaya))
        hasil.append(div([para([_openxml(_mark("end"))])], gaya="Akhir Daftar"))
    return hasil


def _write_entry(butir: _Butir) -> list[Unsur]:
    tujuan = _name_bookmark(butir.pengenal)
    return [
        _openxml(f'<w:hyperlink w:anchor="{tujuan}" w:history="1">'),
        *butir.isi,
        _openxml("<w:r><w:tab/></w:r>" + _begin(f" PAGEREF {tujuan} \\h ")),
        # lkj/convert/docx.py puts the page number there, as soon as the PDF tells it.
        teks(f"\ue000{butir.pengenal}\ue001"),
        _openxml(f"{_mark('end')}</w:hyperlink>"),
    ]


def _name_bookmark(pengenal: str) -> str:
    """Give pandoc's name for a bookmark."""
    if re.match(r"[A-Za-z]", pengenal) and len(pengenal) <= _TERPANJANG:
        return pengenal
    return f"X{hashlib.sha1(pengenal.encode(), usedforsecurity=False).hexdigest()[1:]}"


def _openxml(isi: str) -> Unsur:
    return raw_inline("openxml", isi)


def _mark(jenis: str, sifat: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{jenis}"{sifat}/></w:r>'


def _begin(perintah: str, sifat: str = "") -> str:
    isi = perintah.replace('"', "&quot;")
    return (
        _mark("begin", sifat) + f'<w:r><w:instrText xml:space="preserve">{isi}</w:instrText></w:r>' + _mark("separate")
    )


def nomor(dokumen: Dokumen) -> None:
    """Make the numbers of captions in the DOCX Word's own (SEQ fields), so that Word finds and refreshes them.

    The first one of a chapter sets the count.
    """
    if dokumen.typst:
        return
    terakhir: dict[str, str] = {}

    def count_table(tabel: Unsur) -> None:
        for judul in tabel["c"][1][1][:1]:
            if judul["t"] in {"Plain", "Para"}:
                _count(judul["c"], terakhir)

    def count_figure(satu: Unsur) -> None:
        for blok in satu["c"][1] if kelas(satu) == "judul" else ():
            if blok["t"] == "Para":
                _count(blok["c"], terakhir)

    dokumen.walk_blocks({"Table": count_table, "Div": count_figure})


def _count(judul: list[Unsur], terakhir: dict[str, str]) -> None:
    """Put a field in the place of a number.

    Args:
        judul: the caption: its kind, a blank, its number with that of the chapter, and more.
        terakhir: the number of the chapter each kind stood in last.
    """
    if [unsur["t"] for unsur in judul[:3]] != ["Str", "Space", "Str"]:
        return
    jenis, angka = judul[0]["c"], re.fullmatch(r"(.*?)([0-9]+)", judul[2]["c"], re.DOTALL)
    if angka and re.fullmatch(r"[A-Za-z]+", jenis):
        awalan, urutan = angka.groups()
        mulai = "" if terakhir.get(jenis) == awalan else f" \\r {urutan}"
        terakhir[jenis] = awalan
        isi = f"<w:r><w:t>{urutan}</w:t></w:r>"
        medan = f'<w:fldSimple w:instr=" SEQ {jenis} \\* ARABIC{mulai} ">{isi}</w:fldSimple>'
        judul[2:3] = [teks(awalan), _openxml(medan)]
