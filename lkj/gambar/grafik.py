"""The charts of the report: what each shows, and the sentence that says the same."""

from __future__ import annotations

from decimal import Decimal
from math import isnan, nan
from typing import TYPE_CHECKING, NamedTuple

from lkj.format import BELUM_TERSEDIA, format_desimal, format_ringkas, format_rupiah, format_satuan, romawi
from lkj.gambar.batang import Bagan, Baris, Batang, Isi, draw_bagan
from lkj.gambar.garis import Titik, draw_garis
from lkj.gambar.kanvas import WARNA_REALISASI

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lkj.angka import Angka
    from lkj.gambar.kanvas import Gambar, Pola


class BarisCapaian(NamedTuple):
    """How far one indicator got.

    Attributes:
        nama: the indicator.
        capaian: achievement in percent of the target.
        kriteria: the rating, in words; empty where there is none.
        warna: colour of the rating, `#RRGGBB`.
    """

    nama: str
    capaian: Angka
    kriteria: str
    warna: str


class TitikRiwayat(NamedTuple):
    """One year of an indicator."""

    tahun: int
    realisasi: Angka
    target: Angka


class BarisAnggaran(NamedTuple):
    """The budget of one programme, or of whatever else is compared."""

    nama: str
    pagu: Angka
    realisasi: Angka


_RENCANA = Isi("#DDE4EF", "/")
_NYATA = Isi(WARNA_REALISASI)
_POLA: tuple[Pola, ...] = ("", "/", "\\", "x", "-", "|", "+")

_SASARAN_PENUH = 100.0
_BATAS_CAPAIAN = 200.0


def draw_capaian(daftar: tuple[BarisCapaian, ...]) -> tuple[Gambar, ...]:
    """Draw the achievement of indicators against their targets: a bar each, with its rating in words.

    A bar past 200% is cut, visibly; its label tells the value.

    Args:
        daftar: the indicators.
    """
    kriteria = dict.fromkeys(baris.kriteria for baris in daftar if baris.capaian.ada)
    pola = {nama: _POLA[nomor % len(_POLA)] for nomor, nama in enumerate(kriteria)}
    awal, akhir = _span((_value(baris.capaian) for baris in daftar), _SASARAN_PENUH)
    cut = akhir > _BATAS_CAPAIAN or awal < -_BATAS_CAPAIAN
    bagan = Bagan(
        tuple(
            Baris(
                baris.nama,
                (
                    Batang(
                        _value(baris.capaian),
                        _write_capaian(baris),
                        Isi(baris.warna, pola.get(baris.kriteria, "")),
                    ),
                ),
            )
            for baris in daftar
        ),
        max(awal, -_BATAS_CAPAIAN),
        min(akhir, _BATAS_CAPAIAN),
        "Capaian terhadap target" + ("; nilai batang yang terpotong melampaui sumbu" if cut else ""),
        akhiran="%",
        patokan=_SASARAN_PENUH,
    )
    return draw_bagan(bagan, lambda part: _describe_capaian(daftar[part]))


def _write_capaian(baris: BarisCapaian) -> str:
    return _add_note(format_ringkas(baris.capaian), baris.kriteria) if baris.capaian.ada else BELUM_TERSEDIA


def _describe_capaian(daftar: tuple[BarisCapaian, ...]) -> str:
    return _join_sentences(
        f"Grafik batang capaian {len(daftar)} indikator terhadap target",
        _describe_ends(
            "Capaian", [(each.capaian, f"{each.nama}, {_write_capaian(each)}") for each in daftar if each.capaian.ada]
        ),
        _describe_missing("Capaian belum tersedia", [each.nama for each in daftar if not each.capaian.ada]),
    )


