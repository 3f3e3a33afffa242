"""What a comparison says in words, the same in a terminal and in Markdown."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from lkj.banding.data import Jenis
from lkj.telusur.peta import strip_escapes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lkj.banding import Perbandingan
    from lkj.banding.angka import UbahanAngka
    from lkj.banding.data import Ubahan
    from lkj.banding.hasil import Beda, UbahanTemuan
    from lkj.finding import Position
    from lkj.git import Revisi

# So much of what two texts have in common is shown around what differs.
_SEKITAR = 30
_BEBERAPA = 3

KEJADIAN = {Jenis.TAMBAH: "baru", Jenis.HAPUS: "hilang", Jenis.UBAH: "berganti tingkat"}
"""What happened to a finding, or to a part of the report."""

_ISI = {Jenis.UBAH: "", Jenis.TAMBAH: "ditambah", Jenis.HAPUS: "dihapus", Jenis.URUTAN: "berganti urutan"}
_BERKAS = {**_ISI, Jenis.UBAH: "berganti isi"}


def tell_judul(perbandingan: Perbandingan) -> str:
    """Say what is compared with what."""
    return f"Laporan {perbandingan.tahun} dibandingkan dengan {perbandingan.revisi.teks}"


def tell_ringkasan(perbandingan: Perbandingan) -> str:
    """Say in a sentence how much differs."""
    beda = perbandingan.beda
    if not beda.ada:
        return "Tidak ada perbedaan."
    told = ", ".join(_count(beda))
    if not told:
        return "Data dan angkanya sama; hanya susunan teks laporan yang berubah."
    return f"{told[0].upper()}{told[1:]}."


def _count(beda: Beda) -> Iterator[str]:
    tempat = sum(len(ubahan.asal.tempat) for ubahan in beda.angka if ubahan.jenis is Jenis.UBAH)
    angka, bagian, temuan = (
        Counter(satu.jenis for satu in daftar) for daftar in (beda.angka, beda.bagian, beda.temuan)
    )
    told = (
        (len(beda.data), "data berubah"),
        (angka[Jenis.UBAH], f"angka laporan berubah (di {tempat} tempat)"),
        (angka[Jenis.TAMBAH], "angka baru"),
        (angka[Jenis.HAPUS], "angka tidak lagi dicetak"),
        (len(beda.penilaian), "penilaian berganti"),
        (bagian[Jenis.TAMBAH], "bagian laporan baru"),
        (bagian[Jenis.HAPUS], "bagian laporan hilang"),
        (temuan[Jenis.TAMBAH], "temuan baru"),
        (temuan[Jenis.HAPUS], "temuan hilang"),
        (temuan[Jenis.UBAH], "temuan berganti tingkat"),
    )
    yield from (f"{banyak} {apa}" for banyak, apa in told if banyak)


def tell_kurang(perbandingan: Perbandingan) -> Iterator[str]:
    """Say what could not be compared."""
    beda = perbandingan.beda
    if not beda.terhitung_baru:
        tahun = perbandingan.tahun
        yield f"Laporan {tahun} belum dapat dihitung (lihat lkj check {tahun}), sehingga angkanya tidak dibandingkan."
    if not beda.terhitung_lama:
        yield (
            f"Laporan dalam {perbandingan.revisi.teks} tidak dapat dihitung karena datanya salah, sehingga angkanya "
            "tidak dibandingkan."
        )
    yield from perbandingan.catatan


def tell_sebab(nomor: Sequence[int]) -> str:
    """Name changes by their numbers: `[1]`, `[1] dan [3]`, `[1]–[4], [7]`."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(nomor), lambda pair: pair[1] - pair[0])]
    names: list[str] = []
    for run in runs:
        names += [f"[{run[0]}]–[{run[-1]}]"] if len(run) >= _BEBERAPA else [f"[{number}]" for number in run]
    return ", ".join(names) if len(names) >= _BEBERAPA else " dan ".join(names)


def tell_tempat(ubahan: UbahanAngka) -> str:
    """Name the parts of the report that show a number."""
    parts = (
        (tempat.bagian.nomor or strip_escapes(tempat.bagian.judul)) if tempat.bagian else "Sampul"
        for tempat in ubahan.asal.tempat
    )
    return "; ".join(dict.fromkeys(parts))


def tell_letak(posisi: Position, hilang_dari: Revisi | None) -> str:
    """Name file and line of a place; of what is gone, with the revision it was in."""
    letak = f"{posisi.file}:{posisi.line}"
    return f"{letak} ({hilang_dari.nama})" if hilang_dari else letak


def tell_kejadian(ubahan: Ubahan) -> str:
    """Say what happened to data, where two texts beside each other do not."""
    return (_ISI if ubahan.lama or ubahan.baru else _BERKAS)[ubahan.jenis]


def tell_tingkat(temuan: UbahanTemuan) -> str:
    """Say how serious a finding is, and was if that is something else."""
    if temuan.jenis is Jenis.UBAH:
        return f"{temuan.tingkat_lama} menjadi {temuan.tingkat_baru}"
    return str(temuan.butir.finding.severity)


def crop_pair(lama: str, baru: str, room: int | None) -> tuple[str, str]:
    """Cut two texts to a length, around what differs.

    Args:
        lama: a text.
        baru: the text it became.
        room: the length; None to leave them whole.
    """
    if room is None or max(len(lama), len(baru)) <= room:
        return lama, baru
    skip = next((index for index, pair in enumerate(zip(lama, baru, strict=False)) if pair[0] != pair[1]), None)
    skip = min(len(lama), len(baru)) if skip is None else skip
    start = max(skip - _SEKITAR, 0)
    if start:  # not in the middle of a word, if one ends near
        start = max(start, lama.find(" ", start, skip) + 1)
    return _crop(lama, start, room), _crop(baru, start, room)


def _crop(text: str, start: int, room: int) -> str:
    shown = f"…{text[start:]}" if start else text
    return shown if len(shown) <= room else f"{shown[: room - 1]}…"


def crop(text: str, room: int | None) -> str:
    """Cut a text to a length."""
    return text if room is None else _crop(text, 0, room)
