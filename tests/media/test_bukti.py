from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PIL import Image

from lkj.finding import Finding, Position, Related, Severity
from lkj.media.bukti import Media, prepare_bukti
from lkj.media.foto import prepare_foto
from lkj.media.pindaian import inspect_pindaian
from lkj.model.pendukung import Bukti
from lkj.pesan import validate
from lkj.source import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BERKAS = "data/2025/bukti.yaml"
SEMUA = """\
logo:
  berkas: {logo}
  alt: Lambang.
dokumentasi:
  - kegiatan: 1.1.1
    entri:
      - keterangan: Pelatihan.
        foto:
          - berkas: {foto}
            alt: Foto pelatihan.
gambar:
  - kode: situs
    judul: Situs web
    foto:
      berkas: {gambar}
      alt: Halaman depan.
lampiran:
  - judul: LHE
    berkas: {lampiran}
"""


def read_bukti(text: str) -> Bukti:
    node, findings = parse_yaml(text, BERKAS)
    bukti, wrong = validate(Bukti, node, BERKAS)
    assert (findings, wrong) == ([], [])
    assert bukti
    return bukti


def name(raw: bytes) -> str:
    return sha256(raw).hexdigest()[:16]


def make_photo(lebar: int, tinggi: int, jenis: str = "JPEG", *, sudut: int = 0) -> bytes:
    """Make an image with as many colours as a photo; `sudut` turns them."""
    pita = [
        Image.linear_gradient("L").rotate(sudut + each).resize((lebar, tinggi), Image.Resampling.BICUBIC)
        for each in (0, 90, 45)
    ]
    berkas = BytesIO()
    Image.merge("RGB", pita).save(berkas, jenis)
    return berkas.getvalue()


def make_pdf(*ukuran: tuple[float, float]) -> bytes:
    berkas = BytesIO()
    with pypdfium2.PdfDocument.new() as dokumen:
        for lebar, tinggi in ukuran:
            dokumen.new_page(lebar, tinggi).close()
        dokumen.save(berkas)
    return berkas.getvalue()


def size_of(raw: bytes) -> tuple[int, int]:
    return Image.open(BytesIO(raw)).size


def test_no_evidence(tmp_path: Path) -> None:
    assert prepare_bukti(None, tmp_path) == (Media(), [])
    assert prepare_bukti(read_bukti("fakta: []"), tmp_path) == (Media(), [])


def test_every_kind_of_picture_gets_the_size_its_place_needs(tmp_path: Path) -> None:
    raw = {
        "logo.png": make_photo(2000, 1000, "PNG"),
        "foto.JPG": make_photo(2000, 1000, sudut=10),
        "situs.png": make_photo(2000, 1000, "PNG", sudut=20),
        "lhe.jpg": make_photo(1000, 3000, sudut=30),
    }
    for berkas, content in raw.items():
        (tmp_path / berkas).write_bytes(content)
    text = SEMUA.format(logo="logo.png", foto="foto.JPG", gambar="situs.png", lampiran="lhe.jpg")
    media, findings = prepare_bukti(read_bukti(text), tmp_path)
    assert findings == []
    names = {berkas: f"foto/{name(content)}.jpg" for berkas, content in raw.items() if berkas != "lhe.jpg"}
    scan = f"pindaian/{name(raw['lhe.jpg'])}.jpg"
    assert media.foto == names
    assert media.halaman == {"lhe.jpg": (scan, 1)}
    assert {berkas: size_of(content) for berkas, content in media.isi.items()} == {
        names["logo.png"]: (1800, 900),
        names["foto.JPG"]: (900, 450),
        names["situs.png"]: (1800, 900),
        scan: (780, 2339),
    }


def test_a_pdf_is_kept_and_each_page_is_a_picture_beside_it(tmp_path: Path) -> None:
    raw = make_pdf((595.28, 841.89), (841.89, 595.28))
    (tmp_path / "bukti").mkdir()
    (tmp_path / "bukti/LHE 2025.pdf").write_bytes(raw)
    text = "lampiran:\n  - judul: LHE\n    berkas: bukti/LHE 2025.pdf\n"
    media, findings = prepare_bukti(read_bukti(text), tmp_path)
    assert findings == []
    stem = f"pindaian/{name(raw)}"
    assert media.halaman == {"bukti/LHE 2025.pdf": (f"{stem}.pdf", 2)}
    assert list(media.isi) == [f"{stem}.pdf", f"{stem}-1.png", f"{stem}-2.png"]
    assert media.isi[f"{stem}.pdf"] == raw
    # 150 pixels an inch.
    assert [size_of(media.isi[f"{stem}-{nomor}.png"]) for nomor in (1, 2)] == [(1241, 1754), (1754, 1241)]


