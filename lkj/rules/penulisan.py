"""LKJ116 to LKJ118: figures and years that can be read, but hardly as they were meant."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from lkj.finding import Finding
from lkj.model.dasar import iter_models

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


def pecahan_tanpa_desimal(data: DataTahun) -> Iterator[Finding]:
    """LKJ116: a value typed with a fraction although it has no decimals, as when 127920 is typed 127.920."""
    for nilai, place, owner in _iter_values_without_decimals(data):
        if _count_decimals(nilai):
            yield Finding(
                place,
                "LKJ116",
                f"Nilai {nilai:f} memuat pecahan, padahal `desimal`-nya 0.",
                f"{_suggest_whole(nilai)}; bila memang pecahan, isi `desimal` ({owner.at('kode')})",
            )


def rupiah_berpecahan(data: DataTahun) -> Iterator[Finding]:
    """LKJ117: an amount in rupiah with more than two decimals, as when 49898 is typed 49.898."""
    for nilai, place in _iter_rupiah(data):
        if _count_decimals(nilai) > _DESIMAL_RUPIAH:
            yield Finding(
                place,
                "LKJ117",
                f"Nilai rupiah {nilai:f} memuat {_count_decimals(nilai)} angka di belakang tanda desimal.",
                _suggest_whole(nilai),
            )


def tahun_di_luar_masa(data: DataTahun) -> Iterator[Finding]:
    """LKJ118: a year outside the period of the Renstra, or after the year of the report; it would not be printed."""
    renstra = data.renstra
    if renstra.tahun_mulai > renstra.tahun_selesai:
        message = f"Renstra mulai {renstra.tahun_mulai} tetapi selesai {renstra.tahun_selesai}."
        yield Finding(renstra.at("tahun_selesai"), "LKJ118", message, "tukar atau perbaiki kedua tahun itu")
        return
    period = range(renstra.tahun_mulai, renstra.tahun_selesai + 1)
    advice = "perbaiki tahunnya, atau hapus nilai ini"
    for target in renstra.target:
        for tahun in target.tahunan:
            if tahun not in period:
                message = f"Tahun {tahun} berada di luar masa Renstra {period[0]}–{period[-1]}."
                yield Finding(target.at_key("tahunan", tahun), "LKJ118", message, advice)
    for tahun, place in _iter_years(data):
        if tahun > data.tahun:
            yield Finding(place, "LKJ118", f"Tahun {tahun} sesudah tahun laporan {data.tahun}.", advice)


def _iter_years(data: DataTahun) -> Iterator[tuple[int, Position]]:
    entries: Iterable[Data | Realisasi] = chain(data.realisasi.data, data.realisasi.realisasi)
    for entry in entries:
        for tahun in entry.nilai:
            yield tahun, entry.at_key("nilai", tahun)
    for belanja in data.anggaran.jenis_belanja:
        yield belanja.tahun, belanja.at("tahun")


def _count_decimals(nilai: Decimal) -> int:
    return len(f"{nilai:f}".partition(".")[2])


def _suggest_whole(nilai: Decimal) -> str:
    """Say how the number is typed if its point was meant to part the thousands."""
    if _count_decimals(nilai) == _RIBUAN and abs(nilai) >= 1:
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
        for kode in target.data.keys() & series:
            yield target.data[kode], target.at("data", kode), series[kode]
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
