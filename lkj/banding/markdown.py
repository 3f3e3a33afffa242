"""A comparison as Markdown for a comment on a pull request: a summary, then tables, most of them folded.

Whatever the data hold is plain text here: no markup, no HTML, nobody is mentioned, no issue is referred to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lkj.banding.data import Jenis
from lkj.banding.sebut import (
    KEJADIAN,
    crop,
    crop_pair,
    tell_kejadian,
    tell_kurang,
    tell_letak,
    tell_ringkasan,
    tell_sebab,
    tell_tempat,
    tell_tingkat,
)
from lkj.format import format_satuan
from lkj.telusur.peta import name_bagian

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lkj.banding import Perbandingan
    from lkj.banding.hasil import Kelompok

BATAS = 60_000
"""So many characters at most: GitHub takes 65,536."""

# The room of each part, so that one of them cannot take that of all; the numbers take what is left.
_BATAS_DATA = 20_000
_BATAS_PENILAIAN = 8_000
_BATAS_BAGIAN = 4_000
_BATAS_TEMUAN = 12_000
_BATAS_KELOMPOK = 3_000
_BATAS_KEPALA = 3_000
_SEL = 300
_NAMA = 160
_TERLIPAT = 10

_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_TANDA = re.compile(r"([\\`*_{}\[\]~|$!^])")
# What GitHub and GitLab take for a person, an issue or a merge request, wherever it stands.
_SEBUTAN = re.compile(r"(@|#(?=\d)|(?<=\w)!(?=\d)|(?i:GH-)(?=\d)|(?i:www|https?)(?=[.:]))")


def escape(text: str) -> str:
    """Write plain text so that no character of it means anything in Markdown, nor to GitHub or GitLab."""
    # An invisible character of no width breaks what would be taken for a reference or an address.
    marked = _SEBUTAN.sub("\\1\N{ZERO WIDTH SPACE}", " ".join(text.split()))
    return _TANDA.sub(r"\\\1", marked.translate(_HTML))


class _Bagian:
    """A part of the text that takes no more room than it is given.

    Attributes:
        teks: what was written.
        terpotong: how many rows there was no room for.
    """

    def __init__(self, batas: int) -> None:
        self._batas = batas
        self.teks = ""
        self.terpotong = 0

    def add(self, *lines: str) -> None:
        """Write lines whatever room they take: headings, and what closes something."""
        self.teks += "".join(f"{line}\n" for line in lines)

    def add_table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write a table, as many rows of it as there is room for; heads that begin with `>` stand over numbers."""
        self.add(_row(name.removeprefix(">") for name in head))
        self.add(_row("---:" if name.startswith(">") else "---" for name in head))
        left = 0
        for row in rows:
            line = f"{_row(row)}\n"
            if left or len(self.teks) + len(line) > self._batas:
                left += 1
            else:
                self.teks += line
        if left:
            self.add("", f"… dan {left} baris lagi.")
        self.terpotong += left


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write_markdown(perbandingan: Perbandingan) -> str:
    """Write a comparison, in no more than `BATAS` characters."""
    kepala = _write_kepala(perbandingan)
    data, penilaian = _write_data(perbandingan), _write_penilaian(perbandingan)
    bagian, temuan = _write_bagian(perbandingan), _write_temuan(perbandingan)
    taken = sum(len(part.teks) for part in (kepala, data, penilaian, bagian, temuan))
    angka = _write_angka(perbandingan, BATAS - taken - _BATAS_KEPALA)
    parts = (kepala, data, penilaian, angka, bagian, temuan)
    text = "\n".join(f"{part.teks.rstrip()}\n" for part in parts if part.teks)
    terpotong = sum(part.terpotong for part in parts)
    if terpotong:
        text += (
            f"\n*Dipotong agar muat: {terpotong} baris tidak ditampilkan. Selengkapnya: jalankan "
            f"`lkj diff {perbandingan.tahun} {perbandingan.revisi.commit[:12]}`.*\n"
        )
    return text


def _write_kepala(perbandingan: Perbandingan) -> _Bagian:
    part = _Bagian(_BATAS_KEPALA)
    revisi = escape(crop(perbandingan.revisi.teks, _NAMA))
    part.add(f"### Laporan {perbandingan.tahun} dibandingkan dengan {revisi}", "")
    part.add(f"**{tell_ringkasan(perbandingan)}**")
    left = 0
    for sentence in tell_kurang(perbandingan):
        line = f"> {escape(crop(sentence, _SEL))}"
        if len(part.teks) + len(line) < _BATAS_KEPALA:
            part.add("", line)
        else:
            left += 1
    part.terpotong = left
    return part