def draw_triwulan(
    nama: str,
    satuan: str,
    target: tuple[Angka, ...],
    realisasi: tuple[Angka, ...],
    cara: str,
) -> tuple[Gambar, ...]:
    """Draw what was planned for each quarter against what was reached.

    Args:
        nama: the indicator.
        satuan: its unit.
        target: planned, by quarter.
        realisasi: reached, by quarter.
        cara: how the quarters count, for example `kumulatif`; may be empty.
    """
    daftar = tuple(zip(target, realisasi, strict=True))
    judul = _add_note(nama, ", ".join(filter(None, (satuan, cara))))
    awal, akhir = _span(map(_value, (*target, *realisasi)))
    bagan = Bagan(
        tuple(
            Baris(
                f"Triwulan {romawi(nomor)}",
                (
                    Batang(_value(rencana), _write_or_miss(rencana, "target"), _RENCANA),
                    Batang(_value(nyata), _write_or_miss(nyata, "realisasi"), _NYATA),
                ),
            )
            for nomor, (rencana, nyata) in enumerate(daftar, 1)
        ),
        awal,
        akhir,
        "",
        bulat=all(angka.desimal == 0 for angka in (*target, *realisasi)),
        akhiran="%" if satuan == "%" else "",
        judul=judul,
        legenda=(("Target", _RENCANA), ("Realisasi", _NYATA)),
    )
    isi = [
        f"triwulan {romawi(nomor)} target {format_satuan(rencana)}, realisasi {format_satuan(nyata)}"
        for nomor, (rencana, nyata) in enumerate(daftar, 1)
    ]
    return draw_bagan(
        bagan, lambda part: f"Grafik batang target dan realisasi per triwulan, {judul}: {'; '.join(isi[part])}."
    )


def draw_anggaran(daftar: tuple[BarisAnggaran, ...], apa: str) -> tuple[Gambar, ...]:
    """Draw budgets beside what was spent of them, with the share that was spent.

    Args:
        daftar: the budgets.
        apa: what each is the budget of, for example `program`.
    """
    nilai = [_value(angka) for baris in daftar for angka in (baris.pagu, baris.realisasi)]
    satuan = _choose_satuan(nilai)
    awal, akhir = _span(each / float(satuan.besar) for each in nilai)
    bagan = Bagan(
        tuple(
            Baris(
                baris.nama,
                (
                    Batang(satuan.scale(baris.pagu), _write_pagu(baris, satuan), _RENCANA),
                    Batang(satuan.scale(baris.realisasi), _write_realisasi(baris, satuan), _NYATA),
                ),
            )
            for baris in daftar
        ),
        awal,
        akhir,
        f"{satuan.nama}; dalam kurung: serapan",
        legenda=(("Pagu", _RENCANA), ("Realisasi", _NYATA)),
    )
    return draw_bagan(bagan, lambda part: _describe_anggaran(daftar[part], apa))


class _SatuanUang(NamedTuple):
    nama: str
    besar: Decimal
    desimal: int

    def scale(self, angka: Angka) -> float:
        return _value(angka) / float(self.besar)

    def write(self, angka: Angka) -> str:
        return format_desimal(angka.pasti / self.besar, self.desimal)


_JUTA = _SatuanUang("Rp juta", Decimal(1_000_000), 1)
_RUPIAH = _SatuanUang("Rp", Decimal(1), 0)
_TERKECIL_DALAM_JUTA = 50_000  # still shown as 0,1; anything less would look like nothing


def _choose_satuan(nilai: Iterable[float]) -> _SatuanUang:
    small = any(0 < abs(each) < _TERKECIL_DALAM_JUTA for each in nilai)
    return _RUPIAH if small else _JUTA


def _write_pagu(baris: BarisAnggaran, satuan: _SatuanUang) -> str:
    return satuan.write(baris.pagu) if baris.pagu.ada else "pagu belum tersedia"


def _write_realisasi(baris: BarisAnggaran, satuan: _SatuanUang) -> str:
    if not baris.realisasi.ada:
        return "realisasi tidak diterbitkan"
    serapan = _compute_serapan(baris)
    return _add_note(satuan.write(baris.realisasi), format_satuan(serapan) if serapan.ada else "")


