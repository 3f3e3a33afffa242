from __future__ import annotations

from datetime import date

import pytest

from lkj.gambar.kanvas import Gambar
from lkj.media.bukti import Media
from lkj.model.pendukung import Foto, Pindaian
from lkj.render.rupa import Rupa

SATU = Gambar("a", 467.7, 120, "Pohon [kinerja] | *baru*. (gambar 1 dari 2)")
DUA = Gambar("b", 300, 120, "Pohon [kinerja] | *baru*. (gambar 2 dari 2)")
RUPA = Rupa(
    Media(
        foto={"bukti/a b.png": "foto/0123.jpg"},
        halaman={"lhe.pdf": ("pindaian/4567.pdf", 2), "piagam.jpg": ("pindaian/89ab.jpg", 1)},
    ),
    {"cascading": (SATU, DUA), "struktur": (SATU,), "capaian": ()},
)


def test_a_photo() -> None:
    foto = Foto(berkas="bukti/a b.png", alt="Rak [baru] | *isi*")
    assert RUPA.write_foto(foto) == r"![Rak \[baru\] \| \*isi\*](foto/0123.jpg)"
    assert RUPA.write_foto(Foto(berkas="bukti/a b.png")) == "![gambar tanpa uraian](foto/0123.jpg)"


def test_a_photo_with_the_day_it_was_taken() -> None:
    foto = Foto(berkas="bukti/a b.png", alt="Rak", tanggal=date(2025, 6, 4))
    assert RUPA.write_foto(foto) == "![Rak](foto/0123.jpg)\n\n4 Juni 2025"
    assert RUPA.write_foto(Foto(tanggal=date(2025, 6, 4))) == "::: foto-kosong\nFoto belum tersedia\n:::"


@pytest.mark.parametrize("berkas", [None, "bukti/lain.png", "lhe.pdf"])
def test_the_place_of_a_photo_that_is_missing(berkas: str | None) -> None:
    assert RUPA.write_foto(Foto(berkas=berkas, alt="Rak")) == "::: foto-kosong\nFoto belum tersedia\n:::"


def test_a_scan_is_an_image_a_page() -> None:
    assert RUPA.write_pindaian(Pindaian(judul="Surat *asli*", berkas="lhe.pdf")) == (
        "![Surat \\*asli\\*, halaman 1](pindaian/4567.pdf){.halaman nomor=1}\n\n"
        "![Surat \\*asli\\*, halaman 2](pindaian/4567.pdf){.halaman nomor=2}"
    )
    assert RUPA.write_pindaian(Pindaian(judul="Piagam", berkas="piagam.jpg")) == (
        "![Piagam, halaman 1](pindaian/89ab.jpg){.halaman nomor=1}"
    )


@pytest.mark.parametrize("berkas", [None, "lain.pdf", "bukti/a b.png"])
def test_the_place_of_a_scan_that_is_missing(berkas: str | None) -> None:
    assert RUPA.write_pindaian(Pindaian(judul="LHE & SAKIP", berkas=berkas)) == (
        "::: foto-kosong\nLHE \\& SAKIP: dokumen belum tersedia\n:::"
    )


def test_a_figure_is_as_wide_as_it_was_drawn_and_its_parts_follow_each_other() -> None:
    assert RUPA.write_ilustrasi("struktur") == (
        rf"![Pohon \[kinerja\] \| \*baru\*. (gambar 1 dari 2)](gambar/{SATU.nama}.svg){{width=468pt}}"
    )
    assert RUPA.write_ilustrasi("cascading") == (
        f"{RUPA.write_ilustrasi('struktur')}\n\n"
        rf"![Pohon \[kinerja\] \| \*baru\*. (gambar 2 dari 2)](gambar/{DUA.nama}.svg){{width=300pt}}"
    )


def test_a_figure_that_was_not_drawn_or_has_too_little_data() -> None:
    assert [RUPA.has_ilustrasi(nama) for nama in ("struktur", "capaian", "jabatan")] == [True, True, False]
    assert [RUPA.write_ilustrasi(nama) for nama in ("capaian", "jabatan")] == ["", ""]


def test_another_page_has_another_name() -> None:
    assert SATU.nama == SATU._replace(alt="Lain").nama != DUA.nama


def test_what_it_writes_is_markdown_already() -> None:
    foto, pindaian = Foto(berkas="bukti/a b.png", alt="<b>"), Pindaian(judul="<b>", berkas="piagam.jpg")
    written = [RUPA.write_foto(foto), RUPA.write_pindaian(pindaian), RUPA.write_ilustrasi("struktur")]
    assert all(hasattr(text, "__html__") for text in written)
