"""LKJ3xx: budget figures of two levels or two documents that cannot both be right."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lkj.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lkj.load import DataTahun
    from lkj.model.anggaran import Pos


def tingkat_tidak_sama(data: DataTahun) -> Iterator[Finding]:
    """LKJ301: a figure typed at two levels, where the lower ones do not add up to the upper one."""
    for parent, children in iter_levels(data):
        for field in ("pagu_induk", "pagu_perubahan", "realisasi"):
            own = getattr(parent, field)
            below = [getattr(child, field) for child in children]
            if own is None or not children or None in below:
                continue
            added = sum(below, Decimal(0))
            if added != own:
                yield Finding(
                    parent.at(field),
                    "LKJ301",
                    f"{field} {parent.kode} tertulis {own:f}, rinciannya berjumlah {added:f}, selisih {own - added:f}.",
                    "hapus angka ini agar dihitung dari rinciannya, atau perbaiki rinciannya",
                )


def realisasi_sasaran_ganda(data: DataTahun) -> Iterator[Finding]:
    """LKJ302: realised budget stands both per sasaran and per program, and the two differ."""
    for kode, stated in data.anggaran.realisasi_sasaran.items():
        parts = [find_realisasi(p) for p in data.anggaran.program if p.sasaran == kode]
        known = [part for part in parts if part is not None]
        if known and len(known) == len(parts) and sum(known, Decimal(0)) != stated:
            added = sum(known, Decimal(0))
            yield Finding(
                data.anggaran.at("realisasi_sasaran", kode),
                "LKJ302",
                f"Realisasi sasaran tertulis {stated:f}, realisasi programnya berjumlah {added:f}, "
                f"selisih {stated - added:f}.",
                "hapus angka ini agar dihitung dari program, atau perbaiki realisasi program",
            )


def find_realisasi(pos: Pos) -> Decimal | None:
    """Find the realised budget (rupiah) of an item: its own, or the sum of its parts if all are known."""
    if pos.realisasi is not None:
        return pos.realisasi
    parts = [find_realisasi(child) for child in children_of(pos)]
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if parts and len(known) == len(parts) else None


def pagu_sebelah(data: DataTahun) -> Iterator[Finding]:
    """LKJ303: once the budget was revised, an item needs both its ceilings; zero is a figure too."""
    items = list(iter_items(data))
    if all(item.pagu_perubahan is None for item in items):
        return
    for item in items:
        if (item.pagu_induk is None) != (item.pagu_perubahan is None):
            missing = "pagu_induk" if item.pagu_induk is None else "pagu_perubahan"
            yield Finding(
                item.at("kode"),
                "LKJ303",
                f"`{missing}` {item.kode} tidak ada, padahal anggaran tahun ini diubah.",
                f"tulis `{missing}`; tulis 0 bila memang tidak dianggarkan",
            )


def nomor_tidak_sejalan(data: DataTahun) -> Iterator[Finding]:
    """LKJ304: the number of an item begins with the number of the item above it."""
    for parent, children in iter_levels(data):
        for child in children:
            if not child.kode.startswith(f"{parent.kode}."):
                yield Finding(
                    child.at("kode"),
                    "LKJ304",
                    f"Nomor {child.kode} tidak berada di bawah {parent.kode} ({parent.at('kode')}).",
                    f"awali dengan {parent.kode}. atau pindahkan ke induknya",
                )


def jenis_belanja_ganda(data: DataTahun) -> Iterator[Finding]:
    """LKJ305: one row a year in the comparison by kind of expenditure."""
    first: dict[int, str] = {}
    for belanja in data.anggaran.jenis_belanja:
        if belanja.tahun in first:
            yield Finding(
                belanja.at("tahun"),
                "LKJ305",
                f"Tahun {belanja.tahun} sudah ditulis di {first[belanja.tahun]}.",
                "hapus salah satu",
            )
        first.setdefault(belanja.tahun, str(belanja.at("tahun")))


def children_of(pos: Pos) -> Sequence[Pos]:
    """List the items below a budget item."""
    return getattr(pos, "kegiatan", ()) or getattr(pos, "sub_kegiatan", ())


def iter_levels(data: DataTahun) -> Iterator[tuple[Pos, Sequence[Pos]]]:
    """Pair each budget item with the items below it."""
    return ((pos, children_of(pos)) for pos in iter_items(data))


def iter_items(data: DataTahun) -> Iterator[Pos]:
    """List every program, kegiatan and sub kegiatan in the order of the file."""
    for program in data.anggaran.program:
        yield program
        for kegiatan in program.kegiatan:
            yield kegiatan
            yield from kegiatan.sub_kegiatan
