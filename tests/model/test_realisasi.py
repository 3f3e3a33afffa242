from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from lkj.model import realisasi

if TYPE_CHECKING:
    from collections.abc import Callable


def test_what_is_wrong_with_it(tolak: Callable[..., str], kasus: dict[str, str]) -> None:
    assert tolak(getattr(realisasi, kasus["uji"]), kasus["isi"]) == kasus["temuan"]


@pytest.mark.parametrize(
    ("model", "isi"),
    [(realisasi.Data, "kode: a\nnama: b\nsatuan: c\n"), (realisasi.Realisasi, "indikator: a\n")],
)
def test_a_blank_with_a_reason(baca: Callable[..., Any], model: type[Any], isi: str) -> None:
    found = baca(model, f"{isi}nilai:\n  2024: 28.11\n  2025:\nalasan: belum dihitung\n")
    assert found.nilai == {2024: Decimal("28.11"), 2025: None}


def test_a_file_without_anything_to_tell(baca: Callable[..., Any]) -> None:
    found = baca(realisasi.DaftarRealisasi, "data: []\n")
    assert (found.data, found.realisasi, found.triwulan) == ((), (), ())
