from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from lkj.model import instansi

if TYPE_CHECKING:
    from collections.abc import Callable


def test_what_is_wrong_with_it(tolak: Callable[..., str], kasus: dict[str, str]) -> None:
    assert tolak(getattr(instansi, kasus["uji"]), kasus["isi"]) == kasus["temuan"]


def test_an_official(baca: Callable[..., Any]) -> None:
    found = baca(instansi.Pejabat, "kode: a\nnama: b\njabatan: c\nnip: 19751231 200312 1 007\nmulai: 2025-03-01\n")
    assert (found.nip, found.mulai, found.selesai) == ("19751231 200312 1 007", date(2025, 3, 1), None)


def test_the_month_of_signing(baca: Callable[..., Any]) -> None:
    assert baca(instansi.Pengesahan, "tempat: a\nbulan: 2026-01\npejabat: b\n").bulan == date(2026, 1, 1)
