"""LKJ101 to LKJ103: every code that is defined, every place that refers to one, and what does not match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lkj.finding import Position, Related, suggest_name
from lkj.model.dasar import Located, LocatedList
from lkj.rules.aturan import Flaw, aturan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lkj.load import DataTahun
    from lkj.model.dasar import Model


class Sebutan(NamedTuple):
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


@aturan("LKJ101")
def kode_ganda(berkas: Mapping[str, Located]) -> Iterator[Flaw]:
    """Satu kode dipakai untuk dua hal yang sejenis.

    Mengapa:
        Bagian lain data dan naskah merujuk lewat kode. Bila dua hal berkode sama, rujukan itu dapat berarti salah satu
        dari keduanya.

    Dasar hukum:
        Permendagri 90/2019: setiap program, kegiatan, dan sub kegiatan mempunyai kode sendiri.

    Salah:
        # anggaran.yaml
        program:
          - kode: 1.2
            nama: Program Pengembangan Koleksi
            sasaran: koleksi
            unit: bidang_layanan
            kegiatan:
              - kode: 1.2.1
                nama: Pengolahan Bahan Perpustakaan
                sub_kegiatan:
                  - kode: 1.2.1.1
                    nama: Pengadaan Bahan Perpustakaan
                    pagu_induk: 200000000
                    pagu_perubahan: 150000000
                    realisasi: 145000000
                  - kode: 1.2.1.1
                    nama: Pelabelan Bahan Perpustakaan
                    pagu_induk: 100000000
                    pagu_perubahan: 100000000
                    realisasi: 95000000

    Benar:
        # anggaran.yaml
        program:
          - kode: 1.2
            nama: Program Pengembangan Koleksi
            sasaran: koleksi
            unit: bidang_layanan
            kegiatan:
              - kode: 1.2.1
                nama: Pengolahan Bahan Perpustakaan
                sub_kegiatan:
                  - kode: 1.2.1.1
                    nama: Pengadaan Bahan Perpustakaan
                    pagu_induk: 200000000
                    pagu_perubahan: 150000000
                    realisasi: 145000000
                  - kode: 1.2.1.2
                    nama: Pelabelan Bahan Perpustakaan
                    pagu_induk: 100000000
                    pagu_perubahan: 100000000
                    realisasi: 95000000
    """
    for sebutan, first in find_repeats(iter_definitions(berkas)):
        yield Flaw(
            sebutan.position,
            f"Kode {sebutan.jenis} “{sebutan.kode}” sudah dipakai di {first}.",
            "beri kode lain; setiap kode hanya dipakai sekali",
            (Related(first, "dipakai pertama kali di sini"),),
        )


@aturan("LKJ102")
def kode_tidak_dikenal(berkas: Mapping[str, Located]) -> Iterator[Flaw]:
    """Kode yang dirujuk tidak ada.

    Mengapa:
        Rujukan menghubungkan target dengan indikator, indikator dengan sasaran, dan perjanjian dengan pejabat. Kode
        yang salah ketik memutus hubungan itu, sehingga isinya tidak dapat dicetak.

    Dasar hukum:
        Praktik baik: setiap rujukan antarbagian data menunjuk ke hal yang memang ada.

    Salah:
        # tindak_lanjut.yaml
        mengetahui: kepala

    Benar:
        # tindak_lanjut.yaml
        mengetahui: kadis
    """
    # Kinds of which a definition could not be read are left out: what refers to it is not at fault.
    known: dict[str, dict[str, None]] = {}
    for sebutan in iter_definitions(berkas):
        known.setdefault(sebutan.jenis, {})[sebutan.kode] = None
    unread = {
        jenis
        for jenis, name, path in DEFINISI
        if name not in berkas or any(not isinstance(kode, str) for kode, _ in _find(berkas[name], path.split(".")))
    }
    for sebutan in iter_references(berkas):
        codes = known.get(sebutan.jenis, {})
        if sebutan.kode not in codes and sebutan.jenis not in unread:
            yield Flaw(
                sebutan.position,
                f"Kode {sebutan.jenis} “{sebutan.kode}” tidak ada.",
                suggest(sebutan.kode, codes),
            )


@aturan("LKJ103")
def entri_ganda(data: DataTahun) -> Iterator[Flaw]:
    """Satu hal ditulis dua kali.

    Mengapa:
        Dari dua target, realisasi, atau analisis untuk hal yang sama hanya satu yang dapat dipakai, dan tidak jelas
        yang mana.

    Dasar hukum:
        Praktik baik: setiap angka laporan mempunyai satu sumber yang dapat ditelusuri.

    Salah:
        # target.yaml
        rencana_aksi:
          - indikator: kunjungan
            cara: tambahan
            triwulan: [4500, 5000, 5000, 5500]
          - indikator: kunjungan
            cara: tambahan
            triwulan: [5000, 5000, 5000, 5000]

    Benar:
        # target.yaml
        rencana_aksi:
          - indikator: kunjungan
            cara: tambahan
            triwulan: [4500, 5000, 5000, 5500]
    """
    for sebutan, first in find_repeats(_entries(data)):
        yield Flaw(
            sebutan.position,
            f"{sebutan.jenis} “{sebutan.kode}” sudah ditulis di {first}.",
            "hapus salah satu, atau gabungkan keduanya",
            (Related(first, "ditulis pertama kali di sini"),),
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
    yield from _each("aturan", data.pemeriksaan.tingkat if data.pemeriksaan else (), "Tingkat untuk aturan")


def _each(field: str, models: Iterable[Model], jenis: str) -> Iterator[Sebutan]:
    for model in models:
        yield from _named(model, field, jenis)


def _named(model: Model, field: str, jenis: str) -> Iterator[Sebutan]:
    kode = getattr(model, field)
    if kode is not None:
        yield Sebutan(jenis, kode, model.at(field))


CODE = (kode_ganda, kode_tidak_dikenal)
BASIC = (entri_ganda,)
