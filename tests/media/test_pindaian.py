from __future__ import annotations

import hashlib
import zlib
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from lkj.media.foto import MediaError, detect_jenis
from lkj.media.pindaian import PindaianSiap, inspect_pindaian, render_halaman

A4 = (595.28, 841.89)
MERAH, PUTIH = (255, 0, 0), (255, 255, 255)
RUSAK = ("Berkas PDF ini rusak atau terpotong.", "salin ulang berkas aslinya, atau pindai ulang dokumennya")
TERKUNCI = ("Berkas PDF ini terkunci dengan kata sandi.", "simpan ulang tanpa kata sandi")
CETAK_ULANG = "cetak ulang dokumennya ke PDF biasa, lalu pakai hasilnya"

DAFTAR = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
HALAMAN = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.28 841.89]%s>>"


def make_pdf(katalog: bytes = b"", *lain: bytes, daftar: bytes = DAFTAR, halaman: bytes = b"") -> bytes:
    """Write a PDF of one page; `lain` are the objects from number 4 on."""
    objek = [b"<</Type/Catalog/Pages 2 0 R%s>>" % katalog, daftar, HALAMAN % halaman, *lain]
    isi, letak = b"%PDF-1.7\n", []
    for nomor, badan in enumerate(objek, 1):
        letak.append(len(isi))
        isi += b"%d 0 obj\n%s\nendobj\n" % (nomor, badan)
    tabel = b"".join(b"%010d 00000 n \n" % at for at in letak)
    ekor = b"<</Size %d/Root 1 0 R>>" % (len(objek) + 1)
    kepala = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objek) + 1)
    return isi + kepala + tabel + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (ekor, len(isi))


def make_packed_pdf(katalog: bytes, badan: bytes) -> bytes:
    """Write a PDF whose object 6 lies deflated in an object stream."""
    isi, letak = b"%PDF-1.5\n", []
    data = zlib.compress(b"6 0 " + badan)
    aliran = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(data), data)
    for nomor, objek in enumerate([b"<</Type/Catalog/Pages 2 0 R%s>>" % katalog, DAFTAR, HALAMAN % b"", aliran], 1):
        letak.append(len(isi))
        isi += b"%d 0 obj\n%s\nendobj\n" % (nomor, objek)
    baris = [(0, 0, 0), *((1, at, 0) for at in letak), (1, len(isi), 0), (2, 4, 0)]
    tabel = b"".join(bytes([jenis]) + at.to_bytes(4) + bytes([urutan]) for jenis, at, urutan in baris)
    kamus = b"<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>" % len(tabel)
    return isi + b"5 0 obj\n%s\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (kamus, tabel, len(isi))


def rc4(kunci: bytes, data: bytes) -> bytes:
    kotak, j, hasil = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + kotak[i] + kunci[i % len(kunci)]) % 256
        kotak[i], kotak[j] = kotak[j], kotak[i]
    j = 0
    for nomor, nilai in enumerate(data, 1):
        i = nomor % 256
        j = (j + kotak[i]) % 256
        kotak[i], kotak[j] = kotak[j], kotak[i]
        hasil.append(nilai ^ kotak[(kotak[i] + kotak[j]) % 256])
    return bytes(hasil)


def lock(raw: bytes, sandi: bytes) -> bytes:
    """Lock a PDF without strings or streams by the standard handler, revision 2; `sandi` is the user's."""
    isian = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    pemilik = rc4(md5(b"pemilik" + isian[:25])[:5], (sandi + isian)[:32])
    kunci = md5((sandi + isian)[:32] + pemilik + (-4).to_bytes(4, "little", signed=True) + b"0123456789abcdef")[:5]
    kamus = b"/ID[<%s><%s>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (
        b"0123456789abcdef".hex().encode(),
        b"0123456789abcdef".hex().encode(),
        pemilik.hex().encode(),
        rc4(kunci, isian).hex().encode(),
    )
    return raw.replace(b"/Root 1 0 R", b"/Root 1 0 R" + kamus)


