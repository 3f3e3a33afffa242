from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lkj.model import renstra

if TYPE_CHECKING:
    from collections.abc import Callable


def test_what_is_wrong_with_it(tolak: Callable[..., str], kasus: dict[str, str]) -> None:
    assert tolak(getattr(renstra, kasus["uji"]), kasus["isi"]) == kasus["temuan"]


def test_a_target_may_be_blank(baca: Callable[..., Any]) -> None:
    found = baca(renstra.TargetRenstra, "indikator: a\ntahunan:\n  2023: 80.50\n  2024:\n")
    assert found.tahunan == {2023: Decimal("80.50"), 2024: None}
    assert (found.awal, found.akhir, found.keterangan) == (None, None, None)
    assert (found.at("tahunan", 2023).line, found.at_key("tahunan", 2023).column) == (3, 3)
