"""The computed tables as people read them in a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from lkj.finding import Severity
from lkj.format import format_akuntansi, format_angka, format_bertanda, format_ringkas, format_satuan, romawi
from lkj.laporan import Rentang
from lkj.tampilan.isi import TABEL, name_pos
from lkj.tampilan.layar import Baris, Kolom, Sel, break_text, write_tabel
from lkj.tampilan.skor import write_skor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lkj.angka import Angka
    from lkj.finding import Finding
    from lkj.laporan import Kinerja
    from lkj.laporan.kinerja import Triwulan
    from lkj.tampilan.isi import BarisAnggaran, Isi

_WARNA = {
    "hijau_tua": "green",
    "hijau_muda": "bright_green",
    "kuning_tua": "yellow",
    "kuning_muda": "bright_yellow",
    "merah": "red",
}
_TAKUK = {"sasaran": 0, "program": 1, "kegiatan": 2, "sub kegiatan": 3, "jumlah": 0}
_KOLOM_INDIKATOR = (
    Kolom("Target"),
    Kolom("Realisasi"),
    Kolom("Capaian"),
    Kolom("Kriteria", kiri=True),
    Kolom("Tahun lalu", opsional=True),
    Kolom("Perubahan"),
)
_KOLOM_TRIWULAN = (*(Kolom(f"TW {romawi(nomor)}") for nomor in range(1, 5)), Kolom("Setahun"))


def write_teks(isi: Isi, nama: str, width: int | None = None) -> str:
    """Write a table.

    Args:
        isi: the rows.
        nama: the table, a key of `TABEL`.
        width: of the terminal; None where there is none: nothing is broken then.
    """
    return _PENULIS[nama](isi, width)


def write_ringkasan(isi: Isi, findings: Iterable[Finding], width: int | None = None) -> str:
    """Write the main figures of a year, and which tables there are.

    Args:
        isi: the rows.
        findings: what was found in the data.
        width: of the terminal, if there is one.
    """
    laporan, semua = isi.laporan, isi.laporan.anggaran.semua
    jumlah = laporan.jumlah
    ringkas = [
        (
            f"Sasaran strategis: {format_angka(jumlah['sasaran'])}; indikator kinerja utama: "
            f"{format_angka(jumlah['indikator_utama'])}, {format_angka(jumlah['indikator_terukur'])} di antaranya ada "
            f"realisasinya dan {format_angka(jumlah['indikator_tercapai'])} mencapai target."
        ),
        (
            f"Pagu {format_satuan(semua.pagu)}, realisasi {format_satuan(semua.realisasi)}, serapan "
            f"{format_satuan(semua.serapan)}, sisa {format_satuan(semua.sisa)}."
        ),
        f"Indikator yang dipantau per triwulan: {len(isi.triwulan)} dari {len(isi.indikator)}.",
        f"Kelengkapan analisis sasaran: {', '.join(f'{satu.skor}/{len(satu.banding)}' for satu in isi.kelengkapan)}.",
        f"Temuan: {_count(findings)}.",
    ]
    utama = write_tabel(
        "Indikator kinerja utama",
        (Kolom("Capaian"), Kolom("Kriteria", kiri=True)),
        [
            Baris(_one_line(kinerja.nama), (Sel(format_ringkas(kinerja.capaian)), _kriteria(kinerja)))
            for kinerja in laporan.indikator_utama
        ],
        width,
    )
    judul = break_text(f"{_one_line(laporan.data.instansi.nama)}, Laporan Kinerja {laporan.tahun}", width)
    longest = max(map(len, TABEL))
    rest = " " * len(f"  lkj show {'':<{longest}}  ")
    tabel = [
        line
        for nama, apa in TABEL.items()
        for line in break_text(f"lkj show {nama:<{longest}}  {apa}", width, "  ", subsequent_indent=rest)
    ]
    sentences = [line for text in ringkas for line in break_text(text, width)]
    heading = [click.style(line, bold=True) for line in judul]
    return "\n\n".join("\n".join(lines) for lines in (heading, sentences, [utama], tabel))


def _count(findings: Iterable[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(f"{counts[tingkat]} {tingkat}" for tingkat in Severity if counts[tingkat]) or "tidak ada"


def _write_indikator(isi: Isi, width: int | None) -> str:
    baris = []
    tingkat = ""
    for satu in isi.indikator:
        if satu.tingkat != tingkat:
            tingkat = satu.tingkat
            baris.append(Baris(f"Indikator {tingkat}", tebal=True))
        k = satu.kinerja
        cells = (
            Sel(_target(k)),
            Sel(format_ringkas(k.realisasi)),
            Sel(format_ringkas(k.capaian)),
            _kriteria(k),
            Sel(format_ringkas(k.realisasi_lalu)),
            Sel(format_bertanda(k.perubahan)),
        )
        baris.append(Baris(_name(k), cells))
    notes = ["Perubahan terhadap tahun lalu dalam satuan indikator, untuk persentase dalam poin persen."]
    notes += [f"{_one_line(k.nama)}: {k.realisasi.alasan}." for k in isi.laporan.indikator_utama if not k.realisasi.ada]
    tabel = write_tabel("Indikator", _KOLOM_INDIKATOR, baris, width)
    return _join(f"Indikator {isi.laporan.tahun}", tabel, notes, width)


def _target(kinerja: Kinerja) -> str:
    target = kinerja.target
    if isinstance(target, Rentang):
        return f"{format_angka(target.bawah)}–{format_ringkas(target.atas)}"
    return format_ringkas(target)


def _kriteria(kinerja: Kinerja) -> Sel:
    pita = kinerja.kriteria
    return Sel(_one_line(pita.nama), _WARNA.get(pita.kode, "")) if pita else Sel("–")


def _name(kinerja: Kinerja) -> str:
    """Name an indicator with its unit, where the figures do not bear it."""
    nama = _one_line(kinerja.nama)
    return nama if kinerja.satuan == "%" else f"{nama} ({kinerja.satuan})"


def _write_anggaran(isi: Isi, width: int | None) -> str:
    diubah = isi.laporan.diubah
    kolom = (
        *((Kolom("Pagu induk", opsional=True),) if diubah else ()),
        Kolom("Pagu"),
        Kolom("Realisasi"),
        Kolom("Serapan"),
        Kolom("Sisa"),
    )
    baris = [
        Baris(
            _one_line(name_pos(satu)),
            tuple(_list_cells(satu, diubah=diubah)),
            _TAKUK[satu.tingkat],
            not _TAKUK[satu.tingkat],
        )
        for satu in isi.anggaran
    ]
    notes = ["Dalam rupiah. Tanda – berarti angkanya tidak diterbitkan pada tingkat itu, atau tidak dianggarkan."]
    if diubah:
        notes.append("Pagu: sesudah perubahan.")
    return _join(f"Anggaran {isi.laporan.tahun}", write_tabel("Uraian", kolom, baris, width), notes, width)


def _list_cells(baris: BarisAnggaran, *, diubah: bool) -> Iterator[Sel]:
    pos = baris.pos
    if diubah:
        yield Sel(format_angka(pos.induk))
    yield Sel(format_angka(pos.pagu))
    yield Sel(format_angka(pos.realisasi))
    yield Sel(format_ringkas(pos.serapan))
    yield Sel(format_akuntansi(pos.sisa))


def _write_triwulan(isi: Isi, width: int | None) -> str:
    baris = []
    for kinerja in isi.triwulan:
        baris.append(Baris(_name(kinerja), tebal=True))
        setahun: Mapping[str, str] = {"target": _target(kinerja), "realisasi": format_ringkas(kinerja.realisasi)}
        for apa, tahunan in setahun.items():
            biasa, kumulatif = (
                [format_angka(angka) for angka in _list_angka(daftar, apa)]
                for daftar in (kinerja.triwulan, kinerja.triwulan_kumulatif)
            )
            baris.append(Baris(apa.capitalize(), tuple(map(Sel, (*biasa, tahunan)))))
            if kumulatif != biasa:
                baris.append(Baris("kumulatif", tuple(map(Sel, (*kumulatif, ""))), 1))
    notes = ["Angka triwulan seperti dilaporkan; “kumulatif”: bila dijumlahkan sampai triwulan itu."]
    if not baris:
        return _join(f"Triwulan {isi.laporan.tahun}", "Tidak ada indikator yang dipantau per triwulan.", [], width)
    return _join(f"Triwulan {isi.laporan.tahun}", write_tabel("", _KOLOM_TRIWULAN, baris, width), notes, width)


def _list_angka(daftar: Iterable[Triwulan], apa: str) -> Iterator[Angka]:
    for triwulan in daftar:
        yield triwulan.target if apa == "target" else triwulan.realisasi


def _write_kelengkapan(isi: Isi, width: int | None) -> str:
    return write_skor(isi.kelengkapan, width) or "Tidak ada sasaran."


_PENULIS: Mapping[str, Callable[[Isi, int | None], str]] = {
    "indikator": _write_indikator,
    "anggaran": _write_anggaran,
    "triwulan": _write_triwulan,
    "kelengkapan": _write_kelengkapan,
}


def _join(judul: str, tabel: str, notes: Iterable[str], width: int | None) -> str:
    lines = [line for note in notes for line in break_text(note, width)]
    return "\n\n".join(filter(None, (click.style(judul, bold=True), tabel, "\n".join(lines))))


def _one_line(text: str) -> str:
    return " ".join(text.split())
