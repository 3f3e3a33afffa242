"""LKJ21x: quarters against the year they lead to."""

from __future__ import annotations

import re
from functools import reduce
from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING, TypeAlias

from lkj.compute.capaian import Polaritas
from lkj.compute.triwulan import Cara, compute_tahunan
from lkj.finding import Severity
from lkj.format import romawi
from lkj.laporan.kinerja import Rentang
from lkj.model.realisasi import RealisasiTriwulan
from lkj.model.target import RencanaAksi
from lkj.rules.aturan import Flaw, aturan
from lkj.rules.hitungan import count_decimals, write_number, write_rounded, write_sum
from lkj.rules.kinerja import (
    find_blamed,
    is_blamed,
    is_hitungan,
    is_same_angka,
    iter_janji,
    place_target,
    relate,
    write_target,
)
from lkj.rules.selang import Selang

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from lkj.angka import Angka
    from lkj.finding import Position
    from lkj.laporan import Laporan
    from lkj.laporan.kinerja import Kinerja
    from lkj.load import DataTahun
    from lkj.model.indikator import Indikator
    from lkj.model.target import TargetIndikator
    from lkj.rules.aturan import Aturan

_Entri: TypeAlias = RencanaAksi | RealisasiTriwulan

# Words of a note that only make sense where quarters and year differ.
_SELISIH = re.compile(
    r"\b(selisih\w*|(ber|per)?beda(an)?|tidak (sama|sesuai|cocok)|pembulatan|dibulatkan|seperti tercetak)\b",
    re.IGNORECASE,
)


@aturan("LKJ210", Severity.PERINGATAN)
def rencana_tidak_menuju_target(laporan: Laporan) -> Iterator[Flaw]:
    """Rencana aksi triwulanan tidak menghasilkan target tahunan.

    Mengapa:
        Rencana aksi menjabarkan target Perjanjian Kinerja ke dalam triwulan. Bila hasilnya lain, salah satu dari kedua
        dokumen itu salah, atau rencana belum disesuaikan dengan target yang berubah.

    Dasar hukum:
        PermenPANRB 88/2021: rencana aksi menjabarkan target kinerja dan dipantau secara berkala.

    Salah:
        # target.yaml
        rencana_aksi:
          - indikator: kunjungan
            cara: tambahan
            triwulan: [4500, 5000, 5000, 5000]

    Benar:
        # target.yaml
        rencana_aksi:
          - indikator: kunjungan
            cara: tambahan
            triwulan: [4500, 5000, 5000, 5500]
    """
    for entry, kinerja in _iter_rencana(laporan):
        yield from _find_astray(entry, kinerja.indikator, kinerja.target, "target")


@aturan("LKJ211", Severity.PERINGATAN)
def triwulan_tidak_menuju_realisasi(laporan: Laporan) -> Iterator[Flaw]:
    """Realisasi triwulanan tidak menghasilkan realisasi tahunan.

    Mengapa:
        Laporan mencetak keduanya: realisasi tahunan dalam Bab III, realisasi triwulanan dalam lampiran monev. Pembaca
        yang menjumlahkannya menemukan dua angka untuk satu hasil.

    Dasar hukum:
        PermenPANRB 53/2014: reviu memastikan laporan menyajikan informasi kinerja yang andal dan akurat.

    Salah:
        # realisasi.yaml
        triwulan:
          - indikator: kunjungan
            cara: tambahan
            triwulan: [4600, 5100, 5200, 5500]

    Benar:
        # realisasi.yaml
        triwulan:
          - indikator: kunjungan
            cara: tambahan
            triwulan: [4600, 5100, 5200, 5600]
    """
    blamed = find_blamed(laporan)
    for entry, kinerja in _iter_realisasi(laporan):
        if not is_blamed(kinerja, blamed):
            yield from _find_astray(entry, kinerja.indikator, kinerja.realisasi, "realisasi")


def _iter_rencana(laporan: Laporan) -> Iterator[tuple[RencanaAksi, Kinerja]]:
    return ((entry, laporan.indikator[entry.indikator]) for entry in laporan.data.target.rencana_aksi)


def _iter_realisasi(laporan: Laporan) -> Iterator[tuple[RealisasiTriwulan, Kinerja]]:
    return ((entry, laporan.indikator[entry.indikator]) for entry in laporan.data.realisasi.triwulan)


