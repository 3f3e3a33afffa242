"""LKJ3xx: budget figures of two levels or two documents that cannot both be right."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lkj.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lkj.load import DataTahun
    from lkj.model.anggaran import Pos

_FIELDS = ("pagu_induk", "pagu_perubahan", "realisasi")


def tingkat_tidak_sama(data: DataTahun) -> Iterator[Finding]:
    """LKJ301: a figure typed at two levels, where the lower ones do not add up to the upper one."""
    for pos in iter_items(data):
        for field in _FIELDS:
            own, (added, complete) = getattr(pos, field), _add(children_of(pos), field)
            if own is not None and (added > own or (complete and added != own)):
                yield Finding(
                    pos.at(field),
                    "LKJ301",
                    f"{field} {pos.kode} tertulis {own:f}, rinciannya berjumlah {added:f}, selisih {own - added:f}.",
                    "hapus angka ini agar dihitung dari rinciannya, atau perbaiki rinciannya",
                )


def realisasi_sasaran_ganda(data: DataTahun) -> Iterator[Finding]:
    """LKJ302: realised budget stands both per sasaran and per program, and the two differ."""
    for kode, own in data.anggaran.realisasi_sasaran.items():
        added, complete = _add([p for p in data.anggaran.program if p.sasaran == kode], "realisasi")
        if added > own or (complete and added != own):
            yield Finding(
                data.anggaran.at("realisasi_sasaran", kode),
                "LKJ302",
                f"Realisasi sasaran tertulis {own:f}, programnya berjumlah {added:f}, selisih {own - added:f}.",
                "hapus angka ini agar dihitung dari program, atau perbaiki realisasi program",
            )


def _add(items: Sequence[Pos], field: str) -> tuple[Decimal, bool]:
    """Add the known figures of budget items up (rupiah), and tell whether there are any and all are known."""
    figures = [_find(item, field) for item in items]
    known = [figure for figure in figures if figure is not None]
    return sum(known, Decimal(0)), bool(items) and len(known) == len(items)


def _find(pos: Pos, field: str) -> Decimal | None:
    """Find a figure of a budget item (rupiah): its own, or the sum of its parts if all are known."""
    own: Decimal | None = getattr(pos, field)
    if own is not None:
        return own
    added, complete = _add(children_of(pos), field)
    return added if complete else None


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
    for parent in iter_items(data):
        for child in children_of(parent):
            if not child.kode.startswith(f"{parent.kode}."):
                yield Finding(
                    child.at("kode"),
                    "LKJ304",
                    f"Nomor {child.kode} tidak berada di bawah {parent.kode} ({parent.at('kode')}).",
                    f"awali dengan {parent.kode}. atau pindahkan ke induknya",
                )


def realisasi_tanpa_pagu(data: DataTahun) -> Iterator[Finding]:
    """LKJ305: money was spent on an item that has no ceiling, so that no total would hold it."""
    for pos in iter_items(data):
        if pos.realisasi is not None and not _has_pagu(pos):
            yield Finding(
                pos.at("realisasi"),
                "LKJ305",
                f"Realisasi {pos.kode} tertulis, tetapi pagunya tidak.",
                "tulis pagunya; tulis 0 bila memang tidak dianggarkan",
            )


def realisasi_anggaran_tidak_ada(data: DataTahun) -> Iterator[Finding]:
    """LKJ306: a sasaran with a budget of which it is not known what was spent; no total can be printed then."""
    published = data.anggaran.realisasi_sasaran
    for sasaran in data.renstra.sasaran:
        programs = [program for program in data.anggaran.program if program.sasaran == sasaran.kode]
        unknown = [pos for program in programs for pos in _find_unknown(program)]
        if unknown and sasaran.kode not in published:
            yield Finding(
                data.anggaran.at_key("realisasi_sasaran") if published else unknown[0].at("kode"),
                "LKJ306",
                f"Realisasi anggaran sasaran “{sasaran.kode}” tidak diketahui, jumlahnya tidak akan dicetak.",
                f"tulis `{sasaran.kode}: …` dalam `realisasi_sasaran`, "
                f"atau `realisasi` pada {', '.join(pos.kode for pos in unknown)}",
                Severity.PERINGATAN,
            )


def _find_unknown(pos: Pos) -> list[Pos]:
    """List the items with a ceiling, at or below `pos`, whose realised budget is missing."""
    if pos.realisasi is not None or not _has_pagu(pos):
        return []
    below = [child for child in children_of(pos) if _has_pagu(child)]
    return [unknown for child in below for unknown in _find_unknown(child)] if below else [pos]


def _has_pagu(pos: Pos) -> bool:
    own = pos.pagu_induk is not None or pos.pagu_perubahan is not None
    return own or any(_has_pagu(child) for child in children_of(pos))


def children_of(pos: Pos) -> Sequence[Pos]:
    """List the items below a budget item."""
    return getattr(pos, "kegiatan", ()) or getattr(pos, "sub_kegiatan", ())


def iter_items(data: DataTahun) -> Iterator[Pos]:
    """List every program, kegiatan and sub kegiatan in the order of the file."""
    for program in data.anggaran.program:
        yield program
        for kegiatan in program.kegiatan:
            yield kegiatan
            yield from kegiatan.sub_kegiatan
