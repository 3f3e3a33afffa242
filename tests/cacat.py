"""Flaws of the pages of a PDF: what leaves its place, and what the end of a page tears apart."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from tests.halaman import (
    ATAS,
    BAWAH,
    KANAN,
    KIRI,
    TATA_LETAK,
    UKURAN,
    Dokumen,
    Halaman,
    Kotak,
    Penanda,
    Tulisan,
    read_baris,
    write_baris,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Cek = Callable[[Dokumen], Iterator[str]]

# Points. Typst lets signs of punctuation at the end of a line stand out, and rules are drawn on the margin itself.
MENONJOL = 2.5
SENTUH = 0.5
TIPIS = 2  # a path no thicker than that is a rule

# The share of the height of the text that a page has to fill, unless what follows must begin a new one.
TERISI = 0.12


def is_title(halaman: Halaman, tulisan: Tulisan, judul: str) -> bool:
    return tulisan.teks == judul and tulisan.kotak.bawah > halaman.tinggi - ATAS


def is_number(halaman: Halaman, tulisan: Tulisan) -> bool:
    return tulisan.teks == halaman.label and tulisan.kotak.atas < BAWAH


def read_isi(halaman: Halaman, judul: str) -> list[Tulisan]:
    """Give the text of a page but for its running lines."""
    return [t for t in halaman.tulisan if not is_title(halaman, t, judul) and not is_number(halaman, t)]


def read_kotak(halaman: Halaman, judul: str) -> list[Kotak]:
    """Give the places of all that stands between the margins: text, lines and images."""
    jalur = [jalur.kotak for jalur in halaman.jalur if jalur.kotak.bawah < halaman.tinggi - ATAS]
    return [*(t.kotak for t in read_isi(halaman, judul)), *jalur, *halaman.citra]


# The checks. Each gives what is wrong, page by page.


def find_keluar_tepi(dokumen: Dokumen) -> Iterator[str]:
    """Text, lines or images outside of the margins, other than the running lines."""
    for halaman in dokumen.halaman:
        for tulisan in read_isi(halaman, dokumen.judul):
            if not is_within(halaman, tulisan.kotak):
                yield f"{halaman.urutan}: {tulisan.teks}"
        for jalur in halaman.jalur:
            if jalur.kotak.bawah < halaman.tinggi - ATAS and not is_within(halaman, jalur.kotak):
                yield f"{halaman.urutan}: garis"
        for citra in halaman.citra:
            if not is_within(halaman, citra):
                yield f"{halaman.urutan}: gambar"


def is_within(halaman: Halaman, kotak: Kotak) -> bool:
    across = kotak.kiri > KIRI - MENONJOL and kotak.kanan < halaman.lebar - KANAN + MENONJOL
    # The last line of a page may reach below the margin with its descenders.
    return across and kotak.bawah > BAWAH - UKURAN["isi"] / 3 and kotak.atas < halaman.tinggi - ATAS + MENONJOL


def find_memotong_garis(dokumen: Dokumen) -> Iterator[str]:
    """Text that a rule goes through: in a table, text that left its cell."""
    for halaman in dokumen.halaman:
        for tulisan in halaman.tulisan:
            if any(cuts(jalur.kotak, tulisan.kotak) for jalur in halaman.jalur):
                yield f"{halaman.urutan}: {tulisan.teks}"


def cuts(garis: Kotak, kotak: Kotak) -> bool:
    x, y = garis.tengah
    if garis.kanan - garis.kiri < TIPIS:
        side = kotak.kiri + SENTUH < x < kotak.kanan - SENTUH
        return side and garis.bawah < kotak.tengah[1] < garis.atas
    if garis.atas - garis.bawah < TIPIS:
        side = kotak.bawah + SENTUH < y < kotak.atas - SENTUH
        return side and min(kotak.kanan, garis.kanan) - max(kotak.kiri, garis.kiri) > SENTUH
    return False


def find_bertindih(dokumen: Dokumen) -> Iterator[str]:
    """Text over other text."""
    for halaman in dokumen.halaman:
        for satu, lain in combinations(halaman.tulisan, 2):
            if covers(satu.kotak, lain.kotak):
                yield f"{halaman.urutan}: {satu.teks} / {lain.teks}"


def covers(satu: Kotak, lain: Kotak) -> bool:
    return (
        min(satu.kanan, lain.kanan) - max(satu.kiri, lain.kiri) > SENTUH
        and min(satu.atas, lain.atas) - max(satu.bawah, lain.bawah) > SENTUH
    )


def find_hampir_kosong(dokumen: Dokumen) -> Iterator[str]:
    """Pages with next to nothing, though what follows did not have to begin a new one."""
    baru = {penanda.urutan for penanda in dokumen.penanda if penanda.tingkat == 0}
    for halaman, berikut in pairwise(dokumen.halaman):
        turned = halaman.lebar != berikut.lebar
        if berikut.urutan in baru or turned:
            continue
        lowest = min((kotak.bawah for kotak in read_kotak(halaman, dokumen.judul)), default=halaman.tinggi - ATAS)
        terisi = (halaman.tinggi - ATAS - lowest) / (halaman.tinggi - ATAS - BAWAH)
        if terisi < TERISI:
            yield f"{halaman.urutan}: terisi {terisi:.0%}"


def find_judul_terpisah(dokumen: Dokumen) -> Iterator[str]:
    """Headings below which their page holds nothing."""
    for penanda in dokumen.penanda:
        halaman = dokumen.halaman[penanda.urutan - 1]
        lowest = min(t.kotak.bawah for t in read_judul(halaman, penanda, dokumen.judul))
        if all(kotak.atas > lowest for kotak in read_kotak(halaman, dokumen.judul)):
            yield f"{halaman.urutan}: {penanda.judul}"


def read_judul(halaman: Halaman, penanda: Penanda, judul: str) -> list[Tulisan]:
    """Give the text of a heading."""
    below = [t for t in read_isi(halaman, judul) if t.kotak.atas < penanda.atas]
    found: list[Tulisan] = []
    for baris in read_baris(below):
        found += baris
        if squeeze(write_baris(found)) == squeeze(penanda.judul):
            return found
    raise AssertionError(f"{penanda.judul} tidak ditemukan pada halaman {halaman.urutan}")


def squeeze(teks: str) -> str:
    return "".join(teks.split())


def find_judul_tabel_terpisah(dokumen: Dokumen) -> Iterator[str]:
    """Captions of tables below which their page holds no row but those of the head."""
    for halaman in dokumen.halaman:
        kepala = [jalur.kotak for jalur in halaman.jalur if jalur.isi == TATA_LETAK["warna"]["kepala_tabel"]]
        baris = read_baris(read_isi(halaman, dokumen.judul))
        for nomor, satu in enumerate(baris):
            below = [t for lain in baris[nomor:] for t in lain if not is_caption(t)]
            caption = is_caption(satu[0]) and satu[0].teks.startswith("Tabel ")
            if caption and all(is_inside(t.kotak, kepala) for t in below):
                yield f"{halaman.urutan}: {write_baris(satu)}"


def is_caption(tulisan: Tulisan) -> bool:
    return tulisan.tebal and tulisan.ukuran == UKURAN["kecil"]


def is_inside(kotak: Kotak, areas: list[Kotak]) -> bool:
    x, y = kotak.tengah
    return any(area.kiri < x < area.kanan and area.bawah < y < area.atas for area in areas)


def find_judul_gambar_terpisah(dokumen: Dokumen) -> Iterator[str]:
    """Captions of figures above which their page holds nothing."""
    for halaman in dokumen.halaman:
        baris = read_baris(read_isi(halaman, dokumen.judul))
        if baris and is_caption(baris[0][0]) and re.match("(Gambar|Grafik) ", baris[0][0].teks):
            top = baris[0][0].kotak.atas
            if not any(kotak.bawah > top for kotak in read_kotak(halaman, dokumen.judul)):
                yield f"{halaman.urutan}: {write_baris(baris[0])}"


def find_pengantar_terpisah(dokumen: Dokumen) -> Iterator[str]:
    """Pages that end with a colon, or with the head of a table."""
    for halaman in dokumen.halaman:
        kepala = [jalur.kotak for jalur in halaman.jalur if jalur.isi == TATA_LETAK["warna"]["kepala_tabel"]]
        baris = read_baris(read_isi(halaman, dokumen.judul))
        if not baris:
            continue
        lowest = min(kotak.bawah for kotak in read_kotak(halaman, dokumen.judul))
        colon = write_baris(baris[-1]).endswith(":") and lowest > baris[-1][0].kotak.bawah - UKURAN["isi"]
        if colon or is_inside(baris[-1][0].kotak, kepala):
            yield f"{halaman.urutan}: {write_baris(baris[-1])}"


def find_tanpa_kepala(dokumen: Dokumen) -> Iterator[str]:
    """Pages but the cover without title or number."""
    for halaman in dokumen.halaman[1:]:
        if not any(is_title(halaman, tulisan, dokumen.judul) for tulisan in halaman.tulisan):
            yield f"{halaman.urutan}: tanpa judul"
        if not any(is_number(halaman, tulisan) for tulisan in halaman.tulisan):
            yield f"{halaman.urutan}: tanpa nomor"


def find_salah_nomor(dokumen: Dokumen) -> Iterator[str]:
    """Page numbers that are not i, ii, iii … up to the first chapter and 1, 2, 3 … from there."""
    bab = next((p.urutan for p in dokumen.penanda if p.judul.startswith("BAB ")), len(dokumen.halaman) + 1)
    for halaman in dokumen.halaman[1:]:
        depan = halaman.urutan < bab
        expected = to_roman(halaman.urutan - 1) if depan else str(halaman.urutan - bab + 1)
        if halaman.label != expected:
            yield f"{halaman.urutan}: {halaman.label}, seharusnya {expected}"


def to_roman(number: int) -> str:
    signs = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    value, sign = next((pair for pair in signs if pair[0] <= number), (0, ""))
    return sign + to_roman(number - value) if sign else ""


CEK: tuple[Cek, ...] = (
    find_keluar_tepi,
    find_memotong_garis,
    find_bertindih,
    find_hampir_kosong,
    find_judul_terpisah,
    find_judul_tabel_terpisah,
    find_judul_gambar_terpisah,
    find_pengantar_terpisah,
    find_tanpa_kepala,
    find_salah_nomor,
)