def _find_astray(entry: _Entri, indikator: Indikator, tahunan: Angka | Rentang, apa: str) -> Iterator[Flaw]:
    """Find quarters that lead to another value than the year's and do not say why."""
    year = _read_year(tahunan)
    quarters = _read_quarters(entry.triwulan, entry.cara)
    if entry.catatan is not None or year is None or quarters is None:
        return
    if _add_up(indikator, quarters).meets(year):
        return
    hasil = compute_tahunan(quarters, entry.cara)
    kode = entry.indikator
    added = entry.cara is Cara.TAMBAHAN
    written = f"{kode} berjumlah {write_sum(quarters)}" if added else f"IV {kode} {write_number(hasil)}"
    gap = "" if isinstance(tahunan, Rentang) else f", selisih {_write_gap(hasil, tahunan, indikator)}"
    yield Flaw(
        entry.at("triwulan"),
        f"Triwulan {written}, sedangkan {apa} tahunan {write_target(tahunan)}{gap}.",
        _advise(entry, indikator, year, apa),
        relate(f"{apa} tahunan", _place(tahunan)),
    )


def _read_year(tahunan: Angka | Rentang) -> Selang | None:
    """Give what the quarters may lead to; None if it is not known.

    The year's value is what is printed, so it is exact: how far rounding can lead away from it is a matter of the
    quarters alone.
    """
    if isinstance(tahunan, Rentang):
        return Selang(tahunan.bawah.pasti, tahunan.atas.pasti)
    return Selang.exactly(tahunan.pasti) if tahunan.ada else None


def _read_quarters(triwulan: Sequence[Decimal | None], cara: Cara) -> list[Decimal] | None:
    """Give the quarters the year's value depends on; None if one of them is not known."""
    needed = triwulan if cara is Cara.TAMBAHAN else triwulan[-1:]
    known = [nilai for nilai in needed if nilai is not None]
    return known if len(known) == len(needed) else None


def _read_number(indikator: Indikator, nilai: Decimal) -> Selang:
    if is_hitungan(indikator.satuan, indikator.desimal):
        return Selang.exactly(nilai)
    return Selang.rounded(nilai, max(indikator.desimal, count_decimals(nilai)))


def _add_up(indikator: Indikator, quarters: Sequence[Decimal]) -> Selang:
    return reduce(add, (_read_number(indikator, nilai) for nilai in quarters))


def _write_gap(hasil: Decimal, tahunan: Angka, indikator: Indikator) -> str:
    return write_rounded(abs(hasil - tahunan.pasti), max(indikator.desimal, count_decimals(hasil)))


def _advise(entry: _Entri, indikator: Indikator, year: Selang, apa: str) -> str:
    other = Cara.KUMULATIF if entry.cara is Cara.TAMBAHAN else Cara.TAMBAHAN
    quarters = _read_quarters(entry.triwulan, other)
    if quarters and _add_up(indikator, quarters).meets(year):
        return f"maksud Anda `cara: {other}`? Dengan cara itu triwulan menghasilkan {apa} tahunan"
    return f"perbaiki triwulan atau {apa} tahunannya; bila memang berbeda, jelaskan dalam `catatan`"


def _place(tahunan: Angka | Rentang) -> Position:
    return (tahunan.bawah if isinstance(tahunan, Rentang) else tahunan).positions()[0]


@aturan("LKJ212", Severity.CATATAN)
def catatan_tanpa_selisih(laporan: Laporan) -> Iterator[Flaw]:
    """Catatan menerangkan selisih antara triwulan dan tahunan yang tidak ada.

    Mengapa:
        Catatan dicetak di bawah tabel monev sebagai penjelasan atas triwulan yang tidak menghasilkan angka tahunan.
        Bila angkanya ternyata sama, pembaca mencari selisih yang tidak ada. Catatan yang menerangkan hal lain boleh.

    Dasar hukum:
        Praktik baik: penjelasan dalam laporan sesuai dengan angka yang dijelaskannya.

    Salah:
        # realisasi.yaml
        triwulan:
          - indikator: kunjungan
            cara: tambahan
            triwulan: [4600, 5100, 5200, 5600]
            catatan: Selisih berasal dari kunjungan yang terlambat dicatat.

    Benar:
        # realisasi.yaml
        triwulan:
          - indikator: kunjungan
            cara: tambahan
            triwulan: [4600, 5100, 5200, 5600]
            catatan: Perpustakaan tutup dua pekan pada triwulan I.
    """
    rows: Iterable[tuple[_Entri, Angka, Angka | Rentang, str]] = [
        *((entry, k.triwulan_kumulatif[-1].target, k.target, "target") for entry, k in _iter_rencana(laporan)),
        *(
            (entry, k.triwulan_kumulatif[-1].realisasi, k.realisasi, "realisasi")
            for entry, k in _iter_realisasi(laporan)
        ),
    ]
    for entry, hasil, tahunan, apa in rows:
        if entry.catatan is None or isinstance(tahunan, Rentang) or not _SELISIH.search(entry.catatan):
            continue
        if hasil.ada and tahunan.ada and is_same_angka(hasil, tahunan):
            yield Flaw(
                entry.at("catatan"),
                f"Catatan menerangkan selisih, padahal triwulan {entry.indikator} menghasilkan {write_target(hasil)}, "
                f"sama dengan {apa} tahunan.",
                "hapus `catatan`, atau tulis apa yang perlu diketahui pembaca",
            )


