"""Rating bands, half-open on the unrounded value: more than one bound, up to and including the other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Pita:
    """One band of a rating scale.

    Attributes:
        lebih_dari: the bound below, outside the band; None where it is open.
        sampai: the bound above, inside the band; None where it is open.
        nama: what the band is called, such as `Sangat Baik`.
        kode: its mark, such as the colour `Hijau Tua`.
    """

    lebih_dari: Decimal | None
    sampai: Decimal | None
    nama: str
    kode: str


@dataclass(frozen=True, slots=True)
class CacatSkala:
    """A flaw of a scale: the index of the band it stands at, and an Indonesian sentence."""

    indeks: int
    pesan: str


def rate(nilai: Decimal, daftar_pita: Sequence[Pita]) -> Pita:
    """Find the band that holds an unrounded value.

    Raises:
        ValueError: no band does; a scale without flaws always has one.
    """
    for pita in daftar_pita:
        if (pita.lebih_dari is None or pita.lebih_dari < nilai) and (pita.sampai is None or nilai <= pita.sampai):
            return pita
    raise ValueError(f"no band holds {nilai}")


def find_cacat_skala(daftar_pita: Sequence[Pita]) -> list[CacatSkala]:
    """Find what keeps a scale, listed from the lowest band up, from holding every value exactly once."""
    if not daftar_pita:
        return [CacatSkala(0, "Skala tidak memuat satu pita pun.")]
    return sorted(
        [*_find_at_ends(daftar_pita), *_find_within(daftar_pita), *_find_between(daftar_pita)],
        key=lambda cacat: cacat.indeks,
    )


def _find_at_ends(daftar_pita: Sequence[Pita]) -> Iterator[CacatSkala]:
    last = len(daftar_pita) - 1
    for index, pita in enumerate(daftar_pita):
        if index == 0 and pita.lebih_dari is not None:
            yield CacatSkala(index, f"Pita pertama (“{pita.nama}”) harus terbuka ke bawah, tanpa “lebih_dari”.")
        if index > 0 and pita.lebih_dari is None:
            yield CacatSkala(index, f"Pita “{pita.nama}” bukan yang pertama, jadi harus menyebut “lebih_dari”.")
        if index < last and pita.sampai is None:
            yield CacatSkala(index, f"Pita “{pita.nama}” bukan yang terakhir, jadi harus menyebut “sampai”.")
        if index == last and pita.sampai is not None:
            yield CacatSkala(index, f"Pita terakhir (“{pita.nama}”) harus terbuka ke atas, tanpa “sampai”.")


def _find_within(daftar_pita: Sequence[Pita]) -> Iterator[CacatSkala]:
    for index, pita in enumerate(daftar_pita):
        if pita.lebih_dari is not None and pita.sampai is not None and pita.lebih_dari >= pita.sampai:
            bawah, atas = _write(pita.lebih_dari), _write(pita.sampai)
            yield CacatSkala(index, f"Pita “{pita.nama}” tidak memuat nilai apa pun: lebih dari {bawah} sampai {atas}.")


def _find_between(daftar_pita: Sequence[Pita]) -> Iterator[CacatSkala]:
    for index, (below, above) in enumerate(pairwise(daftar_pita), start=1):
        if below.sampai is None or above.lebih_dari is None:
            continue
        akhir, awal = _write(below.sampai), _write(above.lebih_dari)
        tengah = _write((below.sampai + above.lebih_dari) / 2)
        if below.sampai < above.lebih_dari:
            yield CacatSkala(index, f"Ada celah antara {akhir} dan {awal}: {tengah} tidak masuk pita mana pun.")
        if below.sampai > above.lebih_dari:
            yield CacatSkala(
                index, f"Pita “{below.nama}” dan “{above.nama}” bertumpang tindih antara {awal} dan {akhir}."
            )


def _write(nilai: Decimal) -> str:
    return f"{nilai:f}".replace(".", ",")
