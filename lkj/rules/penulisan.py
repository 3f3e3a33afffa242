"""LKJ116 to LKJ118: figures and years that can be read, but hardly as they were meant."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from lkj.finding import Related
from lkj.model.dasar import iter_models
from lkj.rules.aturan import Flaw, aturan
from lkj.rules.hitungan import count_decimals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lkj.finding import Position
    from lkj.load import DataTahun
    from lkj.model.dasar import Model
    from lkj.model.pendukung import Fakta
    from lkj.model.realisasi import Data, Realisasi, RealisasiTriwulan
    from lkj.model.renstra import TargetRenstra
    from lkj.model.target import RencanaAksi, TargetIndikator

_DESIMAL_RUPIAH = 2
_RIBUAN = 3


@aturan("LKJ116")
def pecahan_tanpa_desimal(data: DataTahun) -> Iterator[Flaw]:
    """Nilai memuat pecahan, padahal hitungannya bulat.

    Mengapa:
        Titik dalam data adalah tanda desimal. 1.250 yang dimaksudkan seribu dua ratus lima puluh terbaca satu
        seperempat, dan laporan mencetaknya sebagai 1.

    Dasar hukum:
        Praktik baik: banyak orang, unit, atau dokumen dinyatakan dengan bilangan bulat.

    Salah:
        # bukti.yaml
        fakta:
          - kode: pengunjung_malam
            nama: Pengunjung pasar malam yang dilayani
            nilai: 1.250
            satuan: orang

    Benar:
        # bukti.yaml
        fakta:
          - kode: pengunjung_malam
            nama: Pengunjung pasar malam yang dilayani
            nilai: 1250
            satuan: orang
    """
    for nilai, place, owner in _iter_values_without_decimals(data):
        if count_decimals(nilai):
            yield Flaw(
                place,
                f"Nilai {nilai:f} memuat pecahan, padahal `desimal`-nya 0.",
                f"{_suggest_whole(nilai)}; bila memang pecahan, isi `desimal`",
                (Related(owner.at("kode"), "`desimal` ditulis pada entri ini"),),
            )


@aturan("LKJ117")
def rupiah_berpecahan(data: DataTahun) -> Iterator[Flaw]:
    """Nilai rupiah memuat lebih dari dua angka di belakang tanda desimal.

    Mengapa:
        Rupiah tidak mempunyai pecahan yang lebih kecil daripada sen. Tiga angka di belakang titik hampir selalu berarti
        titik itu dimaksudkan sebagai pemisah ribuan, sehingga nilainya terbaca seribu kali terlalu kecil.

    Dasar hukum:
        Permendagri 77/2020: anggaran dan realisasinya dinyatakan dalam rupiah.

    Salah:
        # aset.yaml
        kelompok:
          - nama: Peralatan dan Mesin
            barang:
              - nama: Alat Kantor
                jumlah: 1
                nilai: 875.500

    Benar:
        # aset.yaml
        kelompok:
          - nama: Peralatan dan Mesin
            barang:
              - nama: Alat Kantor
                jumlah: 1
                nilai: 875500
    """
    for nilai, place in _iter_rupiah(data):
        if count_decimals(nilai) > _DESIMAL_RUPIAH:
            yield Flaw(
                place,
                f"Nilai rupiah {nilai:f} memuat {count_decimals(nilai)} angka di belakang tanda desimal.",
                _suggest_whole(nilai),
            )


@aturan("LKJ118")
def tahun_di_luar_masa(data: DataTahun) -> Iterator[Flaw]:
    """Tahun berada di luar masa Renstra atau sesudah tahun laporan.

    Mengapa:
        Tabel laporan memuat tahun-tahun Renstra sampai tahun laporan. Nilai pada tahun lain tidak akan tercetak;
        biasanya tahunnya salah ketik, dan nilai tahun yang benar tidak ada.

    Dasar hukum:
        PermenPANRB 53/2014: laporan kinerja membandingkan realisasi tahun ini dengan tahun-tahun sebelumnya dan dengan
        target jangka menengah dalam Renstra.

    Salah:
        # realisasi.yaml
        realisasi:
          - indikator: pengolahan
            nilai:
              2042: 380
              2025: 405
            sumber: Laporan bidang layanan

    Benar:
        # realisasi.yaml
        realisasi:
          - indikator: pengolahan
            nilai:
              2024: 380
              2025: 405
            sumber: Laporan bidang layanan
    """
    renstra = data.renstra
    if renstra.tahun_mulai > renstra.tahun_selesai:
        message = f"Renstra mulai {renstra.tahun_mulai} tetapi selesai {renstra.tahun_selesai}."
        related = Related(renstra.at("tahun_mulai"), "tahun mulainya")
        yield Flaw(renstra.at("tahun_selesai"), message, "tukar atau perbaiki kedua tahun itu", (related,))
        return
    period = range(renstra.tahun_mulai, renstra.tahun_selesai + 1)
    advice = "perbaiki tahunnya, atau hapus nilai ini"
    for target in renstra.target:
        for tahun in target.tahunan:
            if tahun not in period:
                message = f"Tahun {tahun} berada di luar masa Renstra {period[0]}–{period[-1]}."
                yield Flaw(target.at_key("tahunan", tahun), message, advice)
    for tahun, place in _iter_years(data):
        if tahun > data.tahun:
            yield Flaw(place, f"Tahun {tahun} sesudah tahun laporan {data.tahun}.", advice)


def _iter_years(data: DataTahun) -> Iterator[tuple[int, Position]]:
    entries: Iterable[Data | Realisasi] = chain(data.realisasi.data, data.realisasi.realisasi)
    for entry in entries:
        for tahun in entry.nilai:
            yield tahun, entry.at_key("nilai", tahun)
    for belanja in data.anggaran.jenis_belanja:
        yield belanja.tahun, belanja.at("tahun")


def _suggest_whole(nilai: Decimal) -> str:
    """Say how the number is typed if its point was meant to part the thousands."""
    if count_decimals(nilai) == _RIBUAN and abs(nilai) >= 1:
        return f"tulis {f'{nilai:f}'.replace('.', '')} tanpa pemisah ribuan"
    return "tulis bilangan bulat tanpa pemisah ribuan"


def _iter_values_without_decimals(data: DataTahun) -> Iterator[tuple[Decimal, Position, Model]]:
    """List every number of something whose `desimal` is 0, and what it is a number of."""
    owners: Iterable[Data | Fakta] = chain(data.realisasi.data, data.iter_fakta())
    for owner in owners:
        if owner.desimal == 0:
            yield from ((nilai, place, owner) for nilai, place in _iter_numbers(owner))
    series = {entry.kode: entry for entry in data.realisasi.data if entry.desimal == 0}
    for target in data.iter_targets():
        for kode, nilai in target.data.items():
            if kode in series:
                yield nilai, target.at("data", kode), series[kode]
    indikator = {entry.kode: entry for entry in data.indikator.indikator if entry.desimal == 0}
    entries: Iterable[TargetIndikator | TargetRenstra | RencanaAksi | Realisasi | RealisasiTriwulan] = chain(
        data.iter_targets(),
        data.renstra.target,
        data.target.rencana_aksi,
        data.realisasi.realisasi,
        data.realisasi.triwulan,
    )
    for entry in entries:
        if entry.indikator in indikator:
            numbers = _iter_numbers(entry, omit="data")
            yield from ((nilai, place, indikator[entry.indikator]) for nilai, place in numbers)


def _iter_rupiah(data: DataTahun) -> Iterator[tuple[Decimal, Position]]:
    for model in iter_models(data.anggaran):
        yield from _iter_numbers(model)
    for kelompok in data.aset.kelompok if data.aset else ():
        for barang in kelompok.barang:
            yield from _iter_numbers(barang)


def _iter_numbers(model: Model, omit: str = "") -> Iterator[tuple[Decimal, Position]]:
    """List the decimal numbers of a model, those in its lists and mappings too, except in the field `omit`."""
    for field in type(model).model_fields:
        value = getattr(model, field)
        if isinstance(value, Decimal):
            yield value, model.at(field)
        elif isinstance(value, (tuple, dict)) and field != omit:
            items = enumerate(value) if isinstance(value, tuple) else value.items()
            yield from ((item, model.at(field, step)) for step, item in items if isinstance(item, Decimal))


BASIC = (tahun_di_luar_masa,)
DATA = (pecahan_tanpa_desimal, rupiah_berpecahan)