@aturan("LKJ213", Severity.PERINGATAN)
def kumulatif_menurun(laporan: Laporan) -> Iterator[Flaw]:
    """Angka triwulan kumulatif menurun.

    Mengapa:
        Angka kumulatif menyatakan hasil sejak awal tahun, sehingga tidak dapat lebih kecil daripada triwulan
        sebelumnya. Penurunan berarti salah ketik, atau angkanya hasil triwulan itu sendiri.

    Dasar hukum:
        PermenPANRB 88/2021: kinerja diukur secara berkala dengan data yang dapat diandalkan.

    Salah:
        # realisasi.yaml
        triwulan:
          - indikator: layanan_keliling
            cara: kumulatif
            triwulan: [6, 9, 8, 12]

    Benar:
        # realisasi.yaml
        triwulan:
          - indikator: layanan_keliling
            cara: kumulatif
            triwulan: [6, 9, 10, 12]
    """
    astray = {
        f.position for rule in (rencana_tidak_menuju_target, triwulan_tidak_menuju_realisasi) for f in rule(laporan)
    }
    rows: Iterable[tuple[_Entri, Kinerja]] = (*_iter_rencana(laporan), *_iter_realisasi(laporan))
    for entry, kinerja in rows:
        if (
            entry.cara is not Cara.KUMULATIF
            or entry.catatan is not None
            or kinerja.indikator.polaritas is not Polaritas.MAKSIMAL
            or entry.at("triwulan") in astray
        ):
            continue
        known = [(index, nilai) for index, nilai in enumerate(entry.triwulan) if nilai is not None]
        falls = [(before, after) for before, after in pairwise(known) if after[1] < before[1]]
        if falls:
            (earlier, before), (later, after) = falls[0]
            yield Flaw(
                entry.at("triwulan", later),
                f"Triwulan {romawi(later + 1)} {kinerja.kode} {write_number(after)} lebih kecil daripada triwulan "
                f"{romawi(earlier + 1)} {write_number(before)}, padahal angkanya kumulatif.",
                "perbaiki angkanya; tulis `cara: tambahan` bila ini hasil tiap triwulan, atau jelaskan dalam `catatan`",
            )


@aturan("LKJ214", Severity.PERINGATAN)
def triwulan_perjanjian_tidak_menuju_target(laporan: Laporan) -> Iterator[Flaw]:
    """Target triwulan dalam perjanjian tidak menghasilkan target tahunannya.

    Mengapa:
        Target triwulan dicetak di samping target tahunannya. Bila triwulan IV maupun jumlah keempatnya tidak sama
        dengan target itu, perjanjian bertentangan dengan dirinya sendiri.

    Dasar hukum:
        PermenPANRB 53/2014: Perjanjian Kinerja memuat target yang disepakati untuk tahun itu.

    Salah:
        # target.yaml
        program_kegiatan:
          - indikator: pengadaan
            target: 400
            triwulan: [100, 100, 100, 90]

    Benar:
        # target.yaml
        program_kegiatan:
          - indikator: pengadaan
            target: 400
            triwulan: [100, 100, 100, 100]
    """
    program_kegiatan = laporan.data.target.program_kegiatan
    rows: Iterable[tuple[TargetIndikator, Angka | Rentang]] = [
        *((entry, janji.target) for entry, janji in iter_janji(laporan.perjanjian)),
        *((entry, laporan.indikator[entry.indikator].target) for entry in program_kegiatan),
    ]
    for entry, target in rows:
        indikator = laporan.indikator[entry.indikator].indikator
        year = _read_year(target)
        quarters = _read_quarters(entry.triwulan or (), Cara.TAMBAHAN)
        if not quarters or year is None:
            continue
        # An agreement does not say which of the two its quarters are.
        if not any(_add_up(indikator, parts).meets(year) for parts in (quarters, quarters[-1:])):
            yield Flaw(
                entry.at("triwulan"),
                f"Target triwulan {entry.indikator} tidak menghasilkan target {write_target(target)}: triwulan IV "
                f"{write_number(quarters[-1])}, jumlahnya {write_sum(quarters)}.",
                "perbaiki triwulan atau targetnya; hapus `triwulan` agar target dibagi rata",
                relate("target tahunan", place_target(entry)),
            )


