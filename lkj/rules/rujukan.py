"""LKJ1xx, first half: every code that is defined, every place that refers to one, and what does not match."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from lkj.finding import Finding, Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lkj.load import DataTahun
    from lkj.model.dasar import Model
    from lkj.model.target import TargetIndikator


@dataclass(frozen=True, slots=True)
class Sebutan:
    """A code at the place it is defined or referred to; `jenis` names what it is the code of."""

    jenis: str
    kode: str
    position: Position


def kode_ganda(data: DataTahun) -> Iterator[Finding]:
    """LKJ101: two things of one kind have the same code."""
    first: dict[tuple[str, str], Position] = {}
    for sebutan in iter_definitions(data):
        key = (sebutan.jenis, sebutan.kode)
        if key in first:
            yield Finding(
                sebutan.position,
                "LKJ101",
                f"Kode {sebutan.jenis} “{sebutan.kode}” sudah dipakai di {first[key]}.",
                "beri kode lain; setiap kode hanya dipakai sekali",
            )
        first.setdefault(key, sebutan.position)


def kode_tidak_dikenal(data: DataTahun) -> Iterator[Finding]:
    """LKJ102: a code is referred to that nothing defines."""
    known: dict[str, list[str]] = {}
    for sebutan in iter_definitions(data):
        known.setdefault(sebutan.jenis, []).append(sebutan.kode)
    for sebutan in iter_references(data):
        codes = known.get(sebutan.jenis, [])
        if sebutan.kode not in codes:
            yield Finding(
                sebutan.position,
                "LKJ102",
                f"Kode {sebutan.jenis} “{sebutan.kode}” tidak ada.",
                suggest(sebutan.kode, codes),
            )


def suggest(kode: str, known: Iterable[str]) -> str:
    """Say which known code was probably meant, or list what there is."""
    codes = list(known)
    close = difflib.get_close_matches(kode, codes, n=1)
    if close:
        return f"maksud Anda “{close[0]}”?"
    return f"kode yang ada: {', '.join(codes)}" if codes else "belum ada satu pun yang didefinisikan"


def iter_definitions(data: DataTahun) -> Iterator[Sebutan]:
    """List every code the data defines."""
    instansi, renstra = data.instansi, data.renstra
    yield from _coded("pejabat", instansi.pejabat)
    yield from _coded("peraturan", instansi.peraturan)
    yield from _coded("unit", instansi.unit)
    yield from _coded("tujuan", renstra.tujuan)
    yield from _coded("sasaran", renstra.sasaran)
    yield from _coded("indikator", data.indikator.indikator)
    yield from _coded("data", data.realisasi.data)
    yield from _coded("perjanjian", data.target.perjanjian)
    yield from _coded("penyesuaian", data.anggaran.penyesuaian)
    yield from _coded("program", data.anggaran.program)
    for program in data.anggaran.program:
        yield from _coded("kegiatan", program.kegiatan)
        for kegiatan in program.kegiatan:
            yield from _coded("sub kegiatan", kegiatan.sub_kegiatan)
    if data.bukti:
        yield from _coded("gambar", data.bukti.gambar)
    yield from _coded("fakta", chain(data.aset.fakta if data.aset else (), data.bukti.fakta if data.bukti else ()))


def iter_references(data: DataTahun) -> Iterator[Sebutan]:
    """List every place that refers to a code."""
    yield from _instansi(data)
    yield from _renstra_and_indikator(data)
    yield from _target_and_realisasi(data)
    for program in data.anggaran.program:
        yield from _named(program, "sasaran", "sasaran")
        yield from _named(program, "unit", "unit")
    for kode in data.anggaran.realisasi_sasaran:
        yield Sebutan("sasaran", kode, data.anggaran.at("realisasi_sasaran", kode))
    for penyesuaian in data.anggaran.penyesuaian:
        for index, nomor in enumerate(penyesuaian.program):
            yield Sebutan("program", nomor, penyesuaian.at("program", index))
    for analisis in data.analisis.analisis if data.analisis else ():
        yield from _named(analisis, "indikator", "indikator")
    for dokumentasi in data.bukti.dokumentasi if data.bukti else ():
        yield from _named(dokumentasi, "kegiatan", "kegiatan")
    if data.tindak_lanjut:
        yield from _named(data.tindak_lanjut, "mengetahui", "pejabat")


def _instansi(data: DataTahun) -> Iterator[Sebutan]:
    instansi = data.instansi
    yield from _named(instansi.pengesahan, "pejabat", "pejabat")
    yield from _named(instansi, "dasar_susunan", "peraturan")
    for index, kode in enumerate(instansi.dasar_hukum):
        yield Sebutan("peraturan", kode, instansi.at("dasar_hukum", index))
    for unit in instansi.unit:
        yield from _named(unit, "induk", "unit")
    for proses in instansi.peta_proses:
        for sub_proses in proses.sub_proses:
            yield from _named(sub_proses, "sasaran", "sasaran")
            for lintas_fungsi in sub_proses.lintas_fungsi:
                yield from _named(lintas_fungsi, "kegiatan", "kegiatan")


def _renstra_and_indikator(data: DataTahun) -> Iterator[Sebutan]:
    yield from _named(data.renstra, "peraturan", "peraturan")
    for sasaran in data.renstra.sasaran:
        yield from _named(sasaran, "tujuan", "tujuan")
    for target in data.renstra.target:
        yield from _named(target, "indikator", "indikator")
    yield from _named(data.indikator.skala, "peraturan", "peraturan")
    for indikator in data.indikator.indikator:
        for owner in ("sasaran", "program", "kegiatan"):
            yield from _named(indikator, owner, owner)
        yield from _named(indikator, "penanggung_jawab", "unit")


def _target_and_realisasi(data: DataTahun) -> Iterator[Sebutan]:
    for perjanjian in data.target.perjanjian:
        yield from _named(perjanjian, "pihak_pertama", "pejabat")
        yield from _named(perjanjian, "pihak_kedua", "pejabat")
        for sasaran in perjanjian.sasaran:
            yield from _named(sasaran, "sasaran", "sasaran")
    if data.target.iku:
        yield from _named(data.target.iku, "penanda_tangan", "pejabat")
    for target in iter_targets(data):
        yield from _named(target, "indikator", "indikator")
        for kode in target.data:
            yield Sebutan("data", kode, target.at("data", kode))
    for entry in chain(data.target.rencana_aksi, data.realisasi.realisasi, data.realisasi.triwulan):
        yield from _named(entry, "indikator", "indikator")


def iter_targets(data: DataTahun) -> Iterator[TargetIndikator]:
    """List every target of the year: those of each agreement, then those of programmes and kegiatan."""
    for perjanjian in data.target.perjanjian:
        for sasaran in perjanjian.sasaran:
            yield from sasaran.indikator
    yield from data.target.program_kegiatan


def _coded(jenis: str, models: Iterable[Model]) -> Iterator[Sebutan]:
    for model in models:
        yield Sebutan(jenis, model.kode, model.at("kode"))  # type: ignore[attr-defined] # only models with a code


def _named(model: Model, field: str, jenis: str) -> Iterator[Sebutan]:
    kode = getattr(model, field)
    if kode is not None:
        yield Sebutan(jenis, kode, model.at(field))