def md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def build(*ukuran: tuple[float, float]) -> bytes:
    """Make a PDF of empty pages with PDFium itself."""
    berkas = BytesIO()
    with pypdfium2.PdfDocument.new() as dokumen:
        for lebar, tinggi in ukuran:
            dokumen.new_page(lebar, tinggi).close()
        dokumen.save(berkas)
    return berkas.getvalue()


def make_colours(lebar: int, tinggi: int) -> Image.Image:
    pita = [Image.linear_gradient("L").rotate(sudut).resize((lebar, tinggi)) for sudut in (0, 90, 45)]
    return Image.merge("RGB", pita)


def make_scan() -> bytes:
    """Make a PDF of one page that is a photo."""
    berkas = BytesIO()
    make_colours(620, 877).save(berkas, "PDF", resolution=75)
    return berkas.getvalue()


def refuse(raw: bytes) -> tuple[str, str]:
    with pytest.raises(MediaError) as caught:
        inspect_pindaian(raw)
    return caught.value.message, caught.value.advice


def refuse_halaman(raw: bytes, nomor: int = 1) -> tuple[str, str]:
    with pytest.raises(MediaError) as caught:
        render_halaman(raw, nomor)
    return caught.value.message, caught.value.advice


def test_a_pdf_stays_as_it_is() -> None:
    raw = make_pdf()
    assert inspect_pindaian(raw) == PindaianSiap("pdf", (A4,), raw, "pdf", hashlib.sha256(raw).hexdigest())


def test_measures_every_page_as_it_is_shown() -> None:
    assert inspect_pindaian(build(A4, (841.89, 595.28), (300, 400))).halaman == (A4, (841.89, 595.28), (300, 400))
    assert inspect_pindaian(make_pdf(halaman=b"/Rotate 90")).halaman == ((841.89, 595.28),)
    assert inspect_pindaian(make_pdf(halaman=b"/CropBox[0 0 300 400]")).halaman == ((300, 400),)


def test_a_photo_of_a_page_is_prepared() -> None:
    berkas = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    make_colours(4678, 3308).save(berkas, "JPEG", exif=exif.tobytes())
    pindaian = inspect_pindaian(berkas.getvalue())
    assert (pindaian.jenis, pindaian.halaman, pindaian.akhiran) == ("gambar", ((595.44, 842.04),), "jpg")
    assert Image.open(BytesIO(pindaian.isi)).size == (1654, 2339)
    assert pindaian.sha256 == hashlib.sha256(berkas.getvalue()).hexdigest()


def test_refuses_what_is_neither_pdf_nor_photo() -> None:
    terima = "simpan sebagai PDF atau JPEG atau PNG atau WebP atau HEIC"
    assert refuse(b"PK\x03\x04") == ("Berkas ini bukan pindaian, melainkan arsip ZIP atau dokumen Office.", terima)
    assert refuse(b"")[0] == "Berkas ini kosong (0 bita)."
    assert refuse(make_pdf().ljust(60 * 2**20 + 1))[0] == "Berkas ini lebih besar daripada 60 MB."
    assert refuse_halaman(b"\xff\xd8\xff") == ("Berkas ini bukan PDF, melainkan JPEG.", "simpan sebagai PDF")