@aturan("LKJ215", Severity.PERINGATAN)
def triwulan_sebelah(data: DataTahun) -> Iterator[Flaw]:
    """Indikator mempunyai rencana triwulan tanpa realisasi triwulan, atau sebaliknya.

    Mengapa:
        Tabel monev menyandingkan rencana dengan realisasi tiap triwulan. Yang hanya sebelah tidak menunjukkan apakah
        rencananya dijalankan.

    Dasar hukum:
        PermenPANRB 88/2021: pencapaian target kinerja dipantau secara berkala terhadap rencana aksi.

    Salah:
        # target.yaml
        rencana_aksi:
          - indikator: pengadaan
            cara: tambahan
            triwulan: [100, 100, 100, 100]

    Benar:
        # target.yaml
        rencana_aksi:
          - indikator: pengadaan
            cara: tambahan
            triwulan: [100, 100, 100, 100]
        # realisasi.yaml
        triwulan:
          - indikator: pengadaan
            cara: tambahan
            triwulan: [100, 105, 100, 100]
    """
    sides: tuple[tuple[tuple[_Entri, ...], tuple[_Entri, ...], str, str], ...] = (
        (data.target.rencana_aksi, data.realisasi.triwulan, "rencana aksi", "realisasi triwulan"),
        (data.realisasi.triwulan, data.target.rencana_aksi, "realisasi triwulan", "rencana aksi"),
    )
    for entries, others, own, missing in sides:
        known = {entry.indikator for entry in others}
        alone = [entry for entry in entries if entry.indikator not in known]
        if not known and len(alone) > 1:
            message = f"Ada {own} {len(alone)} indikator, tetapi tidak satu pun mempunyai {missing}."
            yield Flaw(alone[0].at("indikator"), message, f"tulis {missing}nya, atau hapus {own}")
            continue
        for entry in alone:
            message = f"Indikator {entry.indikator} mempunyai {own}, tetapi tidak mempunyai {missing}."
            yield Flaw(entry.at("indikator"), message, f"tulis {missing}nya, atau hapus {own} ini")


@aturan("LKJ216", Severity.PERINGATAN)
def triwulan_terlompati(data: DataTahun) -> Iterator[Flaw]:
    """Triwulan yang lebih awal kosong, padahal yang sesudahnya terisi.

    Mengapa:
        Triwulan dilaporkan berurutan. Yang terlompati biasanya lupa diisi, atau angkanya tertulis pada triwulan lain.

    Dasar hukum:
        PermenPANRB 88/2021: kinerja diukur secara berkala.

    Salah:
        # realisasi.yaml
        triwulan:
          - indikator: layanan_keliling
            cara: kumulatif
            triwulan:
              - 6
              -
              - 10
              - 12

    Benar:
        # realisasi.yaml
        triwulan:
          - indikator: layanan_keliling
            cara: kumulatif
            triwulan:
              - 6
              - 9
              - 10
              - 12
    """
    entries: Iterable[_Entri | TargetIndikator] = (
        *data.iter_targets(),
        *data.target.rencana_aksi,
        *data.realisasi.triwulan,
    )
    for entry in entries:
        quarters = entry.triwulan or ()
        last = max((index for index, nilai in enumerate(quarters) if nilai is not None), default=0)
        blank = next((index for index, nilai in enumerate(quarters[:last]) if nilai is None), None)
        if blank is not None:
            yield Flaw(
                entry.at("triwulan", blank),
                f"Triwulan {romawi(blank + 1)} {entry.indikator} kosong, padahal triwulan {romawi(last + 1)} terisi.",
                "isi triwulan itu, atau pindahkan angkanya ke triwulan yang benar",
            )


DATA: tuple[Aturan[DataTahun], ...] = (triwulan_sebelah, triwulan_terlompati)
REPORT: tuple[Aturan[Laporan], ...] = (
    rencana_tidak_menuju_target,
    triwulan_tidak_menuju_realisasi,
    catatan_tanpa_selisih,
    kumulatif_menurun,
    triwulan_perjanjian_tidak_menuju_target,
)
