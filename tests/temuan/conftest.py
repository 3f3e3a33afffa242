from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lkj.finding import Edit, Finding, Position, Related, Severity
from lkj.periksa import HasilPeriksa
from lkj.rules.tempat import PetaTempat
from lkj.source import parse_yaml
from tests.temuan.bahan import LINES, NARASI, TARGET

if TYPE_CHECKING:
    from collections.abc import Callable

    Buat = Callable[..., Finding]


@pytest.fixture
def buat() -> Buat:
    """Make a finding at a place."""

    def buat(baris: int = 1, kolom: int = 1, kode: str = "LKJ109", berkas: str = TARGET, **more: Any) -> Finding:
        return Finding(Position(berkas, baris, kolom), kode, more.pop("pesan", "Target bernilai nol."), **more)

    return buat


@pytest.fixture
def hasil(buat: Buat) -> Callable[..., HasilPeriksa]:
    """Give what was found: the findings named, or one of each kind."""

    def hasil(*findings: Finding, sources: dict[str, list[str]] | None = None) -> HasilPeriksa:
        found = findings or (
            buat(
                3,
                13,
                "LKJ012",
                pesan="“7,25” bukan angka.",
                advice="tulis 7.25",
                related=(Related(Position(NARASI, 2, 1), "Naskahnya [di sini]."),),
                edit=Edit("7,25", "7.25"),
            ),
            buat(2, 16, severity=Severity.PERINGATAN, advice="maksud Anda “koperasi”?"),
            buat(2, 1, "LKJ999", NARASI, pesan="Perlu 100% dilihat.", severity=Severity.CATATAN),
        )
        berkas, _ = parse_yaml("\n".join(LINES[TARGET][:3]), TARGET)
        assert berkas
        return HasilPeriksa(sorted(found), LINES if sources is None else sources, PetaTempat([berkas]))

    return hasil