@pytest.mark.parametrize("raw", [make_pdf(), build(A4), make_scan()], ids=["by hand", "pdfium", "scan"])
def test_refuses_a_pdf_cut_anywhere(raw: bytes) -> None:
    utuh = raw.rindex(b"%%EOF") + 5
    assert inspect_pindaian(raw[:utuh]).isi == raw[:utuh]
    for panjang in {*range(5, utuh, max(1, utuh // 400)), *range(utuh - 40, utuh)}:
        assert refuse(raw[:panjang]) == RUSAK, panjang
        assert refuse_halaman(raw[:panjang]) == RUSAK, panjang


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.7\n%%EOF",
        make_pdf(daftar=b"<</Type/Pages/Kids[9 0 R]/Count 1>>"),
    ],
    ids=["nothing", "a missing page"],
)
def test_refuses_a_broken_pdf(raw: bytes) -> None:
    assert refuse(raw) == RUSAK
    assert refuse_halaman(raw) == RUSAK


def test_damaged_bytes_lead_to_a_scan_or_a_refusal_and_nothing_else() -> None:
    raw = make_packed_pdf(b"/OpenAction 6 0 R", b"[3 0 R/Fit]")
    pesan: set[str] = set()
    for at in range(len(raw)):
        try:
            pesan.add(inspect_pindaian(raw[:at] + bytes([raw[at] ^ 0x55]) + raw[at + 1 :]).jenis)
        except MediaError as error:
            pesan.add(error.message)
    assert {"pdf", RUSAK[0]} <= pesan


def test_refuses_a_pdf_without_pages_whatever_failed_before() -> None:
    kosong = make_pdf(daftar=b"<</Type/Pages/Kids[]/Count 0>>")
    tanpa_daftar = make_pdf().replace(b"/Pages 2 0 R", b"/Pages 9 0 R")
    for raw in (kosong, tanpa_daftar):
        assert refuse(lock(make_pdf(), b"sandi")) == TERKUNCI
        assert refuse(raw) == ("Berkas PDF ini tidak mempunyai halaman.", CETAK_ULANG)


def test_refuses_too_many_pages() -> None:
    assert len(inspect_pindaian(build(*[A4] * 100)).halaman) == 100
    lampirkan = "lampirkan halaman yang diperlukan saja"
    assert refuse(build(*[A4] * 101)) == ("Berkas PDF ini 101 halaman; paling banyak 100.", lampirkan)


def test_a_password_locks_and_restrictions_alone_do_not() -> None:
    assert refuse(lock(make_pdf(), b"sandi")) == TERKUNCI
    assert refuse_halaman(lock(make_pdf(), b"sandi")) == TERKUNCI
    terbatas = lock(make_pdf(), b"")
    assert inspect_pindaian(terbatas).isi == terbatas
    berskrip = lock(make_pdf(b"/OpenAction<</S/Java#53cript/JS 4 0 R>>"), b"")
    assert refuse(berskrip)[0] == "Berkas PDF ini memuat JavaScript, tindakan otomatis saat dibuka."
    assert refuse(make_pdf().replace(b"/Root", b"/Encrypt<</Filter/Lain/V 9>>/Root")) == TERKUNCI


@pytest.mark.parametrize(
    ("lebar", "tinggi", "milimeter"),
    [(28.2, 400, "10 × 141"), (2384, 3375, "841 × 1191"), (3370, 2388, "1189 × 842"), (20000, 30, "7056 × 11")],
)
def test_refuses_odd_paper(lebar: float, tinggi: float, milimeter: str) -> None:
    pesan = (
        f"Halaman 2 berukuran {milimeter} mm; paling kecil 10 × 10 mm, paling besar A0 (841 × 1189 mm).",
        "cetak ulang dokumennya ke PDF berukuran A4",
    )
    raw = build(A4, (lebar, tinggi))
    assert refuse(raw) == pesan
    assert refuse_halaman(raw, 2) == pesan


def test_takes_the_largest_and_the_smallest_paper() -> None:
    assert inspect_pindaian(build((2384, 3371), (3370.4, 2383.9), (28.35, 28.35))).halaman == (
        (2384, 3371),
        (3370.4, 2383.9),
        (28.35, 28.35),
    )


SKRIP = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
LAMPIRAN = b"<</Type/Filespec/F(a.exe)/EF<</F 5 0 R>>>>"
ALIRAN = b"<</Length 2>>stream\nMZ\nendstream"
TERSEMAT = "berkas lain yang disisipkan"
OTOMATIS = "tindakan otomatis saat dibuka"


@pytest.mark.parametrize(
    ("raw", "memuat"),
    [
        (make_pdf(b"/Names<</JavaScript<</Names[(a) 4 0 R]>>>>", SKRIP), "JavaScript"),
        (make_pdf(b"/AA<</WC<</S/J#61vaScript/JS(x)>>>>"), "JavaScript"),
        (make_pdf(b"/AA<</WC<</S 4 0 R/JS(x)>>>>", b"/JavaScript"), "JavaScript"),
        (make_pdf(b"/OpenAction 4 0 R", SKRIP), f"JavaScript, {OTOMATIS}"),
        (make_pdf(b"", b"<</S/Launch/F(cmd.exe)>>", halaman=b"/AA<</O 4 0 R>>"), "perintah menjalankan program"),
        (make_packed_pdf(b"/AA<</WC 6 0 R>>", b"<</S/Launch/F(cmd.exe)>>"), "perintah menjalankan program"),
        (make_pdf(b"/Names<</EmbeddedFiles<</Names[(a) 4 0 R]>>>>", LAMPIRAN, ALIRAN), TERSEMAT),
        (make_pdf(b"/AF[4 0 R]", b"<</Type/Filespec/F(a)/EF 5 0 R>>", b"<</F 6 0 R>>", ALIRAN), TERSEMAT),
        (make_pdf(b"/AcroForm<</XFA[(a) 4 0 R]/Fields[]>>", ALIRAN), "formulir XFA"),
        (make_pdf(b"/OpenAction<</S/URI/URI(http://contoh.id)>>"), OTOMATIS),
        (make_pdf(b"/OpenAction 4 0 R", b"<</S/URI/URI(http://contoh.id)>>"), OTOMATIS),
        (make_pdf(b"/OpenAction<</S/URI/URI(x)>>/Z<</S/GoTo/D[3 0 R/Fit]>>"), OTOMATIS),
        (make_packed_pdf(b"/OpenAction 6 0 R", b"<</S/GoToR/F(b.pdf)/D[0/Fit]>>"), OTOMATIS),
    ],
)
def test_refuses_what_does_more_than_show_pages(raw: bytes, memuat: str) -> None:
    assert refuse(raw) == (f"Berkas PDF ini memuat {memuat}.", CETAK_ULANG)


def test_an_attachment_made_by_pdfium_is_found() -> None:
    berkas = BytesIO()
    with pypdfium2.PdfDocument(make_pdf()) as dokumen:
        dokumen.new_attachment("a.txt").set_data(b"rahasia")
        dokumen.save(berkas)
    assert refuse(berkas.getvalue()) == (f"Berkas PDF ini memuat {TERSEMAT}.", CETAK_ULANG)


@pytest.mark.parametrize(
    "raw",
    [
        make_pdf(b"/OpenAction[3 0 R/XYZ null null 0]"),
        make_pdf(b"/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"),
        make_pdf(b"/OpenAction 4 0 R", b"<</S/GoTo/D<61>>>"),
        make_pdf(b"/OpenAction 9 0 R"),
        make_pdf(b"/OpenAction 9 0 R/Z 19 0 R", *[b"<<>>"] * 5, b"", *[b"<<>>"] * 9, b"<</Z 1>>"),
        make_packed_pdf(b"/OpenAction 6 0 R", b"[3 0 R/Fit]"),
        make_pdf(b"", b"<</Title(HTML/JavaScript/Launch)>>", halaman=b"/PieceInfo 4 0 R"),
        # PDFium deflates what lies bare, so the stream pretends to be a photo.
        make_pdf(b"", b"<</Filter/DCTDecode/Length 15>>stream\n/S /JavaScript \nendstream", halaman=b"/Thumb 4 0 R"),
        make_pdf(halaman=b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://contoh.id)>>>>]"),
    ],
    ids=[
        "destination",
        "goto",
        "goto elsewhere",
        "dangling",
        "dangling among many",
        "packed",
        "words in a title",
        "bytes of a photo",
        "link",
    ],
)
def test_lets_pass_what_only_looks_like_it(raw: bytes) -> None:
    assert inspect_pindaian(raw).isi == raw


def read(isi: bytes) -> Image.Image:
    return Image.open(BytesIO(isi)).convert("RGB")


def test_draws_a_scan_as_jpeg_and_a_flat_page_as_png() -> None:
    pindaian = make_scan()
    isi = render_halaman(pindaian, 1)
    assert (detect_jenis(isi), read(isi).size) == ("JPEG", (1241, 1754))
    assert isi == render_halaman(pindaian, 1)
    berkas = BytesIO()
    make_colours(9, 9).save(berkas, "JPEG", quality=80)
    assert Image.open(BytesIO(isi)).__dict__["quantization"] == Image.open(berkas).__dict__["quantization"]
    layar = Image.new("RGB", (620, 877), "white")
    ImageDraw.Draw(layar).text((20, 20), "Perjanjian Kinerja", fill="black")
    berkas = BytesIO()
    layar.save(berkas, "PDF", resolution=75, quality=100)
    assert detect_jenis(render_halaman(berkas.getvalue(), 1)) == "PNG"


def test_draws_the_page_that_was_asked_for() -> None:
    raw = build((72, 144), (144, 72), (288, 288))
    assert [read(render_halaman(raw, nomor, dpi=50)).size for nomor in (1, 2, 3)] == [(50, 100), (100, 50), (200, 200)]
    for nomor in (-1, 0, 4):
        pesan = f"Halaman {nomor} tidak ada; dokumen ini 3 halaman."
        assert refuse_halaman(raw, nomor) == (pesan, "tulis halaman 1 sampai 3")


@pytest.mark.parametrize("jenis", [b"Widget/FT/Sig/T(ttd)", b"Stamp"])
def test_draws_signatures_and_stamps(jenis: bytes) -> None:
    isi = b"1 0 0 rg 0 0 100 100 re f"
    raw = make_pdf(
        b"/AcroForm<</Fields[4 0 R]/SigFlags 3>>",
        b"<</Type/Annot/Subtype/%s/F 4/Rect[100 100 200 200]/P 3 0 R/AP<</N 5 0 R>>>>" % jenis,
        b"<</Type/XObject/Subtype/Form/BBox[0 0 100 100]/Length %d>>stream\n%s\nendstream" % (len(isi), isi),
        halaman=b"/Annots[4 0 R]",
    )
    assert inspect_pindaian(raw).isi == raw
    halaman = read(render_halaman(raw, 1, dpi=72))
    assert (halaman.getpixel((150, 842 - 150)), halaman.getpixel((50, 50))) == (MERAH, PUTIH)


def test_closes_what_it_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    dibuka: list[Any] = []

    def keep(induk: type, nama: str) -> None:
        asli = getattr(induk, nama)

        def run(*args: Any, **kwargs: Any) -> Any:
            dibuka.append(asli(*args, **kwargs))
            return dibuka[-1]

        monkeypatch.setattr(induk, nama, run)

    keep(pypdfium2.PdfDocument, "__enter__")
    keep(pypdfium2.PdfDocument, "get_page")
    keep(pypdfium2.PdfPage, "render")
    render_halaman(make_pdf(), 1)
    assert refuse(build((9, 9)))
    jenis = [type(benda).__name__ for benda in dibuka]
    assert jenis == ["PdfDocument", "PdfPage", "PdfPage", "PdfBitmap", "PdfDocument", "PdfDocument", "PdfPage"]
    assert [benda.raw for benda in dibuka] == [None] * len(dibuka)
