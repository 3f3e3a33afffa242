from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lkj.load import load_tahun
from lkj.rules import sumber_daya

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


def test_what_the_rules_say(langgar: Callable[..., str], kasus: dict[str, Any]) -> None:
    assert langgar(getattr(sumber_daya, kasus["uji"]), kasus["ubah"]) == kasus["temuan"]


def test_an_agency_that_does_not_count_by_sex(
    kecil: dict[str, Any], tulis: Callable[[Mapping[str, Any]], Path]
) -> None:
    kelompok = [{"nama": nama, "pegawai": {"S1": 2}} for nama in ("Pustakawan", "Pelaksana")]
    data = load_tahun(tulis({**kecil, "sdm": {"jenjang": ["S1"], "kelompok": kelompok}}), 2025).data
    assert data is not None
    assert [finding for rule in sumber_daya.DATA for finding in rule(data)] == []


def test_a_year_without_personnel_and_assets(kecil: dict[str, Any], tulis: Callable[[Mapping[str, Any]], Path]) -> None:
    data = load_tahun(tulis(kecil), 2025).data
    assert data is not None
    assert [finding for rule in sumber_daya.DATA for finding in rule(data)] == []