def _write_data(perbandingan: Perbandingan) -> _Bagian:
    part = _Bagian(_BATAS_DATA)
    rows = []
    for nomor, ubahan in enumerate(perbandingan.beda.data, start=1):
        letak = tell_letak(ubahan.posisi, None if ubahan.posisi_baru else perbandingan.revisi)
        lama, baru = crop_pair(ubahan.lama, ubahan.baru, _SEL)
        kejadian = f"*{tell_kejadian(ubahan)}*" if tell_kejadian(ubahan) else ""
        # What happened stands in the cell that would be empty; only of a file or an order both would be.
        sel = (escape(crop(lama, _SEL)), escape(crop(baru, _SEL)))
        cells = (kejadian, sel[1]) if ubahan.jenis is Jenis.TAMBAH else (sel[0], sel[1] or kejadian)
        rows.append((f"[{nomor}]", escape(letak), escape(crop(ubahan.tempat, _NAMA)), *cells))
    if rows:
        part.add("#### Data yang berubah", "")
        part.add_table(("", "Berkas", "Tempat", "Lama", "Baru"), rows)
    return part


def _write_penilaian(perbandingan: Perbandingan) -> _Bagian:
    part = _Bagian(_BATAS_PENILAIAN)
    beda = perbandingan.beda
    if beda.penilaian:
        part.add("#### Penilaian yang berganti", "")
        part.add_table(
            ("Indikator", "Penilaian", "Lama", "Baru", "Akibat"),
            (
                (
                    escape(crop(satu.nama, _NAMA)),
                    satu.apa,
                    escape(crop(satu.lama, _NAMA)),
                    f"**{escape(crop(satu.baru, _NAMA))}**",
                    _say_sebab(beda.number(satu.sebab)),
                )
                for satu in beda.penilaian
            ),
        )
    return part


def _say_sebab(nomor: Sequence[int]) -> str:
    return crop(tell_sebab(nomor), _NAMA) or "–"


def _write_angka(perbandingan: Perbandingan, batas: int) -> _Bagian:
    part = _Bagian(batas)
    groups = [kelompok for kelompok in perbandingan.beda.list_kelompok() if kelompok.angka]
    if groups:
        part.add("#### Angka laporan", "")
    for index, kelompok in enumerate(groups):
        if len(part.teks) + _BATAS_KELOMPOK > batas and index:
            part.terpotong += sum(len(satu.angka) for satu in groups[index:])
            break
        title = f"Akibat {_say_sebab(kelompok.sebab)}" if kelompok.sebab else "Akibat lain"
        terbuka = " open" if len(groups) == 1 and len(kelompok.angka) <= _TERLIPAT else ""
        part.add(f"<details{terbuka}><summary>{title}: {len(kelompok.angka)} angka</summary>", "")
        part.add_table(("Angka", ">Lama", ">Baru", "Dicetak di"), _list_angka(kelompok))
        part.add("", "</details>", "")
    return part


def _list_angka(kelompok: Kelompok) -> Iterator[tuple[str, ...]]:
    for ubahan in kelompok.angka:
        lama, baru = (format_satuan(asal.angka) if asal else "–" for asal in (ubahan.lama, ubahan.baru))
        tempat = tell_tempat(ubahan)
        if ubahan.jenis is Jenis.HAPUS:
            tempat = f"tidak lagi dicetak: {tempat}"
        yield tuple(escape(crop(cell, _SEL)) for cell in (ubahan.asal.label, lama, baru, tempat))


def _write_bagian(perbandingan: Perbandingan) -> _Bagian:
    part = _Bagian(_BATAS_BAGIAN)
    if perbandingan.beda.bagian:
        part.add("#### Bagian laporan", "")
        part.add_table(
            ("", "Bagian"),
            ((KEJADIAN[satu.jenis], escape(crop(name_bagian(satu.bagian), _SEL))) for satu in perbandingan.beda.bagian),
        )
    return part


def _write_temuan(perbandingan: Perbandingan) -> _Bagian:
    part = _Bagian(_BATAS_TEMUAN)
    beda = perbandingan.beda
    rows = []
    for satu in beda.temuan:
        finding = satu.butir.finding
        letak = tell_letak(finding.position, perbandingan.revisi if satu.jenis is Jenis.HAPUS else None)
        rows.append(
            (
                KEJADIAN[satu.jenis],
                f"{tell_tingkat(satu)} {finding.code}",
                escape(letak),
                escape(crop(finding.message, _SEL)),
                _say_sebab(beda.number(satu.sebab)),
            )
        )
    if rows:
        part.add("#### Temuan", "")
        part.add_table(("", "Tingkat", "Tempat", "Temuan", "Akibat"), rows)
    return part