def _compute_serapan(baris: BarisAnggaran) -> Angka:
    return (baris.realisasi / baris.pagu * 100).named("Serapan", "%", 2)


def _describe_anggaran(daftar: tuple[BarisAnggaran, ...], apa: str) -> str:
    serapan = [(_compute_serapan(each), each.nama) for each in daftar]
    return _join_sentences(
        f"Grafik batang pagu dan realisasi anggaran {len(daftar)} {apa}",
        _describe_ends(
            "Pagu", [(each.pagu, f"{each.nama}, {format_rupiah(each.pagu)}") for each in daftar if each.pagu.ada]
        ),
        _describe_ends("Serapan", [(angka, f"{nama}, {format_satuan(angka)}") for angka, nama in serapan if angka.ada]),
        _describe_missing("Pagu belum tersedia", [each.nama for each in daftar if not each.pagu.ada]),
        _describe_missing("Realisasi tidak diterbitkan", [each.nama for each in daftar if not each.realisasi.ada]),
    )


def draw_riwayat(nama: str, satuan: str, titik: tuple[TitikRiwayat, ...]) -> tuple[Gambar, ...]:
    """Draw what an indicator reached over the years as a line, and its targets as dashed steps.

    Years whose numbers do not fit beside each other make more figures, on the same scale.

    Args:
        nama: the indicator.
        satuan: its unit.
        titik: the years.
    """
    judul = _add_note(nama, satuan)
    isi = [
        f"tahun {each.tahun} realisasi {format_satuan(each.realisasi)}, target {format_satuan(each.target)}"
        for each in titik
    ]
    return draw_garis(
        judul,
        tuple(map(_read_titik, titik)),
        _span(_value(angka) for each in titik for angka in (each.realisasi, each.target)),
        lambda part: f"Grafik garis realisasi dan target per tahun, {judul}: {'; '.join(isi[part])}.",
    )


def _read_titik(titik: TitikRiwayat) -> Titik:
    return Titik(
        str(titik.tahun),
        _value(titik.realisasi),
        format_ringkas(titik.realisasi),
        _value(titik.target),
        format_ringkas(titik.target),
        tuple(
            _write_or_miss(angka, apa)
            for angka, apa in ((titik.realisasi, "realisasi"), (titik.target, "target"))
            if not angka.ada
        ),
    )


def _value(angka: Angka) -> float:
    return float(angka.pasti) if angka.ada else nan


def _span(nilai: Iterable[float], *lagi: float) -> tuple[float, float]:
    # Always with zero in it, so that lengths and heights compare as the numbers do.
    known = [0.0, *lagi, *(each for each in nilai if not isnan(each))]
    return min(known), max(known) if any(known) else 1.0


def _write_or_miss(angka: Angka, apa: str) -> str:
    return format_ringkas(angka) if angka.ada else f"{apa} {BELUM_TERSEDIA}"


def _add_note(teks: str, keterangan: str) -> str:
    return f"{teks} ({keterangan})" if keterangan else teks


def _join_sentences(*kalimat: str) -> str:
    return " ".join(f"{each}." for each in kalimat if each)


def _describe_ends(apa: str, daftar: Sequence[tuple[Angka, str]]) -> str:
    if len(daftar) < 2:  # noqa: PLR2004 -- one is neither highest nor lowest
        return "".join(f"{apa}: {teks}" for _, teks in daftar)
    _, tertinggi = max(daftar, key=lambda each: each[0].pasti)
    _, terendah = min(daftar, key=lambda each: each[0].pasti)
    return f"{apa} tertinggi: {tertinggi}; terendah: {terendah}"


def _describe_missing(apa: str, daftar: Sequence[str]) -> str:
    return f"{apa}: {'; '.join(daftar)}" if daftar else ""