def test_a_page_that_is_a_photo_is_a_jpeg(tmp_path: Path) -> None:
    berkas = BytesIO()
    Image.open(BytesIO(make_photo(620, 877))).save(berkas, "PDF", resolution=75)
    (tmp_path / "lhe.pdf").write_bytes(berkas.getvalue())
    media, findings = prepare_bukti(read_bukti("monev:\n  - judul: LHE\n    berkas: lhe.pdf\n"), tmp_path)
    assert findings == []
    stem = f"pindaian/{name(berkas.getvalue())}"
    assert list(media.isi) == [f"{stem}.pdf", f"{stem}-1.jpg"]


def test_a_file_named_twice_is_prepared_once_and_for_its_largest_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = make_photo(2000, 1000, "PNG")
    (tmp_path / "a.png").write_bytes(raw)
    (tmp_path / "b.png").write_bytes(make_photo(10, 10, "PNG"))
    prepared: list[bytes] = []

    def spy(prepare: Callable[..., Any]) -> Callable[..., Any]:
        def prepare_and_tell(content: bytes, **options: int) -> Any:
            prepared.append(content)
            return prepare(content, **options)

        return prepare_and_tell

    monkeypatch.setattr("lkj.media.bukti.prepare_foto", spy(prepare_foto))
    monkeypatch.setattr("lkj.media.bukti.inspect_pindaian", spy(inspect_pindaian))
    text = SEMUA.format(logo="b.png", foto="a.png", gambar="a.png", lampiran="a.png")
    media, findings = prepare_bukti(read_bukti(text), tmp_path)
    assert findings == []
    foto, scan = f"foto/{name(raw)}.jpg", f"pindaian/{name(raw)}.jpg"
    assert media.foto["a.png"] == foto
    # What is a photo in one place may be a scan in another.
    assert media.halaman == {"a.png": (scan, 1)}
    assert (size_of(media.isi[foto]), size_of(media.isi[scan])) == ((1800, 900), (2000, 1000))
    assert prepared.count(raw) == 2


@pytest.mark.parametrize("berkas", ["", "tidak_ada.png", "../luar.png", "pintasan.png", "folder", "A.PNG", "a" * 300])
def test_a_file_that_is_not_there_is_passed_over(tmp_path: Path, berkas: str) -> None:
    folder = tmp_path / "2025"
    (folder / "folder").mkdir(parents=True)
    (folder / "a.png").write_bytes(make_photo(9, 9, "PNG"))
    (tmp_path / "luar.png").write_bytes(make_photo(9, 9, "PNG"))
    (folder / "pintasan.png").symlink_to(tmp_path / "luar.png")
    text = SEMUA.format(logo=berkas, foto=berkas, gambar=berkas, lampiran=berkas)
    assert prepare_bukti(read_bukti(text), folder) == (Media(), [])


SALIN = "salin ulang berkas aslinya dari kamera, ponsel, atau pemindai"
PINDAI = "salin ulang berkas aslinya, atau pindai ulang dokumennya"
NAMAI = "beri nama dengan akhiran yang benar, atau simpan ulang"
PDF = make_pdf((595, 842))
FOTO = make_photo(64, 64)


