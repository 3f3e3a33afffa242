from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.rules.ucapan import RULES, judge

if TYPE_CHECKING:
    from lkj.laporan import Laporan


def test_what_the_rules_say(laporan: Laporan, laporan_kedua: Laporan, kasus: dict[str, Any]) -> None:
    subject = laporan_kedua if kasus.get("instansi") == "kedua" else laporan
    assert judge(subject, kasus["naskah"]) == kasus["temuan"]
    codes = {rule.kode for rule in RULES if f" {rule.kode}: " in kasus["temuan"]}
    assert codes <= {rule.kode for rule in RULES if rule.nama == kasus["uji"]}
