from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lkj.compute.capaian import Polaritas
from lkj.compute.skala import Pita
from lkj.model import indikator

if TYPE_CHECKING:
    from collections.abc import Callable


def test_what_is_wrong_with_it(tolak: Callable[..., str], kasus: dict[str, str]) -> None:
    assert tolak(getattr(indikator, kasus["uji"]), kasus["isi"]) == kasus["temuan"]


def test_what_need_not_be_written(baca: Callable[..., Any]) -> None:
    found = baca(indikator.Indikator, "kode: a\nnama: b\nkegiatan: 1.10\nsatuan: orang\n")
    assert (found.desimal, found.polaritas, found.kegiatan) == (0, Polaritas.MAKSIMAL, "1.10")
    assert (found.sasaran, found.program, found.rumus, found.standar_nasional, found.batas_capaian) == (None,) * 5


def test_a_band_of_the_scale(baca: Callable[..., Any]) -> None:
    pita = baca(indikator.Pita, "lebih_dari: 75\nsampai: 90.5\nnama: Tinggi\nkode: hijau_muda\n")
    assert pita.to_skala() == Pita(Decimal(75), Decimal("90.5"), "Tinggi", "hijau_muda")
    pita = baca(indikator.Pita, "nama: Semua\nkode: biru\n")
    assert pita.to_skala() == Pita(None, None, "Semua", "biru")