@pytest.mark.parametrize(
    ("berkas", "raw", "pesan", "saran"),
    [
        ("foto.png", FOTO, "Isi berkas “foto.png” tidak sesuai dengan akhiran namanya: ini JPEG.", NAMAI),
        ("foto", FOTO, "Isi berkas “foto” tidak sesuai dengan akhiran namanya: ini JPEG.", NAMAI),
        (
            "foto.jpg",
            b"\0\1\2",
            "Isi berkas “foto.jpg” tidak sesuai dengan akhiran namanya: ini berkas yang tidak dikenali jenisnya.",
            NAMAI,
        ),
        ("foto.jpg", b"", "Berkas ini kosong (0 bita).", SALIN),
        ("foto.jpg", FOTO[: len(FOTO) // 2], "Foto JPEG ini rusak atau terpotong.", SALIN),
        ("foto.pdf", PDF, "Berkas ini bukan foto, melainkan PDF.", "simpan sebagai JPEG atau PNG atau WebP atau HEIC"),
    ],
)
def test_a_photo_that_cannot_be_used(tmp_path: Path, berkas: str, raw: bytes, pesan: str, saran: str) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / berkas).write_bytes(raw)
    text = f"logo:\n  alt: Lambang.\n  berkas: b/{berkas}\n"
    media, findings = prepare_bukti(read_bukti(text), tmp_path)
    assert findings == [Finding(Position(BERKAS, 3, 11), "LKJ009", pesan, saran)]
    assert media == Media()


LOCKED = PDF.replace(
    b"/Root",
    b"/ID[<30><30>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/Root" % (b"30" * 32, b"30" * 32),
)


@pytest.mark.parametrize(
    ("berkas", "raw", "pesan", "saran"),
    [
        (
            "lhe.pdf",
            b"PK\3\4",
            "Isi berkas “lhe.pdf” tidak sesuai dengan akhiran namanya: ini arsip ZIP atau dokumen Office.",
            NAMAI,
        ),
        (
            "lhe.docx",
            b"PK\3\4",
            "Berkas ini bukan pindaian, melainkan arsip ZIP atau dokumen Office.",
            "simpan sebagai PDF atau JPEG atau PNG atau WebP atau HEIC",
        ),
        ("lhe.pdf", PDF[: len(PDF) // 2], "Berkas PDF ini rusak atau terpotong.", PINDAI),
        ("lhe.pdf", LOCKED, "Berkas PDF ini terkunci dengan kata sandi.", "simpan ulang tanpa kata sandi"),
    ],
)
def test_a_scan_that_cannot_be_used(tmp_path: Path, berkas: str, raw: bytes, pesan: str, saran: str) -> None:
    (tmp_path / berkas).write_bytes(raw)
    text = f"lampiran:\n  - judul: LHE\n    berkas: {berkas}\n"
    media, findings = prepare_bukti(read_bukti(text), tmp_path)
    assert findings == [Finding(Position(BERKAS, 3, 13), "LKJ009", pesan, saran)]
    assert media == Media()


def test_every_flaw_is_found_and_the_rest_prepared(tmp_path: Path) -> None:
    (tmp_path / "rusak.jpg").write_bytes(FOTO[:100])
    (tmp_path / "baik.jpg").write_bytes(FOTO)
    text = SEMUA.format(logo="rusak.jpg", foto="rusak.jpg", gambar="baik.jpg", lampiran="rusak.jpg")
    media, findings = prepare_bukti(read_bukti(text), tmp_path)
    assert media.foto == {"baik.jpg": f"foto/{name(FOTO)}.jpg"}
    assert media.halaman == {}
    assert [finding.position.line for finding in findings] == [2, 9, 19]
    assert {finding.message for finding in findings} == {"Foto JPEG ini rusak atau terpotong."}


def test_a_file_the_system_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    node, _ = parse_yaml("logo:\n  berkas: a.png\n  alt: a\n", BERKAS)
    bukti, _ = validate(Bukti, node, BERKAS)

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "ditolak")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    assert prepare_bukti(bukti, tmp_path) == (
        Media(),
        [
            Finding(
                Position(BERKAS, 2, 11), "LKJ009", "Berkas “a.png” tidak dapat dibuka.", "periksa hak akses berkasnya"
            )
        ],
    )


def digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()


def test_a_file_with_the_digest_that_was_noted(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(FOTO)
    (tmp_path / "a.pdf").write_bytes(PDF)
    text = (
        f"logo:\n  berkas: a.jpg\n  alt: a\n  sha256: {digest(FOTO)}\n"
        f"lampiran:\n  - judul: a\n    berkas: a.pdf\n    sha256: {digest(PDF)}\n"
    )
    media, findings = prepare_bukti(read_bukti(text), tmp_path)
    assert findings == []
    assert (list(media.foto), list(media.halaman)) == (["a.jpg"], ["a.pdf"])


@pytest.mark.parametrize("raw", [FOTO, FOTO[:100], b"", PDF])
def test_a_file_that_was_changed(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.jpg").write_bytes(raw)
    noted = digest(b"as it was")
    text = (
        f"logo:\n  berkas: a.jpg\n  alt: a\n  sha256: {noted}\n"
        f"lampiran:\n  - judul: a\n    berkas: a.jpg\n    sha256: {noted}\n"
    )
    media, findings = prepare_bukti(read_bukti(text), tmp_path)
    assert findings == [
        Finding(
            Position(BERKAS, *sidik),
            "LKJ404",
            "Berkas “a.jpg” berubah sejak dicatat: sidiknya bukan lagi yang tertulis.",
            f"kembalikan berkas aslinya; bila memang diganti, tulis {digest(raw)}",
            related=(Related(Position(BERKAS, *berkas), "berkasnya"),),
        )
        for sidik, berkas in (((4, 11), (2, 11)), ((8, 13), (7, 13)))
    ]
    assert media == Media()


def test_a_file_named_twice_is_compared_with_each_digest(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(FOTO)
    text = (
        f"logo:\n  berkas: a.jpg\n  alt: a\n  sha256: {digest(FOTO)}\n"
        f"gambar:\n  - kode: a\n    judul: a\n    foto: {{berkas: a.jpg, alt: a, sha256: {digest(b'')}}}\n"
    )
    media, findings = prepare_bukti(read_bukti(text), tmp_path)
    assert [(finding.code, finding.position.line) for finding in findings] == [("LKJ404", 8)]
    assert list(media.foto) == ["a.jpg"]


GANDA = """\
logo: {berkas: a.jpg, alt: Lambang.}
dokumentasi:
  - kegiatan: 1.1.1
    entri:
      - keterangan: Rapat.
        foto: [{berkas: a.jpg, alt: b}, {berkas: lain.jpg, alt: c}]
  - kegiatan: 1.2.1
    entri:
      - keterangan: Kunjungan.
        foto: [{berkas: b.jpg, alt: b}, {berkas: a.jpg, alt: b}, {berkas: b.jpg, alt: b}]
gambar:
  - {kode: situs, judul: Situs, foto: {berkas: c.jpg, alt: Halaman.}}
monev:
  - {judul: Triwulan I, berkas: c.jpg}
  - {judul: Triwulan II, berkas: b.jpg}
  - {judul: Triwulan III, berkas: tidak_ada.jpg}
"""


def test_files_with_the_same_content(tmp_path: Path) -> None:
    for berkas in ("a.jpg", "b.jpg", "c.jpg"):
        (tmp_path / berkas).write_bytes(FOTO)
    (tmp_path / "lain.jpg").write_bytes(make_photo(64, 64, sudut=10))
    # The file that is named again is for the rule of the same code.
    _, findings = prepare_bukti(read_bukti(GANDA), tmp_path)
    assert findings == [
        Finding(
            Position(BERKAS, *second),
            "LKJ405",
            f"Isi berkas “b.jpg” sama dengan isi “{berkas}” ({BERKAS}:{first[0]}:{first[1]}).",
            "ganti dengan berkas yang dimaksud di sini, atau hapus salah satunya",
            Severity.PERINGATAN,
            (Related(Position(BERKAS, *first), "dipakai pertama kali di sini"),),
        )
        for second, berkas, first in (((10, 25), "a.jpg", (6, 25)), ((15, 34), "c.jpg", (14, 33)))
    ]


def test_files_that_cannot_be_used_are_not_compared(tmp_path: Path) -> None:
    for berkas in ("a.jpg", "b.jpg"):
        (tmp_path / berkas).write_bytes(b"")
    text = "monev:\n  - {judul: I, berkas: a.jpg}\n  - {judul: II, berkas: b.jpg}\n"
    _, findings = prepare_bukti(read_bukti(text), tmp_path)
    assert [finding.code for finding in findings] == ["LKJ009", "LKJ009"]


@pytest.mark.parametrize(("foto", "lembar", "line"), [(2, 99, 6), (99, 4, 10), (99, 99, 0)])
def test_a_report_has_room_for_so_many_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, foto: int, lembar: int, line: int
) -> None:
    monkeypatch.setattr("lkj.media.bukti.MAX_FOTO", foto)
    monkeypatch.setattr("lkj.media.bukti.MAX_LEMBAR", lembar)
    for number in range(3):
        (tmp_path / f"{number}.png").write_bytes(make_photo(9, 9, "PNG", sudut=number * 10))
        (tmp_path / f"{number}.pdf").write_bytes(make_pdf(*[(100 + number, 100)] * 2))
    photos = "".join(f"  - {{kode: g{n}, judul: a, foto: {{berkas: {n}.png, alt: a}}}}\n" for n in (0, 1, 9, 9, 2))
    scans = "".join(f"  - {{judul: a, berkas: {n}.pdf}}\n" for n in range(3))
    _, findings = prepare_bukti(read_bukti(f"gambar:\n{photos}lampiran:\n{scans}"), tmp_path, halaman=False)
    message = f"Laporan ini memuat lebih dari {foto} foto, atau {lembar} halaman pindaian, sampai di sini."
    expected = [(line, "LKJ005", message)]
    assert [(finding.position.line, finding.code, finding.message) for finding in findings] == expected[: bool(line)]
