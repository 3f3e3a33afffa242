from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lkj.model import anggaran

if TYPE_CHECKING:
    from collections.abc import Callable


def test_what_is_wrong_with_it(tolak: Callable[..., str], kasus: dict[str, str]) -> None:
    assert tolak(getattr(anggaran, kasus["uji"]), kasus["isi"]) == kasus["temuan"]


def test_figures_stand_at_the_level_they_are_known_at(baca: Callable[..., Any]) -> None:
    isi = """
        kode: 1.02.01
        nama: Program
        sasaran: koperasi
        penunjang: ya
        kegiatan:
          - kode: 1.02.01.2.01
            nama: Kegiatan
            pagu_induk: 0
            sub_kegiatan:
              - kode: 1.02.01.2.01.0001
                nama: Sub kegiatan
                realisasi: 49898350.50
        """
    program = baca(anggaran.Program, isi)
    (kegiatan,) = program.kegiatan
    (sub_kegiatan,) = kegiatan.sub_kegiatan
    assert program.penunjang is True
    assert [pos.pagu_induk for pos in (program, kegiatan, sub_kegiatan)] == [None, 0, None]
    assert [pos.realisasi for pos in (program, kegiatan, sub_kegiatan)] == [None, None, Decimal("49898350.50")]
    assert sub_kegiatan.kode == "1.02.01.2.01.0001"
