from __future__ import annotations

from typing import TYPE_CHECKING

from lkj.periksa import HasilPeriksa
from lkj.temuan.github import write_github

if TYPE_CHECKING:
    from collections.abc import Callable

    from lkj.finding import Finding

    Buat = Callable[..., Finding]


def test_a_line_for_each(hasil: Callable[..., HasilPeriksa]) -> None:
    assert write_github(hasil(), "") == (
        "::notice file=data/2025/narasi/sdm.md,line=2,col=1,title=LKJ999::Perlu 100%25 dilihat.\n"
        "::warning file=data/2025/target.yaml,line=2,col=16,title=LKJ109 target_nol"
        "::Target bernilai nol.%0ASaran: maksud Anda “koperasi”?\n"
        "::error file=data/2025/target.yaml,line=3,col=13,title=LKJ012 nilai_tidak_sah"
        "::“7,25” bukan angka.%0ASaran: tulis 7.25.%0ALihat juga data/2025/narasi/sdm.md:2: Naskahnya [di sini].\n"
    )


def test_nothing_found() -> None:
    assert write_github(HasilPeriksa(), "") == ""


def test_what_would_end_a_part_is_escaped(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    found = hasil(buat(berkas="data/2025/narasi/50%, a:b\r\n::error.md", pesan="a::b, 5%::error::c%0A"))
    assert write_github(found, "x,y/") == (
        "::error file=x%2Cy/data/2025/narasi/50%25%2C a%3Ab%0D%0A%3A%3Aerror.md,line=1,col=1,title=LKJ109 target_nol"
        "::a::b, 5%25::error::c%250A\n"
    )


def test_all_of_many_are_written(hasil: Callable[..., HasilPeriksa], buat: Buat) -> None:
    assert write_github(hasil(*(buat(baris) for baris in range(1, 51))), "").count("::error ") == 50
