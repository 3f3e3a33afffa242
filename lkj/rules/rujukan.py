"""LKJ101 to LKJ103: every code that is defined, every place that refers to one, and what does not match."""

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
    from lkj.model.pendukung import Fakta
    from lkj.model.target import TargetIndikator


@dataclass(frozen=True, slots=True)
class Sebutan:
    """A code at the place it is defined or referred to; `jenis` names what it is the code of."""

    jenis: str
    kode: str
    position: Position


def kode_ganda(data: DataTahun) -> Iterator[Finding]:
    """LKJ101: two things of one kind have the same code."""
    for sebutan, first in find_repeats(iter_definitions(data)):
        yield Finding(
            sebutan.position,
            "LKJ101",
            f"Kode {sebutan.jenis} “{sebutan.kode}” sudah dipakai di {first}.",
            "beri kode lain; setiap kode hanya dipakai sekali",
        )


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


def entri_ganda(data: DataTahun) -> Iterator[Finding]:
    """LKJ103: two entries say the same about one thing; only one of them would be used."""
    for sebutan, first in find_repeats(_entries(data)):
        yield Finding(
            sebutan.position,
            "LKJ103",
            f"{sebutan.jenis} “{sebutan.kode}” sudah ditulis di {first}.",
            "hapus salah satu, atau gabungkan keduanya",
        )


def find_repeats(places: Iterable[Sebutan]) -> Iterator[tuple[Sebutan, Position]]:
    """Pair every mention that repeats an earlier one with the place of the first."""
    first: dict[tuple[str, str], Position] = {}
    for sebutan in places:
        key = (sebutan.jenis, sebutan.kode)
        if key in first:
            yield sebutan, first[key]
        else:
            first[key] = sebutan.position


def suggest(kode: str, known: Iterable[str]) -> str:
    """Say which known code was probably meant, or list what there is."""
    codes = list(known)
    close = difflib.get_close_matches(kode, codes, n=1)
    if close:
        return f"maksud Anda “{close[0]}”?"
    return f"yang ada: {', '.join(codes)}" if codes else "belum ada satu pun yang didefinisikan"


def iter_definitions(data: DataTahun) -> Iterator[Sebutan]:
    """List every code the data defines."""
    instansi, renstra = data.instansi, data.renstra
    yield from _each("kode", instansi.pejabat, "pejabat")
    yield from _each("kode", instansi.peraturan, "peraturan")
    yield from _each("kode", instansi.unit, "unit")
    yield from _each("kode", renstra.tujuan, "tujuan")
    yield from _each("kode", renstra.sasaran, "sasaran")
    yield from _each("kode", data.indikator.indikator, "indikator")
    yield from _each("kode", data.realisasi.data, "data")
    yield from _each("kode", data.target.perjanjian, "perjanjian")
    yield from _each("kode", data.anggaran.penyesuaian, "penyesuaian")
    yield from _each("kode", data.anggaran.program, "program")
    for program in data.anggaran.program:
        yield from _each("kode", program.kegiatan, "kegiatan")
        for kegiatan in program.kegiatan:
            yield from _each("kode", kegiatan.sub_kegiatan, "sub kegiatan")
    if data.bukti:
        yield from _each("kode", data.bukti.gambar, "gambar")
    yield from _each(
        "kode", chain(data.aset.fakta if data.aset else (), data.bukti.fakta if data.bukti else ()), "fakta"
    )


def iter_references(data: DataTahun) -> Iterator[Sebutan]:
    """List every place that refers to a code."""
    yield from _instansi(data)
    yield from _renstra_and_indikator(data)
    yield from _target_and_realisasi(data)
    for program in data.anggaran.program:
        yield from _named(program, "sasaran", "sasaran")
        yield from _named(program, "unit", "unit")
    for kode in data.anggaran.realisasi_sasaran:
        yield Sebutan("sasaran", kode, data.anggaran.at_key("realisasi_sasaran", kode))
    for penyesuaian in data.anggaran.penyesuaian:
        for index, nomor in enumerate(penyesuaian.program):
            yield Sebutan("program", nomor, penyesuaian.at("program", index))
    for analisis in data.analisis.analisis if data.analisis else ():
        yield from _named(analisis, "indikator", "indikator")
    for dokumentasi in data.bukti.dokumentasi if data.bukti else ():
        yield from _named(dokumentasi, "kegiatan", "kegiatan")
    if data.tindak_lanjut:
        yield from _named(data.tindak_lanjut, "mengetahui", "pejabat")


def _entries(data: DataTahun) -> Iterator[Sebutan]:
    """List every entry of which there may be one only, by what it is about."""
    for perjanjian in data.target.perjanjian:
        agreed = (entry for sasaran in perjanjian.sasaran for entry in sasaran.indikator)
        yield from _each("indikator", agreed, f"Target {perjanjian.kode} untuk indikator")
    yield from _each("indikator", data.target.program_kegiatan, "Target program dan kegiatan untuk indikator")
    yield from _each("indikator", data.target.rencana_aksi, "Rencana aksi untuk indikator")
    yield from _each("indikator", data.renstra.target, "Target Renstra untuk indikator")
    yield from _each("indikator", data.realisasi.triwulan, "Realisasi triwulan untuk indikator")
    for entry in data.realisasi.realisasi:
        for tahun in entry.nilai:
            yield Sebutan(f"Nilai {tahun} untuk indikator", entry.indikator, entry.at_key("nilai", tahun))
    for belanja in data.anggaran.jenis_belanja:
        yield Sebutan("Jenis belanja untuk tahun", str(belanja.tahun), belanja.at("tahun"))
    yield from _each("indikator", data.analisis.analisis if data.analisis else (), "Analisis untuk indikator")
    yield from _each("kegiatan", data.bukti.dokumentasi if data.bukti else (), "Dokumentasi untuk kegiatan")


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
            yield Sebutan("data", kode, target.at_key("data", kode))
    for entry in chain(data.target.rencana_aksi, data.realisasi.realisasi, data.realisasi.triwulan):
        yield from _named(entry, "indikator", "indikator")


def iter_targets(data: DataTahun) -> Iterator[TargetIndikator]:
    """List every target of the year: those of each agreement, then those of programmes and kegiatan."""
    for perjanjian in data.target.perjanjian:
        for sasaran in perjanjian.sasaran:
            yield from sasaran.indikator
    yield from data.target.program_kegiatan


def iter_fakta(data: DataTahun) -> Iterator[Fakta]:
    """List the single figures of `aset.yaml` and `bukti.yaml`."""
    yield from data.aset.fakta if data.aset else ()
    yield from data.bukti.fakta if data.bukti else ()


def _each(field: str, models: Iterable[Model], jenis: str) -> Iterator[Sebutan]:
    for model in models:
        yield from _named(model, field, jenis)


def _named(model: Model, field: str, jenis: str) -> Iterator[Sebutan]:
    kode = getattr(model, field)
    if kode is not None:
        yield Sebutan(jenis, kode, model.at(field))
