from __future__ import annotations

import csv
import os
import re
import signal
import socket
import time
import zipfile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from lkj.bahasa.bilangan import find_bilangan
from lkj.bahasa.kalimat import read_teks
from lkj.build import build
from lkj.finding import Position, stops_build
from lkj.load import load_tahun
from lkj.masukan import find_shipped, template_folders
from lkj.media.bukti import prepare_bukti
from lkj.render.batas import find_larangan
from lkj.render.naskah import BOLEH, PenulisNaskah
from lkj.render.templat import GAYA
from lkj.tanda import find_tanda_naskah, is_unwritten
from tests.keamanan.serangan import KELUARGA, KENARI, RACUN, Keluarga, Masukan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from tests.keluaran import Keluaran

SEMUA = [
    pytest.param(keluarga, masukan, id=f"{keluarga.nama}-{masukan.nama}")
    for keluarga in KELUARGA
    for masukan in keluarga.masukan
]
BATAS = 5  # seconds; most take a hundredth of that
# What a terminal, or a reader of logs, would obey.
KENDALI = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(autouse=True)
def _tanpa_jaringan(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(autouse=True)
def _tanpa_henti() -> Iterator[None]:
    """End a test that hangs, where the system can."""

    def stop(*_: object) -> None:
        raise TimeoutError

    if hasattr(signal, "SIGALRM"):
        before = signal.signal(signal.SIGALRM, stop)
        signal.alarm(4 * BATAS)
        yield
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    else:
        yield


@pytest.fixture
def korban(tulis: Callable[[Mapping[str, Any]], Path], kecil: dict[str, Any]) -> Path:
    """The least project, and beside it what belongs to somebody else."""
    project = tulis(kecil)
    luar = project.parent / "luar"
    luar.mkdir()
    (luar / "rahasia.md").write_text(f"{KENARI}\n")
    return project


def list_all(folder: Path) -> set[str]:
    return {os.path.join(where, name) for where, _, names in os.walk(folder) for name in names}  # noqa: PTH118


@pytest.mark.skipif(os.name == "nt", reason="links, queues and odd names need another system")
@pytest.mark.parametrize(("keluarga", "masukan"), SEMUA)
def test_a_hostile_input_is_stopped(
    korban: Path, jalankan: Callable[..., Keluaran], keluarga: Keluarga, masukan: Masukan
) -> None:
    masukan.tulis(korban)
    before = list_all(korban.parent) if keluarga.nama != "banyak_berkas" else set()
    started = time.monotonic()
    hasil = jalankan("-C", str(korban), *masukan.perintah)
    assert time.monotonic() - started < BATAS
    said = hasil.out + hasil.err
    assert hasil.code in ({0, 1} if masukan.akhir is None else {masukan.akhir}), said[:500]
    assert "Traceback" not in said
    assert KENARI not in said
    assert not KENDALI.search(said.replace("\r\n", "\n").removeprefix("\ufeff"))
    if before:
        assert list_all(korban.parent) == before
    if masukan.kode and "--format" in masukan.perintah:
        assert masukan.kode in said
    elif masukan.kode:
        assert any(line.startswith(masukan.tempat) and f" {masukan.kode}: " in line for line in said.split("\n")), said[
            :800
        ]
    elif masukan.akhir is None:
        assert " galat LKJ" not in said, said[:800]


def find_family(nama: str) -> Keluarga:
    return next(keluarga for keluarga in KELUARGA if keluarga.nama == nama)


@pytest.mark.parametrize("masukan", find_family("lembar").masukan, ids=lambda masukan: masukan.nama)
def test_no_cell_of_a_spreadsheet_begins_like_a_formula(
    korban: Path, jalankan: Callable[..., Keluaran], masukan: Masukan
) -> None:
    masukan.tulis(korban)
    _, row = csv.reader(jalankan("-C", str(korban), *masukan.perintah).out.lstrip("\ufeff").splitlines(), delimiter=";")
    assert row[1].startswith("'")


@pytest.mark.parametrize("masukan", find_family("git").masukan, ids=lambda masukan: masukan.nama)
def test_a_revision_is_never_an_option(korban: Path, jalankan: Callable[..., Keluaran], masukan: Masukan) -> None:
    masukan.tulis(korban)
    said = jalankan("-C", str(korban), *masukan.perintah).err
    # What git itself would say of an option or of a command is not there: it was never asked.
    if masukan.perintah[-1].startswith("-") or not masukan.perintah[-1].isprintable() or not masukan.perintah[-1]:
        assert "bukan nama revisi" in said or "Pilihan" in said
    else:
        assert "tidak ada dalam repositori ini" in said


PANJANG = 30_000
POLA = (
    *(
        "123.",
        "1,",
        "{",
        "{{ ",
        "{%# ",
        "{%# ISI ",
        "<!-- ",
        "`",
        "``` ",
        "$a ",
        "[",
        "](",
        "![",
        "*a ",
        "_a __b ",
        "a@",
        "a.",
    ),
    *(
        "www.",
        "http://",
        "uu 1 tahun ",
        "permen",
        "pasal 1 ",
        "Jalan A B ",
        "satu ",
        "nol koma ",
        "skala 1 ",
        "nomor 1 ",
    ),
    *(
        "telp 0",
        "per 1 ",
        "I.1",
        "IIIIV",
        "1 januari ",
        "1 - 2 ",
        "> ",
        "- ",
        "1. ",
        "a",
        "aa-bb.",
        "Rp",
        "5 persen ",
        "1/",
    ),
    *(
        "indikator mencapai target ",
        "semua indikator kinerja ",
        "kriteria kinerja ",
        "tiga sasaran strategis ",
        "\n",
        " ",
    ),
)


@pytest.mark.parametrize("pola", POLA)
def test_hostile_prose_is_read_in_linear_time(pola: str) -> None:
    times = []
    for length in (PANJANG // 8, PANJANG):
        text = "Ada 12 orang. " + pola * (length // len(pola))
        started = time.process_time()
        read_prose(text)
        times.append(time.process_time() - started)
    # Eight times the text may take sixteen times as long, and small times tell nothing; a square would be 64.
    assert times[1] < max(16 * times[0], 0.3)


def read_prose(text: str) -> None:
    read_teks(text, Position("narasi/a.md"))
    for _ in find_bilangan(text):
        pass
    find_tanda_naskah(text, "narasi/a.md")
    is_unwritten(text)
    find_larangan(text)


def test_only_simple_references_are_allowed() -> None:
    """The list in `docs/keamanan.md` is that of the code: whatever else Jinja has is refused."""
    penulis = PenulisNaskah({}, str, GAYA, str)
    allowed = {kind.__name__ for kind in BOLEH}
    assert allowed == {"Template", "Output", "TemplateData", "Name", "Getattr", "Const", "Call", "Filter", "Getitem"}
    for name in sorted(TESTS):
        assert penulis.check(f"{{{{ a is {name} }}}}", Position("narasi/a.md")), name
    for name in sorted(set(FILTERS) - set(GAYA)):
        assert penulis.check(f"{{{{ a | {name} }}}}", Position("narasi/a.md")), name
    assert set(penulis._acuan) == {"rujuk"}  # noqa: SLF001 # nothing of Jinja's own


@pytest.mark.skipif(os.name == "nt", reason="links need another system")
def test_templates_a_link_leads_out_to_are_not_used(korban: Path) -> None:
    (korban / "templates").symlink_to("../luar", target_is_directory=True)
    assert template_folders(korban) == [find_shipped()]


def test_templates_of_the_project_can_be_forbidden(korban: Path, jalankan: Callable[..., Keluaran]) -> None:
    (korban / "templates").mkdir()
    (korban / "templates" / "laporan.md.j2").write_text("{{ laporan.tidak_ada }}")
    assert jalankan("-C", str(korban), "check", "2025").code == 3
    assert jalankan("--no-templates", "-C", str(korban), "check", "2025").code == 0
    assert "LKJ_NO_TEMPLATES" not in os.environ


def test_templates_can_be_forbidden_by_the_environment(
    korban: Path, jalankan: Callable[..., Keluaran], monkeypatch: pytest.MonkeyPatch
) -> None:
    (korban / "templates").mkdir()
    (korban / "templates" / "laporan.md.j2").write_text("{{ laporan.tidak_ada }}")
    monkeypatch.setenv("LKJ_NO_TEMPLATES", "1")
    assert jalankan("-C", str(korban), "check", "2025").code == 0


def test_what_stands_in_plain_fields_reaches_the_documents_as_text(
    tulis: Callable[[Mapping[str, Any]], Path], kecil: dict[str, Any]
) -> None:
    kecil["instansi"]["fungsi"] = [f"Awal {isi} akhir" for isi in RACUN]
    project = tulis(kecil)
    hasil = build(project, 2025, lambda _: None)
    assert not stops_build(hasil.findings)
    with zipfile.ZipFile(project / "build" / "2025" / "lkj-2025.docx") as docx:
        parts = {name: docx.read(name).decode() for name in docx.namelist() if name.endswith((".xml", ".rels"))}
    text = " ".join("".join(ET.fromstring(parts["word/document.xml"]).itertext()).split())  # noqa: S314 # our own
    for isi in RACUN:
        assert " ".join(f"Awal {isi} akhir".split()) in text, isi
    targets = re.findall(r'Target="([^"]+)"[^>]*TargetMode="External"', parts["word/_rels/document.xml.rels"])
    assert [target for target in targets if not target.startswith(("http://", "https://", "mailto:"))] == []


def test_prepared_pictures_hold_nothing_but_pixels(korban: Path) -> None:
    for nama in ("png_dan_zip", "png_dan_html"):
        masukan = next(masukan for masukan in find_family("gambar").masukan if masukan.nama == nama)
        masukan.tulis(korban)
        muatan = load_tahun(korban, 2025)
        assert muatan.data
        media, flaws = prepare_bukti(muatan.data.bukti, korban / "data" / "2025")
        assert flaws == []
        isi = b"".join(media.isi.values())
        assert isi
        assert b"PK\x03\x04" not in isi
        assert b"script" not in isi
