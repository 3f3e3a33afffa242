"""LKJ101 to LKJ103: every code that is defined, every place that refers to one, and what does not match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lkj.finding import Finding, Position, suggest_name
from lkj.model.dasar import Located, LocatedList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lkj.load import DataTahun
    from lkj.model.dasar import Model


@dataclass(frozen=True, slots=True)
class Sebutan:
    """A code at the place it is defined or referred to; `jenis` names what it is the code of."""

    jenis: str
    kode: str
    position: Position


# Which codes there are and where: what they are codes of, the file, and the keys that lead to them.
# `*` stands for each item of a list, `#` for each key of a mapping.
DEFINISI: tuple[tuple[str, str, str], ...] = (
    ("pejabat", "instansi", "pejabat.*.kode"),
    ("peraturan", "instansi", "peraturan.*.kode"),
    ("unit", "instansi", "unit.*.kode"),
    ("tujuan", "renstra", "tujuan.*.kode"),
    ("sasaran", "renstra", "sasaran.*.kode"),
    ("indikator", "indikator", "indikator.*.kode"),
    ("perjanjian", "target", "perjanjian.*.kode"),
    ("data", "realisasi", "data.*.kode"),
    ("program", "anggaran", "program.*.kode"),
    ("kegiatan", "anggaran", "program.*.kegiatan.*.kode"),
    ("sub kegiatan", "anggaran", "program.*.kegiatan.*.sub_kegiatan.*.kode"),
    ("penyesuaian", "anggaran", "penyesuaian.*.kode"),
    ("gambar", "bukti", "gambar.*.kode"),
    ("fakta", "aset", "fakta.*.kode"),
    ("fakta", "bukti", "fakta.*.kode"),
)
RUJUKAN: tuple[tuple[str, str, str], ...] = (
    ("pejabat", "instansi", "pengesahan.pejabat"),
    ("peraturan", "instansi", "dasar_hukum.*"),
    ("peraturan", "instansi", "dasar_susunan"),
    ("unit", "instansi", "unit.*.induk"),
    ("sasaran", "instansi", "peta_proses.*.sub_proses.*.sasaran"),
    ("kegiatan", "instansi", "peta_proses.*.sub_proses.*.lintas_fungsi.*.kegiatan"),
    ("peraturan", "renstra", "peraturan"),
    ("tujuan", "renstra", "sasaran.*.tujuan"),
    ("indikator", "renstra", "target.*.indikator"),
    ("peraturan", "indikator", "skala.peraturan"),
    ("sasaran", "indikator", "indikator.*.sasaran"),
    ("program", "indikator", "indikator.*.program"),
    ("kegiatan", "indikator", "indikator.*.kegiatan"),
    ("unit", "indikator", "indikator.*.penanggung_jawab"),
    ("pejabat", "target", "perjanjian.*.pihak_pertama"),
    ("pejabat", "target", "perjanjian.*.pihak_kedua"),
    ("sasaran", "target", "perjanjian.*.sasaran.*.sasaran"),
    ("indikator", "target", "perjanjian.*.sasaran.*.indikator.*.indikator"),
    ("data", "target", "perjanjian.*.sasaran.*.indikator.*.data.#"),
    ("pejabat", "target", "iku.penanda_tangan"),
    ("indikator", "target", "program_kegiatan.*.indikator"),
    ("data", "target", "program_kegiatan.*.data.#"),
    ("indikator", "target", "rencana_aksi.*.indikator"),
    ("indikator", "realisasi", "realisasi.*.indikator"),
    ("indikator", "realisasi", "triwulan.*.indikator"),
    ("sasaran", "anggaran", "program.*.sasaran"),
    ("unit", "anggaran", "program.*.unit"),
    ("sasaran", "anggaran", "realisasi_sasaran.#"),
    ("program", "anggaran", "penyesuaian.*.program.*"),
    ("indikator", "analisis", "analisis.*.indikator"),
    ("kegiatan", "bukti", "dokumentasi.*.kegiatan"),
    ("pejabat", "tindak_lanjut", "mengetahui"),
)


def kode_ganda(data: DataTahun) -> Iterator[Finding]:
    """LKJ101: two things of one kind have the same code."""
    return find_kode_ganda(data.nodes())


def kode_tidak_dikenal(data: DataTahun) -> Iterator[Finding]:
    """LKJ102: a code is referred to that nothing defines."""
    return find_kode_tidak_dikenal(data.nodes())


def check_kode(berkas: Mapping[str, Located]) -> list[Finding]:
    """Check the codes of files some of which may be wrong otherwise, so that one run tells all.

    Args:
        berkas: the files that could be read as YAML, by name without suffix; empty where an optional one is absent.
    """
    return sorted({*find_kode_ganda(berkas), *find_kode_tidak_dikenal(berkas)})


def find_kode_ganda(berkas: Mapping[str, Located]) -> Iterator[Finding]:
    """Find codes that are defined more than once."""
    for sebutan, first in find_repeats(iter_definitions(berkas)):
        yield Finding(
            sebutan.position,
            "LKJ101",
            f"Kode {sebutan.jenis} “{sebutan.kode}” sudah dipakai di {first}.",
            "beri kode lain; setiap kode hanya dipakai sekali",
        )


def find_kode_tidak_dikenal(berkas: Mapping[str, Located]) -> Iterator[Finding]:
    """Find references to codes that nothing defines.

    Kinds of which a definition could not be read are left out: what refers to it is not at fault.
    """
    known: dict[str, list[str]] = {}
    for sebutan in iter_definitions(berkas):
        known.setdefault(sebutan.jenis, []).append(sebutan.kode)
    unread = {
        jenis
        for jenis, name, path in DEFINISI
        if name not in berkas or any(not isinstance(kode, str) for kode, _ in _find(berkas[name], path.split(".")))
    }
    for sebutan in iter_references(berkas):
        codes = known.get(sebutan.jenis, [])
        if sebutan.kode not in codes and sebutan.jenis not in unread:
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
    return suggest_name(
        kode, codes, f"yang ada: {', '.join(codes)}" if codes else "belum ada satu pun yang didefinisikan"
    )


def iter_definitions(berkas: Mapping[str, Located]) -> Iterator[Sebutan]:
    """List every code the files define."""
    return _mentions(berkas, DEFINISI)


def iter_references(berkas: Mapping[str, Located]) -> Iterator[Sebutan]:
    """List every place that refers to a code."""
    return _mentions(berkas, RUJUKAN)


def _mentions(berkas: Mapping[str, Located], places: Iterable[tuple[str, str, str]]) -> Iterator[Sebutan]:
    for jenis, name, path in places:
        for kode, position in _find(berkas[name], path.split(".")) if name in berkas else ():
            if isinstance(kode, str):
                yield Sebutan(jenis, kode, position)


def _find(node: Any, path: Sequence[str]) -> Iterator[tuple[Any, Position]]:
    """Follow a path of keys through a file, and give what it leads to; None for a key that is not there."""
    step, *rest = path
    found: list[tuple[Any, Position]]
    match node:
        case None:
            return
        case LocatedList() if step == "*":
            found = list(zip(node, node.values_at, strict=True))
        case Located() if step == "#":
            found = list(node.keys_at.items())
        case Located() if step != "*":
            found = [(node.get(step), node.values_at.get(step, node.position))]
        case _:  # something else stands where this should be, and was reported
            found, rest = [(None, Position(""))], []
    for value, position in found:
        if rest:
            yield from _find(value, rest)
        else:
            yield value, position


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


def _each(field: str, models: Iterable[Model], jenis: str) -> Iterator[Sebutan]:
    for model in models:
        yield from _named(model, field, jenis)


def _named(model: Model, field: str, jenis: str) -> Iterator[Sebutan]:
    kode = getattr(model, field)
    if kode is not None:
        yield Sebutan(jenis, kode, model.at(field))
