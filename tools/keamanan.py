"""What docs/keamanan.md says of limits, of what narrative may use, and of the hostile inputs that are tried."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lkj import git, load, source
from lkj.compute import rumus
from lkj.finding import MAX_FINDINGS
from lkj.format import format_desimal
from lkj.media import bukti, foto, pindaian
from lkj.model import dasar
from lkj.render import batas, naskah
from lkj.render.templat import GAYA
from lkj.rules import struktur
from tests.keamanan.serangan import KELUARGA, count_masukan

if TYPE_CHECKING:
    from collections.abc import Iterator

HALAMAN = "docs/keamanan.md"
UJI = "tests/keamanan/test_keamanan.py"

SIMPUL = {
    "Template": "naskah sebagai keseluruhan",
    "Output": "teks dan rujukan",
    "TemplateData": "teks di luar `{{ … }}`",
    "Name": "nama, misalnya `{{ tahun }}`; `rujuk` satu-satunya fungsi",
    "Getattr": "bagian dari nama, misalnya `{{ instansi.nama }}`; tidak ada yang diawali “_”",
    "Const": "teks dalam kutip dan bilangan, hanya sebagai kode di dalam kurung",
    "Call": '`{{ rujuk("kode") }}`, dengan tepat satu kode dalam kutip',
    "Filter": "salah satu cara menulis angka: {gaya}; tanpa argumen",
    "Getitem": '`{{ data["kode"] }}`, kodenya dalam kutip',
}


def list_batas() -> Iterator[tuple[str, str, str]]:
    """List the limits: of what, how much, and the rule that reports it."""
    besar, berkas = "LKJ005", "LKJ009"
    yield "Satu berkas YAML atau naskah", f"{source.MAX_BYTES // 1_000_000} MB", besar
    yield "Satu baris", _count(source.MAX_LINE, "karakter"), besar
    yield "Satu teks dalam YAML", _count(source.MAX_SCALAR, "karakter"), besar
    yield "Tingkat susunan YAML", str(source.MAX_DEPTH), besar
    yield "Nilai dalam satu berkas YAML", _count(source.MAX_NODES), besar
    yield "Temuan yang ditampilkan dari satu berkas", _count(MAX_FINDINGS), besar
    yield "Satu naskah", _count(load.MAX_NASKAH, "karakter"), besar
    yield "Semua naskah satu tahun", _count(load.MAX_SEMUA_NASKAH, "karakter"), besar
    yield "Satu rujukan `{{ … }}`", _count(batas.MAX_RUJUKAN, "karakter"), "LKJ501"
    yield "Kurung, kutipan dan daftar bersusun dalam naskah", f"{batas.MAX_TINGKAT} tingkat", besar
    yield "Kurung siku bersusun dalam naskah", f"{batas.MAX_SIKU} tingkat", besar
    yield "Jorokan dalam naskah", f"{batas.MAX_JOROK} spasi", besar
    yield "Tanda Markdown dalam satu paragraf", _count(batas.MAX_TANDA), besar
    yield "Karakter berturut-turut tanpa spasi dalam naskah", _count(batas.MAX_KATA), besar
    yield "Satu angka", f"{dasar.MAX_DIGITS} tanda", "LKJ012"
    yield "Tahun", "1900 sampai 2099", "LKJ012"
    yield "Satu rumus", _count(rumus.PANJANG_TERBESAR, "tanda"), "LKJ104"
    yield "Kurung bersusun dalam rumus", f"{rumus.TINGKAT_TERBESAR} tingkat", "LKJ104"
    yield "Angka dalam rumus", f"{rumus.ANGKA_TERPANJANG} tanda", "LKJ104"
    yield "Hasil rumus, di depan dan di belakang tanda desimal", f"{struktur.MAX_HASIL} angka", "LKJ148"
    yield "Foto dalam satu laporan", _count(bukti.MAX_FOTO), besar
    yield "Halaman pindaian dalam satu laporan", _count(bukti.MAX_LEMBAR), besar
    yield "Berkas dalam folder satu tahun", _count(load.MAX_BERKAS), besar
    yield "Tingkat folder dalam folder satu tahun", str(load.MAX_FOLDER), besar
    yield "Satu foto atau pindaian", f"{foto.MAX_BITA // 2**20} MB", berkas
    yield "Piksel satu foto", f"{foto.MAX_PIKSEL // 1_000_000} juta", berkas
    yield "Sisi panjang foto terhadap sisi pendeknya", f"{foto.MAX_NISBAH} kali", berkas
    yield "Halaman satu PDF", str(pindaian.MAX_HALAMAN), berkas
    yield "Ukuran halaman PDF", f"A0 ({pindaian.A0[0]} × {pindaian.A0[1]} mm)", berkas
    yield "Berkas dalam satu revisi git", _count(git.BANYAK_BERKAS), ""
    yield "Isi satu revisi git", f"{git.BESAR // 1_000_000} MB", ""


def _count(number: int, what: str = "") -> str:
    return " ".join(filter(None, (format_desimal(Decimal(number), 0), what)))


def list_bolehan() -> Iterator[tuple[str, str]]:
    """List what narrative may use of Jinja, by the name of the node.

    Raises:
        KeyError: a node is allowed that has no description here.
    """
    gaya = ", ".join(f"`{nama}`" for nama in GAYA)
    for kind in naskah.BOLEH:
        yield f"`{kind.__name__}`", SIMPUL[kind.__name__].replace("{gaya}", gaya)


def list_serangan() -> Iterator[tuple[str, str, str, str]]:
    """List the attacks: what is tried, what stops it, how many inputs, and how their tests are called."""
    for keluarga in KELUARGA:
        yield keluarga.serangan, keluarga.penjaga, str(len(keluarga.masukan)), f"`-k {keluarga.nama}-`"


def write_jumlah() -> str:
    """Say how many hostile inputs there are."""
    return (
        f"Pada setiap perubahan program, {count_masukan()} masukan berbahaya dari {len(KELUARGA)} jenis dijalankan\n"
        f"oleh [{UJI}](../{UJI})."
    )
