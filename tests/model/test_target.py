from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from lkj.compute.triwulan import Cara
from lkj.model import target

if TYPE_CHECKING:
    from collections.abc import Callable


def test_what_is_wrong_with_it(tolak: Callable[..., str], kasus: dict[str, str]) -> None:
    assert tolak(getattr(target, kasus["uji"]), kasus["isi"]) == kasus["temuan"]


@pytest.mark.parametrize("isi", ["target: 0", "bawah: 0\natas: 0", "data:\n  koperasi: 0"])
def test_a_target_is_of_one_kind(baca: Callable[..., Any], isi: str) -> None:
    assert baca(target.TargetIndikator, f"indikator: a\n{isi}\n").indikator == "a"


def test_quarters_may_be_blank(baca: Callable[..., Any]) -> None:
    found = baca(target.RencanaAksi, "indikator: a\ncara: tambahan\ntriwulan:\n  - 1\n  -\n  - 2.5\n  -\n")
    assert found.triwulan == (Decimal(1), None, Decimal("2.5"), None)
    assert found.cara is Cara.TAMBAHAN
