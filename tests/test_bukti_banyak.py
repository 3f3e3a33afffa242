"""An agency with a hundred photos as phones make them, and three scanned appendices."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import numpy as np
import pillow_heif
import pypdfium2
import pytest
import typst
import yaml
from lxml import etree
from PIL import Image
from PIL.Image import Transpose

from lkj.build import build
from tests.cacat import CEK
from tests.halaman import read_dokumen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cacat import Cek
    from tests.halaman import Dokumen

KEDUA = Path(__file__).parent / "instansi_kedua"
TERBESAR = 15_000_000  # bytes of a DOCX that can still be sent by mail
BANYAK = 100
LEBAR, TINGGI = 3000, 4000
# Large photos take most of the time, and all are made as small as a page needs: these are still larger than that.
KECIL = (1500, 2000)
KEGIATAN = ("1.02.02.2.02", "1.02.02.2.03", "1.02.03.2.01")

# EXIF: what a photo must not tell, and how the camera was held.
RAHASIA = "RAHASIA-PONSEL"
_MAKE, _ORIENTATION, _GPS = 0x010F, 0x0112, 0x8825
DIPUTAR = {1: None, 3: Transpose.ROTATE_180, 6: Transpose.ROTATE_90, 8: Transpose.ROTATE_270}

# The number of a photo: white, black, seven bits, white, along its upper edge.
BIT = 7
TERANG, GELAP = 200, 55

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make_pemandangan() -> Image.Image:
    """Paint shapes of every size and the noise of a sensor, so that it is as hard to compress as a photo."""
    acak = np.random.default_rng(2025)
    terang = np.linspace(90, 170, TINGGI, dtype=np.float32)[:, None].repeat(LEBAR, axis=1)
    for petak, kuat in ((500, 60), (125, 30), (31, 18), (8, 10)):
        kecil = acak.normal(0, kuat, (TINGGI // petak + 1, LEBAR // petak + 1)).astype(np.float32)
        terang += np.asarray(Image.fromarray(kecil).resize((LEBAR, TINGGI), Image.Resampling.BICUBIC))
    terang += acak.normal(0, 4, terang.shape).astype(np.float32)
    warna = acak.normal(0, 15, (9, 7, 2)).astype(np.float32)
    merah, biru = (
        np.asarray(Image.fromarray(warna[..., kanal]).resize((LEBAR, TINGGI), Image.Resampling.BICUBIC))
        for kanal in (0, 1)
    )
    return Image.fromarray(np.stack([terang + merah, terang, terang + biru], axis=-1).clip(0, 255).astype(np.uint8))


def write_nomor(gambar: Image.Image, nomor: int) -> None:
    cells = (1, 0, *(nomor >> bit & 1 for bit in range(BIT)), 1)
    lebar = gambar.width // len(cells)
    for tempat, bit in enumerate(cells):
        gambar.paste((255 * bit,) * 3, (tempat * lebar, 0, (tempat + 1) * lebar, lebar))


def read_nomor(gambar: Image.Image) -> int | None:
    """Read the number of a photo; None if it has none, or does not stand upright."""
    terang = np.asarray(gambar.convert("L"))
    lebar = gambar.width / (BIT + 3)
    nilai = [terang[int(lebar / 2), int((tempat + 0.5) * lebar)] for tempat in range(BIT + 3)]
    bits = [int(satu > TERANG) for satu in nilai]
    if any(GELAP < satu < TERANG for satu in nilai) or (bits[0], bits[1], bits[-1]) != (1, 0, 1):
        return None
    return sum(bit << place for place, bit in enumerate(bits[2:-1]))


def write_foto(folder: Path, nomor: int, pemandangan: Image.Image) -> str:
    """Write a photo as a phone, a screenshot or a messenger leaves it; give its name."""
    gambar = pemandangan.copy() if nomor % 10 == 0 else pemandangan.crop((0, 0, *KECIL))
    write_nomor(gambar, nomor)
    exif = Image.Exif()
    exif[_MAKE] = RAHASIA
    exif.get_ifd(_GPS).update({1: "S", 2: (2.0, 7.0, 40.0), 3: "E", 4: (106.0, 6.0, 57.0)})
    if nomor % 50 == 7:
        nama = f"IMG_{nomor:04}.HEIC"
        gambar.save(folder / nama, "HEIF", quality=50, exif=exif, enc_params={"preset": "ultrafast"})
    elif nomor % 25 == 3:
        nama = f"Screenshot_{nomor:04}.png"
        gambar.resize((1080, 1440)).save(folder / nama, exif=exif, compress_level=1)
    elif nomor % 25 == 5:
        nama = f"WhatsApp {nomor:04}.webp"
        gambar.resize((1200, 1600)).save(folder / nama, exif=exif, method=0)
    else:
        nama = f"IMG-{nomor:04}.jpg"
        exif[_ORIENTATION] = orientasi = (1, 6, 3, 8)[nomor % 4]
        putaran = DIPUTAR[orientasi]
        tersimpan = gambar if putaran is None else gambar.transpose(putaran)
        tersimpan.save(folder / nama, quality=85, exif=exif)
    return f"foto/{nama}"


VEKTOR = """\
#set page(paper: "a4", numbering: "1")
= Laporan Hasil Evaluasi
#lorem(300)
#page(flipped: true, table(columns: 4, ..range(40).map(str)))
Halaman terakhir.
"""


def write_lampiran(folder: Path, pemandangan: Image.Image) -> list[dict[str, str]]:
    """Write a PDF of three pages, a paper that was scanned on two, and one that was photographed."""
    folder.mkdir()
    (folder / "lhe.pdf").write_bytes(typst.compile(VEKTOR.encode()))
    kertas = pemandangan.resize((1240, 1754))
    kertas.save(folder / "tanggapan.pdf", save_all=True, append_images=[kertas.rotate(180)], resolution=150)
    kertas.save(folder / "piagam.jpg", quality=85)
    return [
        {"judul": "Laporan Hasil Evaluasi", "berkas": "lampiran/lhe.pdf"},
        {"judul": "Tanggapan atas Evaluasi", "berkas": "lampiran/tanggapan.pdf"},
        {"judul": "Piagam Penghargaan", "berkas": "lampiran/piagam.jpg"},
    ]


@dataclass(frozen=True, slots=True)
class Terbit:
    """What was built, and the digests of the files it was built from, by name."""

    folder: Path
    asli: dict[str, str]


@pytest.fixture(scope="module")
def terbit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terbit]:
    pillow_heif.register_heif_opener()
    proyek = tmp_path_factory.mktemp("banyak")
    tahun = proyek / "data" / "2025"
    shutil.copytree(KEDUA / "data" / "2025", tahun)
    (tahun / "foto").mkdir()
    pemandangan = make_pemandangan()
    with ThreadPoolExecutor(2) as pool:
        foto = list(pool.map(lambda nomor: write_foto(tahun / "foto", nomor, pemandangan), range(BANYAK)))
    bukti = {
        "dokumentasi": [
            {"kegiatan": kegiatan, "entri": [write_entri(nama) for nama in islice(foto, awal, None, len(KEGIATAN))]}
            for awal, kegiatan in enumerate(KEGIATAN)
        ],
        "lampiran": write_lampiran(tahun / "lampiran", pemandangan),
    }
    (tahun / "bukti.yaml").write_text(yaml.safe_dump(bukti, allow_unicode=True), encoding="utf-8")
    asli = {
        path.relative_to(proyek).as_posix(): sha256(path.read_bytes()).hexdigest()
        for folder in ("foto", "lampiran")
        for path in (tahun / folder).iterdir()
    }
    hasil = build(proyek, 2025, lambda _: None)
    assert hasil.berkas, hasil.findings
    shutil.rmtree(proyek / "data")  # the photos alone are 150 MB
    yield Terbit(proyek / "build" / "2025", asli)
    shutil.rmtree(proyek)


def write_entri(nama: str) -> dict[str, Any]:
    return {"keterangan": "Kegiatan di lapangan.", "foto": [{"berkas": nama, "alt": f"Foto kegiatan {nama}."}]}


@pytest.fixture(scope="module")
def terukur(terbit: Terbit) -> Dokumen:
    return read_dokumen(terbit.folder / "lkj-2025.pdf")


@pytest.fixture(scope="module")
def bagian(terbit: Terbit) -> dict[str, bytes]:
    """The parts of the DOCX."""
    with ZipFile(terbit.folder / "lkj-2025.docx") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def tertanam(bagian: dict[str, bytes]) -> list[bytes]:
    """The images of the DOCX, as often as they are shown."""
    targets = {part.get("Id"): part.get("Target") for part in etree.fromstring(bagian["word/_rels/document.xml.rels"])}
    shown = etree.fromstring(bagian["word/document.xml"]).xpath("//@r:embed", namespaces={"r": R})
    return [bagian[f"word/{targets[satu]}"] for satu in shown]


@pytest.fixture(scope="module")
def citra_pdf(terbit: Terbit) -> list[tuple[Image.Image, bytes]]:
    """The images of the PDF, as they are seen and as they are stored."""
    with pypdfium2.PdfDocument(terbit.folder / "lkj-2025.pdf") as pdf:
        found = [citra for page in pdf for citra in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=9)]
        return [(citra.get_bitmap().to_pil(), bytes(citra.get_data())) for citra in found]


def test_the_docx_can_be_sent(terbit: Terbit) -> None:
    assert (terbit.folder / "lkj-2025.docx").stat().st_size < TERBESAR


def test_every_photo_is_shown_once_and_upright(
    tertanam: list[bytes], citra_pdf: list[tuple[Image.Image, bytes]]
) -> None:
    in_docx = [read_nomor(Image.open(BytesIO(isi))) for isi in tertanam]
    in_pdf = [read_nomor(gambar) for gambar, _ in citra_pdf]
    for found in (in_docx, in_pdf):
        assert sorted(nomor for nomor in found if nomor is not None) == list(range(BANYAK))


def test_no_image_tells_where_and_with_what_it_was_taken(
    terbit: Terbit, bagian: dict[str, bytes], citra_pdf: list[tuple[Image.Image, bytes]]
) -> None:
    media = [isi for nama, isi in bagian.items() if nama.startswith("word/media/")]
    assert len(media) > BANYAK
    for isi in media:
        with Image.open(BytesIO(isi)) as gambar:
            assert dict(gambar.getexif()) == {}
            assert not {"exif", "xmp", "comment", "icc_profile"} & set(gambar.info)
    stored = [*media, *(isi for _, isi in citra_pdf), (terbit.folder / "lkj-2025.pdf").read_bytes()]
    for isi in stored:
        assert b"Exif" not in isi
        assert RAHASIA.encode() not in isi


def test_the_photos_said_where_they_were_taken(tmp_path: Path) -> None:
    """Otherwise the test above could not fail."""
    pillow_heif.register_heif_opener()
    pemandangan = Image.new("RGB", (LEBAR // 10, TINGGI // 10), "green")
    for nomor in (0, 1, 3, 5, 7):
        nama = write_foto(tmp_path, nomor, pemandangan).removeprefix("foto/")
        with Image.open(tmp_path / nama) as gambar:
            assert gambar.getexif()[_MAKE] == RAHASIA
            assert gambar.getexif().get_ifd(_GPS)[1] == "S"
    assert read_nomor(pemandangan) is None


def test_every_page_of_an_appendix_is_there_below_its_title(terukur: Dokumen) -> None:
    bab = [penanda for penanda in terukur.penanda if penanda.tingkat == 0]
    ends = [*(penanda.urutan for penanda in bab[1:]), len(terukur.halaman) + 1]
    pages = {
        penanda.judul.split(maxsplit=2)[2]: terukur.halaman[penanda.urutan - 1 : end - 1]
        for penanda, end in zip(bab, ends, strict=True)
        if penanda.judul.startswith("Lampiran ")
    }
    lhe, tanggapan, piagam = (
        pages[judul] for judul in ("Laporan Hasil Evaluasi", "Tanggapan atas Evaluasi", "Piagam Penghargaan")
    )
    assert [len(halaman.citra) for halaman in lhe] == [0, 0, 0]
    # Letters became outlines: many paths, where a picture would be none.
    assert [len(halaman.jalur) > least for halaman, least in zip(lhe, (500, 50, 10), strict=True)] == [True] * 3
    assert [len(halaman.citra) for halaman in tanggapan] == [1, 1]
    assert [len(halaman.citra) for halaman in piagam] == [1]
    for halaman in (lhe[0], tanggapan[0], piagam[0]):
        assert any(tulisan.teks.startswith("Lampiran ") for tulisan in halaman.tulisan)


def test_every_page_of_an_appendix_is_in_the_docx(bagian: dict[str, bytes]) -> None:
    root: Any = etree.fromstring(bagian["word/document.xml"])
    pages = root.xpath("//w:p[w:pPr/w:pStyle/@w:val='HalamanPindaian'][.//w:drawing]", namespaces=W)
    headings = [
        "".join(page.xpath("preceding::w:p[w:pPr/w:pStyle/@w:val='Heading1'][1]//w:t/text()", namespaces=W))
        for page in pages
    ]
    lhe, tanggapan, piagam = "Laporan Hasil Evaluasi", "Tanggapan atas Evaluasi", "Piagam Penghargaan"
    expected = [lhe, lhe, lhe, tanggapan, tanggapan, piagam]
    assert [heading.endswith(judul) for heading, judul in zip(headings, expected, strict=True)] == [True] * 6


def test_the_manifest_has_the_digests_of_the_originals(terbit: Terbit) -> None:
    masukan = json.loads((terbit.folder / "manifest.json").read_text(encoding="utf-8"))["masukan"]
    assert len(terbit.asli) == BANYAK + 3
    assert {nama: masukan.get(nama) for nama in terbit.asli} == terbit.asli


@pytest.mark.parametrize("cek", CEK)
def test_the_pages_have_no_flaw(cek: Cek, terukur: Dokumen) -> None:
    assert list(cek(terukur)) == []
