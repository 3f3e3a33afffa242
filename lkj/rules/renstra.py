"""LKJ22x: the medium-term plan against the agreements and what was reached."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from lkj.compute.capaian import Polaritas, compute_jarak, compute_perubahan
from lkj.finding import Related, Severity
from lkj.format import format_ringkas
from lkj.laporan.kinerja import PERSEN, Rentang
from lkj.rules.aturan import Flaw, aturan
from lkj.rules.hitungan import write_gap, write_number
from lkj.rules.kinerja import (
    find_blamed,
    is_blamed,
    is_same,
    is_same_angka,
    place_target,
    relate,
    write_exact,
    write_term,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.laporan import Laporan
    from lkj.laporan.kinerja import Kinerja
    from lkj.load import DataTahun
    from lkj.model.indikator import Indikator
    from lkj.model.renstra import TargetRenstra
    from lkj.model.target import TargetIndikator
    from lkj.rules.aturan import Aturan

_SERATUS = Decimal(100)


@aturan("LKJ220", Severity.PERINGATAN)
def target_renstra_berbeda(laporan: Laporan) -> Iterator[Flaw]:
    """Target Renstra untuk tahun laporan berbeda dari target Perjanjian Kinerja induk tanpa penjelasan.

    Mengapa:
        Perjanjian Kinerja melaksanakan Renstra tahun demi tahun. Laporan mencetak kedua target, dan pembaca
        menanyakan mengapa yang diperjanjikan bukan yang direncanakan.

    Dasar hukum:
        Perpres 29/2014: Renstra menjadi dasar perencanaan kinerja tahunan.

    Salah:
        # renstra.yaml
        judul: Renstra Perubahan Dinas Perpustakaan 2024–2028
        target:
          - indikator: kemutakhiran
            awal: 30
            tahunan:
              2024: 32
              2025: 35
              2026: 36
              2027: 38
              2028: 40
            akhir: 40

    Benar:
        # renstra.yaml
        judul: Renstra Perubahan Dinas Perpustakaan 2024–2028
        target:
          - indikator: kemutakhiran
            awal: 30
            tahunan:
              2024: 32
              2025: 35
              2026: 36
              2027: 38
              2028: 40
            akhir: 40
            keterangan: Target 2025 dinaikkan sesudah Perjanjian Kinerja ditandatangani.
    """
    first: dict[str, TargetIndikator] = {}
    for promised in laporan.data.iter_targets():
        first.setdefault(promised.indikator, promised)
    for entry in laporan.data.renstra.target:
        kinerja, agreed = laporan.indikator[entry.indikator], first.get(entry.indikator)
        planned, target = kinerja.target_tahunan.get(laporan.tahun), kinerja.target_induk
        if agreed is None or agreed.alasan or entry.keterangan or isinstance(target, Rentang):
            continue
        if planned and planned.ada and target.ada and not is_same_angka(planned, target):
            yield Flaw(
                place_target(agreed),
                f"Target {entry.indikator} {format_ringkas(target)} berbeda dari target Renstra {laporan.tahun} "
                f"sebesar {format_ringkas(planned)}.",
                "samakan keduanya, atau jelaskan dalam `keterangan` target Renstra",
                relate("target Renstra", entry.at("tahunan", laporan.tahun)),
            )


@aturan("LKJ221", Severity.PERINGATAN)
def target_akhir_berbeda(data: DataTahun) -> Iterator[Flaw]:
    """Target akhir Renstra berbeda dari target tahun terakhirnya.

    Mengapa:
        Target akhir adalah target tahun terakhir Renstra. Dua angka untuk hal yang sama tidak mungkin benar keduanya,
        dan laporan membandingkan realisasi dengan target akhir itu.

    Dasar hukum:
        PermenPANRB 53/2014: laporan membandingkan realisasi dengan target jangka menengah dalam Renstra.

    Salah:
        # renstra.yaml
        judul: Renstra Perubahan Dinas Perpustakaan 2024–2028
        target:
          - indikator: kemutakhiran
            awal: 30
            tahunan:
              2024: 32
              2025: 34
              2026: 36
              2027: 38
              2028: 40
            akhir: 39

    Benar:
        # renstra.yaml
        judul: Renstra Perubahan Dinas Perpustakaan 2024–2028
        target:
          - indikator: kemutakhiran
            awal: 30
            tahunan:
              2024: 32
              2025: 34
              2026: 36
              2027: 38
              2028: 39
            akhir: 39
    """
    last = data.renstra.tahun_selesai
    for entry in data.renstra.target:
        planned = entry.tahunan.get(last)
        if entry.akhir is not None and planned is not None and entry.akhir != planned and not entry.keterangan:
            yield Flaw(
                entry.at("akhir"),
                f"Target akhir {entry.indikator} {write_number(entry.akhir)} berbeda dari target {last} sebesar "
                f"{write_number(planned)}, selisih {write_gap(entry.akhir, planned)}.",
                "samakan keduanya, atau jelaskan dalam `keterangan`",
                relate(f"target {last}", entry.at("tahunan", last)),
            )


@aturan("LKJ222", Severity.PERINGATAN)
def target_renstra_mundur(data: DataTahun) -> Iterator[Flaw]:
    """Target tahunan Renstra mundur dari tahun sebelumnya.

    Mengapa:
        Renstra menuju perbaikan. Target yang lebih mudah daripada tahun sebelumnya biasanya salah ketik, atau
        polaritas indikatornya terbalik.

    Dasar hukum:
        PermenPANRB 88/2021: target kinerja harus menantang dan realistis.

    Salah:
        # renstra.yaml
        judul: Renstra Perubahan Dinas Perpustakaan 2024–2028
        target:
          - indikator: kemutakhiran
            awal: 30
            tahunan:
              2024: 32
              2025: 34
              2026: 33
              2027: 38
              2028: 40
            akhir: 40

    Benar:
        # renstra.yaml
        judul: Renstra Perubahan Dinas Perpustakaan 2024–2028
        target:
          - indikator: kemutakhiran
            awal: 30
            tahunan:
              2024: 32
              2025: 34
              2026: 36
              2027: 38
              2028: 40
            akhir: 40
    """
    for entry, indikator in _iter_directed(data):
        known = sorted((tahun, nilai) for tahun, nilai in entry.tahunan.items() if nilai is not None)
        for (before_year, before), (year, nilai) in pairwise(known):
            if entry.keterangan is None and compute_jarak(nilai, before, indikator.polaritas) > 0:
                yield Flaw(
                    entry.at("tahunan", year),
                    f"Target {indikator.kode} {year} sebesar {write_number(nilai)} lebih mudah daripada target "
                    f"{before_year} sebesar {write_number(before)} (polaritas {indikator.polaritas}).",
                    "perbaiki target atau polaritasnya, atau jelaskan dalam `keterangan`",
                    relate("polaritas indikator", indikator.at("polaritas")),
                )
                break


@aturan("LKJ223", Severity.PERINGATAN)
def nilai_awal_sudah_sampai(data: DataTahun) -> Iterator[Flaw]:
    """Nilai awal sudah mencapai target akhir Renstra.

    Mengapa:
        Target yang sudah tercapai sebelum Renstra dimulai tidak menuntut apa pun, sehingga perbandingan dengan target
        jangka menengah tidak bermakna. Sering kali nilai awalnya memakai ukuran yang lain.

    Dasar hukum:
        PermenPANRB 88/2021: target kinerja harus menantang dan realistis.

    Salah:
        # renstra.yaml
        target:
          - indikator: kemutakhiran
            awal: 41
            tahunan:
              2024: 32
              2025: 34
              2026: 36
              2027: 38
              2028: 40
            akhir: 40

    Benar:
        # renstra.yaml
        target:
          - indikator: kemutakhiran
            awal: 30
            tahunan:
              2024: 32
              2025: 34
              2026: 36
              2027: 38
              2028: 40
            akhir: 40
    """
    for entry, indikator in _iter_directed(data):
        awal, akhir = entry.awal, _find_final(data, entry)
        if awal is not None and akhir is not None and _is_undemanding(awal, akhir, indikator):
            yield Flaw(
                entry.at("awal"),
                f"Nilai awal {indikator.kode} {data.renstra.tahun_dasar} sebesar {write_number(awal)} sudah mencapai "
                f"target akhir {write_number(akhir)} (polaritas {indikator.polaritas}).",
                "periksa ukuran nilai awal dan target akhir; bila benar, targetnya tidak menuntut perbaikan",
            )


def _iter_directed(data: DataTahun) -> Iterator[tuple[TargetRenstra, Indikator]]:
    """List the medium-term targets of indicators that are the better the higher, or the lower."""
    daftar = {indikator.kode: indikator for indikator in data.indikator.indikator}
    for entry in data.renstra.target:
        indikator = daftar.get(entry.indikator)
        if indikator and indikator.polaritas is not Polaritas.RENTANG:
            yield entry, indikator


def _find_final(data: DataTahun, entry: TargetRenstra) -> Decimal | None:
    return entry.akhir if entry.akhir is not None else entry.tahunan.get(data.renstra.tahun_selesai)


def _is_undemanding(awal: Decimal, akhir: Decimal, indikator: Indikator) -> bool:
    """Tell whether the final target was reached before; to hold what cannot be bettered asks for enough."""
    best = Decimal(0) if indikator.polaritas is Polaritas.MINIMAL else _SERATUS if indikator.satuan == PERSEN else None
    return compute_jarak(awal, akhir, indikator.polaritas) <= 0 and akhir != best


@aturan("LKJ224", Severity.CATATAN)
def target_akhir_terlampaui(laporan: Laporan) -> Iterator[Flaw]:
    """Target akhir Renstra sudah tercapai sebelum tahun terakhirnya.

    Mengapa:
        Hasil ini patut disebut dalam laporan. Sisa tahun Renstra tidak lagi mempunyai target yang menuntut perbaikan.

    Dasar hukum:
        PermenPANRB 53/2014: laporan membandingkan realisasi dengan target jangka menengah dalam Renstra.

    Salah:
        # realisasi.yaml
        data:
          - kode: anggota_aktif
            nama: Jumlah Anggota Aktif
            satuan: orang
            nilai:
              2024: 3510
              2025: 4880

    Benar:
        # realisasi.yaml
        data:
          - kode: anggota_aktif
            nama: Jumlah Anggota Aktif
            satuan: orang
            nilai:
              2024: 3510
              2025: 3960
    """
    for entry, kinerja in _iter_unfinished(laporan):
        if kinerja.akhir_tercapai:
            yield Flaw(
                entry.at("akhir"),
                f"Realisasi {kinerja.kode} {laporan.tahun} sebesar {format_ringkas(kinerja.realisasi)} sudah mencapai "
                f"target akhir {laporan.data.renstra.tahun_selesai} sebesar {format_ringkas(kinerja.target_akhir)}.",
                "pertimbangkan untuk menaikkan target dalam perubahan Renstra",
                relate("realisasi", kinerja.realisasi.positions()[0]),
            )


@aturan("LKJ225", Severity.PERINGATAN)
def target_akhir_tidak_terjangkau(laporan: Laporan) -> Iterator[Flaw]:
    """Dengan kemajuan rata-rata selama ini, target akhir Renstra tidak akan tercapai.

    Mengapa:
        Laporan yang menyebut capaian tahunan baik, padahal target akhir tidak akan tercapai, menutupi masalah yang
        akan dinilai pada akhir Renstra. Kemajuan dihitung rata-rata per tahun sejak nilai awal.

    Dasar hukum:
        PermenPANRB 53/2014: laporan membandingkan realisasi dengan target jangka menengah dalam Renstra.

    Salah:
        # renstra.yaml
        judul: Renstra Perubahan Dinas Perpustakaan 2024–2028
        target:
          - indikator: kemutakhiran
            awal: 30
            tahunan:
              2024: 32
              2025: 34
              2026: 45
              2027: 55
              2028: 60
            akhir: 60

    Benar:
        # renstra.yaml
        judul: Renstra Perubahan Dinas Perpustakaan 2024–2028
        target:
          - indikator: kemutakhiran
            awal: 30
            tahunan:
              2024: 32
              2025: 34
              2026: 36
              2027: 38
              2028: 41
            akhir: 41
    """
    renstra, tahun = laporan.data.renstra, laporan.tahun
    elapsed, left = tahun - renstra.tahun_dasar, renstra.tahun_selesai - tahun
    for entry, kinerja in _iter_unfinished(laporan):
        if not (kinerja.awal.ada and kinerja.jarak.ada and elapsed > 0):
            continue
        satuan, desimal = kinerja.satuan, kinerja.indikator.desimal
        yearly = (compute_perubahan(kinerja.realisasi, kinerja.awal) / elapsed).named("", satuan, desimal)
        projected = (kinerja.realisasi + left * yearly).named("", satuan, desimal)
        final = kinerja.target_akhir
        if compute_jarak(projected, final, kinerja.indikator.polaritas) > 0 and not is_same_angka(projected, final):
            yield Flaw(
                entry.at("akhir"),
                f"Target akhir {kinerja.kode} {renstra.tahun_selesai} sebesar {format_ringkas(final)} tidak "
                f"terjangkau: rata-rata setahun ({write_exact(kinerja.realisasi)} − {write_term(kinerja.awal)}) ÷ "
                f"{elapsed} = {write_exact(yearly)}, sehingga menjadi {write_exact(kinerja.realisasi)} + {left} × "
                f"{write_term(yearly)} = {write_exact(projected)}.",
                "jelaskan dalam laporan bagaimana target akhir dikejar, atau usulkan perubahan Renstra",
                relate("realisasi", kinerja.realisasi.positions()[0]),
            )


def _iter_unfinished(laporan: Laporan) -> Iterator[tuple[TargetRenstra, Kinerja]]:
    """List the medium-term targets that are still to be worked for, with what was reached."""
    if laporan.tahun >= laporan.data.renstra.tahun_selesai:
        return
    blamed = find_blamed(laporan)
    for entry, indikator in _iter_directed(laporan.data):
        kinerja = laporan.indikator[entry.indikator]
        undemanding = (
            entry.awal is not None and entry.akhir is not None and _is_undemanding(entry.awal, entry.akhir, indikator)
        )
        if not undemanding and not is_blamed(kinerja, blamed):
            yield entry, kinerja


@aturan("LKJ226")
def tahun_dasar_terlambat(data: DataTahun) -> Iterator[Flaw]:
    """Tahun dasar Renstra tidak sebelum tahun pertamanya.

    Mengapa:
        Nilai awal adalah keadaan sebelum Renstra dimulai. Tahun dasar di dalam masa Renstra menimpa realisasi tahun
        itu, sehingga kemajuan dihitung dari angka yang salah.

    Dasar hukum:
        Perpres 29/2014: Renstra memuat target kinerja untuk masa yang ditetapkannya.

    Salah:
        # renstra.yaml
        tahun_dasar: 2024

    Benar:
        # renstra.yaml
        tahun_dasar: 2023
    """
    renstra = data.renstra
    if renstra.tahun_dasar >= renstra.tahun_mulai:
        yield Flaw(
            renstra.at("tahun_dasar"),
            f"Tahun dasar {renstra.tahun_dasar} tidak sebelum tahun pertama Renstra {renstra.tahun_mulai}.",
            f"tulis tahun sebelum {renstra.tahun_mulai}",
            relate("tahun pertama", renstra.at("tahun_mulai")),
        )


@aturan("LKJ227", Severity.PERINGATAN)
def renstra_berubah(data: DataTahun) -> Iterator[Flaw]:
    """Target Renstra berbeda dari data tahun lalu, padahal dokumennya sama.

    Mengapa:
        Target dalam satu dokumen Renstra tidak berubah dari tahun ke tahun. Bila Renstra diubah, judul atau
        peraturannya ikut berubah.

    Dasar hukum:
        Permendagri 86/2017: Renstra ditetapkan dan diubah dengan peraturan kepala daerah.

    Salah:
        # renstra.yaml
        target:
          - indikator: kemutakhiran
            awal: 30
            tahunan:
              2024: 32
              2025: 34
              2026: 37
              2027: 38
              2028: 40
            akhir: 40

    Benar:
        # renstra.yaml
        judul: Renstra Perubahan Dinas Perpustakaan 2024–2028
        target:
          - indikator: kemutakhiran
            awal: 30
            tahunan:
              2024: 32
              2025: 34
              2026: 37
              2027: 38
              2028: 40
            akhir: 40
    """
    lalu = data.lalu
    if lalu is None or (lalu.renstra.judul, lalu.renstra.peraturan) != (data.renstra.judul, data.renstra.peraturan):
        return
    desimal = {indikator.kode: indikator.desimal for indikator in data.indikator.indikator}
    published = {entry.indikator: entry for entry in lalu.renstra.target}
    for entry in data.renstra.target:
        before = published.get(entry.indikator)
        changes = list(_find_changes(entry, before, desimal.get(entry.indikator, 0))) if before else []
        if before and changes:
            texts = "; ".join(text for _, text in changes)
            yield Flaw(
                entry.at(*changes[0][0]),
                f"Target Renstra {entry.indikator} berubah dari data {lalu.tahun}: {texts}.",
                "samakan dengan dokumen Renstra; bila Renstra diubah, perbarui `judul` atau `peraturan`",
                (Related(before.at(*changes[0][0]), f"target dalam data {lalu.tahun}"),),
            )


def _find_changes(
    entry: TargetRenstra, before: TargetRenstra, desimal: int
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """List what differs: where it stands, and both figures."""
    pairs: list[tuple[tuple[str | int, ...], str, Decimal | None, Decimal | None]] = [
        *((("tahunan", year), str(year), nilai, before.tahunan.get(year)) for year, nilai in entry.tahunan.items()),
        (("akhir",), "akhir", entry.akhir, before.akhir),
    ]
    for path, name, nilai, earlier in pairs:
        if nilai is not None and earlier is not None and not is_same(nilai, earlier, desimal):
            yield path, f"{name} dari {write_number(earlier)} menjadi {write_number(nilai)}"


DATA: tuple[Aturan[DataTahun], ...] = (
    target_akhir_berbeda,
    target_renstra_mundur,
    nilai_awal_sudah_sampai,
    tahun_dasar_terlambat,
    renstra_berubah,
)
REPORT: tuple[Aturan[Laporan], ...] = (target_renstra_berbeda, target_akhir_terlampaui, target_akhir_tidak_terjangkau)
