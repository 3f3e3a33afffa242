from __future__ import annotations

import hashlib
import json
import re
import shutil
from importlib.metadata import version
from threading import active_count
from time import sleep
from typing import TYPE_CHECKING, Any, NamedTuple

import pypandoc
import pytest

import lkj
from lkj.build import HasilBuild, build, build_epoch
from lkj.convert.pandoc import Bahan, ConvertError
from lkj.finding import Finding, Position, Severity
from lkj.masukan import pandoc_folder, template_folders
from lkj.periksa import Siap, check_tahun, read_tata_letak

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from lkj.gambar.kanvas import Gambar
    from lkj.laporan import Laporan
    from lkj.periksa import HasilPeriksa

    Sunting = Callable[[Path, str, str], None]
    Tulis = Callable[[Mapping[str, Any]], Path]

HALAMAN = {"pendahuluan": "1"}
NAMES = ["jejak.json", "lkj-2025.docx", "lkj-2025.md", "lkj-2025.pdf", "manifest.json"]


def quiet(_: str) -> None:
    """Report nothing."""


def errors(hasil: HasilPeriksa) -> list[Finding]:
    """Give what stops a build: the least data there can be lack much that is only warned of."""
    return [finding for finding in hasil.findings if finding.severity is Severity.GALAT]


def read_tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Diberi(NamedTuple):
    """What a converter was given, the files it could read among them."""

    bahan: Bahan
    media: dict[str, bytes]
    halaman: Mapping[str, str] | None


@pytest.fixture
def diberi(monkeypatch: pytest.MonkeyPatch) -> list[Diberi]:
    """Put converters in place that only write down what they were given."""
    given: list[Diberi] = []

    def write(
        bahan: Bahan, target: Path, read_halaman: Callable[[], Mapping[str, str]] | None = None
    ) -> Mapping[str, str]:
        # The PDF tells the pages, so it is there first.
        halaman = read_halaman and read_halaman()
        given.append(Diberi(bahan, read_tree(bahan.resources), halaman))
        target.write_bytes(target.suffix.encode())
        return HALAMAN

    for name in ("write_docx", "write_pdf"):
        monkeypatch.setattr(f"lkj.build.{name}", write)
    return given


@pytest.fixture
def tak_digambar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no figure be drawn."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a figure was drawn")

    for name in ("pohon", "capaian", "riwayat", "triwulan", "anggaran"):
        monkeypatch.setattr(f"lkj.ilustrasi.draw_{name}", refuse)


@pytest.fixture
def kecil_terbangun(kecil: dict[str, Any], tulis: Tulis, diberi: list[Diberi]) -> Path:  # noqa: ARG001 # no converter runs
    """A small project with outputs of an earlier run."""
    proyek = tulis(kecil)
    folder = proyek / "build/2025"
    folder.mkdir(parents=True)
    for name in (*NAMES, "sisa.txt"):
        (folder / name).write_text(f"{name} yang lama\n", encoding="utf-8")
    return proyek


def spoil(proyek: Path) -> None:
    """Make the data wrong."""
    with (proyek / "data/2025/renstra.yaml").open("a", encoding="utf-8") as berkas:
        berkas.write("zzz: 1\n")


# What a build gives.


def test_all_files_are_written(terbangun: HasilBuild) -> None:
    assert [path.name for path in terbangun.berkas] == NAMES
    assert [path.parent.parts[-2:] for path in terbangun.berkas] == [("build", "2025")] * 5
    assert all(path.stat().st_size > 1000 for path in terbangun.berkas)
    assert terbangun.berkas[1].read_bytes().startswith(b"PK")
    assert terbangun.berkas[3].read_bytes().startswith(b"%PDF-")
    assert [path.name for path in terbangun.berkas[0].parents[1].iterdir()] == ["2025"]
    assert terbangun.jumlah_angka > 900


def test_manifest(terbangun: HasilBuild) -> None:
    folder = terbangun.berkas[0].parent
    proyek = folder.parents[1]
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest) == ["versi", "tahun", "waktu", "alat", "masukan", "keluaran"]
    assert (manifest["versi"], manifest["tahun"]) == (1, 2025)
    assert manifest["alat"] == {
        "lkj": lkj.__version__,
        "pandoc": pypandoc.get_pandoc_version(),
        "typst": version("typst"),
        "kode": manifest["alat"]["kode"],
    }
    assert re.fullmatch("[0-9a-f]{64}", manifest["alat"]["kode"])
    assert manifest["waktu"] == 1767225600
    data = sorted(path.relative_to(proyek).as_posix() for path in (proyek / "data").rglob("*") if path.is_file())
    assert sorted(manifest["masukan"]) == data
    assert sorted(manifest["keluaran"]) == NAMES[:-1]
    for name, digest in manifest["masukan"].items():
        assert hashlib.sha256((proyek / name).read_bytes()).hexdigest() == digest
    for name, digest in manifest["keluaran"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_trace_file_lists_every_number_on_its_line_in_order(terbangun: HasilBuild) -> None:
    folder = terbangun.berkas[0].parent
    jejak = json.loads((folder / "jejak.json").read_text(encoding="utf-8"))
    lines = (folder / "lkj-2025.md").read_text(encoding="utf-8").split("\n")
    assert jejak["jumlah"] == len(jejak["angka"]) == terbangun.jumlah_angka
    assert [entry["nomor"] for entry in jejak["angka"]] == list(range(1, jejak["jumlah"] + 1))
    assert [entry["baris"] for entry in jejak["angka"]] == sorted(entry["baris"] for entry in jejak["angka"])
    at = (0, 0)
    for entry in jejak["angka"]:
        row, start = entry["baris"], at[1] if entry["baris"] == at[0] else 0
        found = lines[row - 1].find(entry["teks"], start)
        assert found >= 0, entry
        at = (row, found + len(entry["teks"]))


def test_trace_file_is_closed(terbangun: HasilBuild) -> None:
    """Every node is reached from a number, every operand is a node, and every position is a line of the data."""
    folder = terbangun.berkas[0].parent
    jejak = json.loads((folder / "jejak.json").read_text(encoding="utf-8"))
    nodes = jejak["simpul"]
    reached: set[str] = set()
    waiting = [entry["simpul"] for entry in jejak["angka"]]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += nodes[name]["operan"]
    assert reached == set(nodes)
    lines = {name: len(text) for name, text in terbangun.sources.items()}
    for entry in jejak["angka"]:
        for posisi in entry["posisi"]:
            name, line, _ = posisi.rsplit(":", 2)
            assert 1 <= int(line) <= lines[name]
    assert {bool(entry["posisi"]) for entry in jejak["angka"] if nodes[entry["simpul"]]["nilai"]} == {True}


def test_a_known_number_that_is_not_nil_comes_from_the_data(terbangun: HasilBuild) -> None:
    jejak = json.loads((terbangun.berkas[0].parent / "jejak.json").read_text(encoding="utf-8"))
    unplaced = [entry for entry in jejak["angka"] if not entry["posisi"]]
    assert {jejak["simpul"][entry["simpul"]]["nilai"] for entry in unplaced} <= {None, "0"}


def test_a_build_elsewhere_gives_the_same_bytes(terbangun: HasilBuild, proyek: Path) -> None:
    hasil = build(proyek, 2025, quiet)
    assert {path.name: path.read_bytes() for path in hasil.berkas} == {
        path.name: path.read_bytes() for path in terbangun.berkas
    }


def test_progress(kecil: dict[str, Any], tulis: Tulis, diberi: list[Diberi]) -> None:
    told: list[str] = []
    build(tulis(kecil), 2025, told.append)
    assert told == [
        "Memeriksa data 2025",
        "Menyusun teks dan gambar",
        "Menulis lkj-2025.md",
        "Menulis lkj-2025.pdf",
        "Menulis lkj-2025.docx",
    ]
    assert len(diberi) == 2


def test_what_converters_are_given(kecil: dict[str, Any], tulis: Tulis, diberi: list[Diberi], akar: Path) -> None:
    proyek = tulis(kecil)
    hasil = build(proyek, 2025, quiet)
    markdown = (proyek / "build/2025/lkj-2025.md").read_text(encoding="utf-8")
    pdf, dokumen = diberi
    assert pdf.bahan == Bahan(markdown, akar / "templates", pdf.bahan.resources, 1767225600)
    assert dokumen.bahan == pdf.bahan
    # What only the DOCX takes may be half written when the PDF is made.
    assert {name: isi for name, isi in pdf.media.items() if name.endswith(".svg")}.items() <= dokumen.media.items()
    # The page numbers of the PDF fill the lists of the DOCX.
    assert (pdf.halaman, dokumen.halaman) == (None, HALAMAN)
    # The pictures are gone when the documents are there.
    assert pdf.bahan.resources.parent == proyek / "build"
    assert not pdf.bahan.resources.exists()
    assert [path.name for path in hasil.berkas] == NAMES
    assert errors(hasil) == []
    assert set(hasil.sources) == {f"data/2025/{name}.yaml" for name in kecil}


def test_old_outputs_are_replaced_as_a_whole(kecil_terbangun: Path) -> None:
    folder = kecil_terbangun / "build"
    build(kecil_terbangun, 2025, quiet)
    outputs = read_tree(folder)
    assert sorted(outputs) == [f"2025/{name}" for name in NAMES]
    assert not any(b"yang lama" in content for content in outputs.values())
    # Whom the folder is for may read them, and text has the same line ends on every system.
    assert (folder / "2025").stat().st_mode == folder.stat().st_mode
    for name in ("lkj-2025.md", "jejak.json", "manifest.json"):
        assert outputs[f"2025/{name}"].endswith(b"\n")
        assert b"\r" not in outputs[f"2025/{name}"]


# What keeps a build from being done.


@pytest.mark.parametrize(
    ("asal", "gambar", "grafik"),
    [("", ["I.1", "I.2", "I.4", "I.5"], 6), ("tests/instansi_kedua", ["I.1", "I.2", "I.3", "I.4"], 3)],
    ids=["2025", "kedua"],
)
def test_pictures_in_the_text_are_those_the_converters_are_given(
    akar: Path, tmp_path: Path, diberi: list[Diberi], asal: str, gambar: list[str], grafik: int
) -> None:
    shutil.copytree(akar / asal / "data", tmp_path / "data")
    build(tmp_path, 2025, quiet)
    markdown = (tmp_path / "build/2025/lkj-2025.md").read_text(encoding="utf-8")
    images = re.findall(r"!\[((?:[^\]\\]|\\.)*)\]\((\S+?)\)", markdown)
    assert all(alt for alt, _ in images)
    named = {name for _, name in images}
    assert len(named) == len(images) > 8
    # The PDF takes vectors. The DOCX, here asked last, takes a picture in the place of each.
    assert named <= set(diberi[0].media)
    media = diberi[1].media
    assert sorted(media) == sorted(named | {name.replace(".svg", ".png") for name in named})
    for name, content in media.items():
        assert content.startswith(b"<svg " if name.endswith(".svg") else b"\x89PNG"), name
    figures = re.findall(
        r"^::: \{\.gambar #\S+\}\n((?:!\[.+\]\(gambar/\w+\.svg\)\{width=\d+pt\}\n+)+)::: judul\n(\S+ \S+) ",
        markdown,
        re.MULTILINE,
    )
    assert sum(block.count("](gambar/") for block, _ in figures) == markdown.count("](gambar/")
    drawn = [f"Gambar {number}" for number in gambar] + [f"Grafik III.{number}" for number in range(1, grafik + 1)]
    assert [number for _, number in figures] == drawn


def test_wrong_data_leave_old_outputs_as_they_are(kecil_terbangun: Path, diberi: list[Diberi]) -> None:
    before = read_tree(kecil_terbangun / "build")
    spoil(kecil_terbangun)
    hasil = build(kecil_terbangun, 2025, quiet)
    assert hasil.berkas == ()
    (finding,) = hasil.findings
    assert finding.position == Position("data/2025/renstra.yaml", len(hasil.sources["data/2025/renstra.yaml"]), 1)
    assert "zzz" in finding.message
    assert hasil.jumlah_angka == 0
    assert hasil.sources["data/2025/renstra.yaml"][-1] == "zzz: 1"
    assert read_tree(kecil_terbangun / "build") == before
    assert diberi == []


def test_what_a_rule_forbids_is_not_rendered(kecil: dict[str, Any], tulis: Tulis) -> None:
    kecil["target"]["perjanjian"][0]["pihak_kedua"] = "wali_kata"
    proyek = tulis(kecil)
    hasil = build(proyek, 2025, quiet)
    assert [finding.advice for finding in errors(hasil)] == ["maksud Anda “wali_kota”?"]
    assert not (proyek / "build").exists()


def test_wrong_narrative_stops_the_build(kecil_terbangun: Path) -> None:
    before = read_tree(kecil_terbangun / "build")
    folder = kecil_terbangun / "data/2025/narasi"
    folder.mkdir()
    (folder / "kesimpulan.md").write_text("{{ anggaran.pago }}\n", encoding="utf-8")
    hasil = build(kecil_terbangun, 2025, quiet)
    assert errors(hasil) == [
        Finding(
            Position("data/2025/narasi/kesimpulan.md", 1, 13),
            "LKJ501",
            "Rujukan “pago” tidak ada dalam laporan.",
            "maksud Anda “pagu”?",
        )
    ]
    assert hasil.berkas == ()
    assert read_tree(kecil_terbangun / "build") == before


@pytest.mark.usefixtures("tak_digambar")
def test_evidence_that_cannot_be_used_stops_the_build(kecil_terbangun: Path) -> None:
    before = read_tree(kecil_terbangun / "build")
    folder = kecil_terbangun / "data/2025"
    (folder / "bukti.yaml").write_text("lampiran:\n  - judul: LHE\n    berkas: lhe.pdf\n", encoding="utf-8")
    (folder / "lhe.pdf").write_bytes(b"PK\x03\x04")
    hasil = build(kecil_terbangun, 2025, quiet)
    assert hasil.findings == check_tahun(kecil_terbangun, 2025).findings
    assert errors(hasil) == [
        Finding(
            Position("data/2025/bukti.yaml", 3, 13),
            "LKJ009",
            "Isi berkas “lhe.pdf” tidak sesuai dengan akhiran namanya: ini arsip ZIP atau dokumen Office.",
            "beri nama dengan akhiran yang benar, atau simpan ulang",
        )
    ]
    assert read_tree(kecil_terbangun / "build") == before


def test_nothing_goes_on_when_a_build_has_ended(kecil_terbangun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []

    def draw(siap: Siap) -> dict[str, tuple[Gambar, ...]]:
        sleep(0.2)
        drawn.append(siap)
        return {}

    monkeypatch.setattr(Siap, "draw", draw)
    before = active_count()
    (kecil_terbangun / "templates").mkdir()
    (kecil_terbangun / "templates/laporan.md.j2").write_text("{{ 1 / 0 }}\n", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        build(kecil_terbangun, 2025, quiet)
    assert len(drawn) == 1
    assert active_count() == before


def test_a_figure_that_cannot_be_painted_leaves_old_outputs_as_they_are(
    kecil_terbangun: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_tree(kecil_terbangun / "build")

    def fail(*_: object) -> None:
        raise RuntimeError("tidak dapat dilukis")

    monkeypatch.setattr("lkj.build.paint_gambar", fail)
    with pytest.raises(RuntimeError, match=r"^tidak dapat dilukis$"):
        build(kecil_terbangun, 2025, quiet)
    assert read_tree(kecil_terbangun / "build") == before
    assert [path.name for path in (kecil_terbangun / "build").iterdir()] == ["2025"]


def test_warnings_do_not_stop_the_build(kecil: dict[str, Any], tulis: Tulis, diberi: list[Diberi]) -> None:
    kecil["target"]["perjanjian"][0]["sasaran"][0]["indikator"][0]["target"] = 0
    hasil = build(tulis(kecil), 2025, quiet)
    assert "Target nol: persentase capaian tidak dapat dihitung." in [finding.message for finding in hasil.findings]
    assert {finding.severity for finding in hasil.findings} == {Severity.PERINGATAN, Severity.CATATAN}
    assert [path.name for path in hasil.berkas] == NAMES
    assert len(diberi) == 2


def test_a_template_that_prints_no_number(kecil: dict[str, Any], tulis: Tulis) -> None:
    proyek = tulis(kecil)
    (proyek / "templates").mkdir()
    (proyek / "templates/laporan.md.j2").write_text("# {{ data.instansi.nama }}: 8,06%\n", encoding="utf-8")
    expected = Finding(
        Position("data/2025"),
        "LKJ503",
        "Laporan tidak memuat satu pun angka yang terlacak.",
        "periksa templat laporan: setiap angka harus berasal dari data",
    )
    assert errors(build(proyek, 2025, quiet)) == errors(check_tahun(proyek, 2025)) == [expected]
    assert not (proyek / "build").exists()


@pytest.mark.parametrize("converter", ["write_docx", "write_pdf"])
def test_a_converter_that_fails_leaves_old_outputs_as_they_are(
    kecil_terbangun: Path, monkeypatch: pytest.MonkeyPatch, converter: str
) -> None:
    before = read_tree(kecil_terbangun / "build")

    def fail(_: Bahan, target: Path, *_halaman: object) -> None:
        target.write_bytes(b"setengah")
        raise ConvertError("Typst memberi peringatan:\nfont tidak ada")

    monkeypatch.setattr(f"lkj.build.{converter}", fail)
    with pytest.raises(ConvertError, match=r"^Typst memberi peringatan:\nfont tidak ada$"):
        build(kecil_terbangun, 2025, quiet)
    assert read_tree(kecil_terbangun / "build") == before
    assert [path.name for path in (kecil_terbangun / "build").iterdir()] == ["2025"]


def test_where_both_documents_fail_the_pdf_says_why(kecil_terbangun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Bahan, target: Path, *_halaman: object) -> None:
        if target.suffix == ".pdf":
            sleep(0.05)
        raise ConvertError(target.suffix)

    for name in ("write_docx", "write_pdf"):
        monkeypatch.setattr(f"lkj.build.{name}", fail)
    with pytest.raises(ConvertError, match=r"^\.pdf$"):
        build(kecil_terbangun, 2025, quiet)


def test_an_interrupted_build_is_no_failure_of_a_converter(
    kecil_terbangun: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_tree(kecil_terbangun / "build")
    ended = []

    def end(*_: object) -> None:
        sleep(0.05)
        ended.append("pdf")
        raise ConvertError("Pandoc tidak dapat mengubah naskah:\n")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("lkj.build.write_pdf", end)
    monkeypatch.setattr("lkj.build.write_docx", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build(kecil_terbangun, 2025, quiet)
    assert ended == ["pdf"]
    assert read_tree(kecil_terbangun / "build") == before
    assert [path.name for path in (kecil_terbangun / "build").iterdir()] == ["2025"]


def test_a_converter_that_fails_the_first_time_leaves_nothing(
    kecil: dict[str, Any], tulis: Tulis, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ConvertError("gagal")

    monkeypatch.setattr("lkj.build.write_docx", fail)
    proyek = tulis(kecil)
    with pytest.raises(ConvertError, match=r"^gagal$"):
        build(proyek, 2025, quiet)
    assert list((proyek / "build").iterdir()) == []


def test_recovery_from_a_run_killed_between_the_two_renames(kecil_terbangun: Path) -> None:
    folder = kecil_terbangun / "build"
    before = read_tree(folder)
    (folder / "2025").rename(folder / ".2025-lama")
    shutil.copytree(folder / ".2025-lama", folder / ".2025-abcdefgh")
    spoil(kecil_terbangun)
    assert build(kecil_terbangun, 2025, quiet).berkas == ()
    assert read_tree(folder) == before
    assert [path.name for path in folder.iterdir()] == ["2025"]


def test_recovery_from_a_run_killed_after_the_second_rename(kecil_terbangun: Path) -> None:
    folder = kecil_terbangun / "build"
    before = read_tree(folder)
    (folder / ".2025-lama").mkdir()
    (folder / ".2025-lama/lkj-2025.md").write_text("lama", encoding="utf-8")
    (folder / "2024").mkdir()
    spoil(kecil_terbangun)
    assert build(kecil_terbangun, 2025, quiet).berkas == ()
    assert read_tree(folder) == before
    assert sorted(path.name for path in folder.iterdir()) == ["2024", "2025"]


# Checking only.


def test_check_writes_nothing(kecil: dict[str, Any], tulis: Tulis) -> None:
    proyek = tulis(kecil)
    before = read_tree(proyek)
    hasil = check_tahun(proyek, 2025)
    assert errors(hasil) == []
    assert read_tree(proyek) == before
    spoil(proyek)
    assert [finding.position.file for finding in check_tahun(proyek, 2025).findings] == ["data/2025/renstra.yaml"]


@pytest.mark.usefixtures("tak_digambar")
def test_narrative_may_refer_to_a_figure_that_is_not_drawn(kecil: dict[str, Any], tulis: Tulis) -> None:
    folder = tulis(kecil) / "data/2025"
    (folder / "narasi").mkdir()
    text = '{{ rujuk("grafik-capaian") }} dan {{ rujuk("grafik-riwayat-pengunjung") }}'
    (folder / "narasi/kesimpulan.md").write_text(text, encoding="utf-8")
    (unknown,) = errors(check_tahun(folder.parents[1], 2025))
    assert unknown.message == "Bagian “grafik-riwayat-pengunjung” tidak ada dalam laporan."
    # What else is wrong makes no other reference wrong.
    (folder / "bukti.yaml").write_text("lampiran:\n  - judul: LHE\n    berkas: lhe.pdf\n", encoding="utf-8")
    findings = errors(build(folder.parents[1], 2025, quiet))
    assert [finding.code for finding in findings] == ["LKJ008", "LKJ501"]
    assert (findings[1].position, findings[1].message) == (unknown.position, unknown.message)


# Templates and time.


def test_a_template_of_the_project_overrides_a_shipped_one(
    kecil: dict[str, Any], tulis: Tulis, diberi: list[Diberi], akar: Path, sunting: Sunting
) -> None:
    proyek = tulis(kecil)
    own = proyek / "templates/bab/penutup.md.j2"
    own.parent.mkdir(parents=True)
    shutil.copy(akar / "templates/bab/penutup.md.j2", own)
    sunting(own, 'bab("penutup", "Penutup")', 'bab("penutup", "Simpulan dan Saran")')
    build(proyek, 2025, quiet)
    markdown = (proyek / "build/2025/lkj-2025.md").read_text(encoding="utf-8")
    assert "# [BAB IV]{.label-bab} Simpulan dan Saran {#penutup .bab}" in markdown
    assert "# [BAB I]{.label-bab} Pendahuluan {#pendahuluan .bab}" in markdown
    assert diberi[0].bahan.templates == akar / "templates"
    manifest = json.loads((proyek / "build/2025/manifest.json").read_text(encoding="utf-8"))
    assert manifest["masukan"]["templates/bab/penutup.md.j2"] == hashlib.sha256(own.read_bytes()).hexdigest()


def test_folders_of_templates(akar: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert template_folders(tmp_path) == [akar / "templates"]
    assert template_folders(akar) == [akar / "templates"]
    (tmp_path / "templates").mkdir()
    assert template_folders(tmp_path) == [tmp_path / "templates", akar / "templates"]
    assert pandoc_folder(tmp_path) == akar / "templates"
    (tmp_path / "templates/pandoc").mkdir()
    assert pandoc_folder(tmp_path) == tmp_path / "templates"
    # In a wheel they stand inside the package.
    (tmp_path / "site/lkj/templates").mkdir(parents=True)
    monkeypatch.setattr(lkj, "__file__", str(tmp_path / "site/lkj/__init__.py"))
    assert template_folders(akar) == [akar / "templates", tmp_path / "site/lkj/templates"]


def test_what_figures_need_of_the_layout(tmp_path: Path) -> None:
    (tmp_path / "templates/pandoc").mkdir(parents=True)
    (tmp_path / "templates/pandoc/tata_letak.yaml").write_text(
        "tata_letak:\n"
        "  kertas: { lebar: 21.0, tinggi: 30 }\n"
        "  tepi: { atas: 2.5, bawah: 2.1, kiri: 4.3, kanan: 4, kepala: 1, kaki: 1 }\n"
        "  kode:\n"
        '    hijau: { latar: "1E7B34", teks: "FFFFFF" }\n'
        '    merah: { latar: "C00000", teks: "FFFFFF" }\n',
        encoding="utf-8",
    )
    bidang, warna = read_tata_letak(tmp_path)
    # 12.7 cm; 25.4 cm less the caption and a heading.
    assert [bidang.lebar, bidang.tinggi] == pytest.approx([360, 610])
    assert warna == {"hijau": "#1E7B34", "merah": "#C00000"}


def test_the_shipped_layout_has_a_colour_for_every_rating(laporan: Laporan, akar: Path) -> None:
    _, warna = read_tata_letak(akar)
    assert {band.pita.kode for band in laporan.skala} <= set(warna)
    assert all(re.fullmatch(r"#[0-9A-F]{6}", each) for each in warna.values())


@pytest.mark.parametrize(
    ("stated", "epoch"), [(None, 1767225600), ("1700000000", 1700000000), ("", 1767225600), ("kemarin", 1767225600)]
)
def test_the_time_written_into_documents(
    laporan: Laporan, monkeypatch: pytest.MonkeyPatch, stated: str | None, epoch: int
) -> None:
    if stated is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", stated)
    assert build_epoch(laporan.data) == epoch


def test_converters_are_given_the_stated_time(
    kecil: dict[str, Any], tulis: Tulis, diberi: list[Diberi], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    build(tulis(kecil), 2025, quiet)
    assert [each.bahan.epoch for each in diberi] == [1700000000] * 2


def spoken(proyek: Path) -> list[tuple[str, str]]:
    return [
        (finding.position.file.rpartition("/")[2], f"{finding.code} {finding.message}")
        for finding in check_tahun(proyek, 2025).findings
        if finding.severity is Severity.GALAT
    ]


def test_one_run_tells_what_is_wrong_in_every_file(proyek: Path, sunting: Sunting) -> None:
    data = proyek / "data/2025"
    sunting(data / "realisasi.yaml", "2025: 134", "2025: 134,00")
    program = "Program Pelayanan Izin Usaha Simpan Pinjam\n    sasaran: ko"
    sunting(data / "anggaran.yaml", f"{program}perasi", f"{program}prasi")
    sunting(data / "instansi.yaml", "- kode: pj_gubernur", "- kode: gubernur")
    (data / "narasi/tugas.md").write_text("Satu\n\n{{ tahun", encoding="utf-8")
    (data / "aset.yaml").unlink()
    (data / "sdm.yaml").write_text("jenjang: [S1\n", encoding="utf-8")
    assert spoken(proyek) == [
        ("anggaran.yaml", "LKJ102 Kode sasaran “koprasi” tidak ada."),
        ("instansi.yaml", "LKJ101 Kode pejabat “gubernur” sudah dipakai di data/2025/instansi.yaml:61:11."),
        ("tugas.md", "LKJ501 Rujukan {{ … }} tidak lengkap atau salah tulis."),
        ("realisasi.yaml", "LKJ012 “134,00” bukan angka yang dapat dibaca."),
        ("sdm.yaml", "LKJ002 Kurung ini tidak ditutup, atau ada koma yang kurang di dalamnya."),
        ("target.yaml", "LKJ102 Kode pejabat “pj_gubernur” tidak ada."),
    ]


def test_what_refers_to_a_file_that_cannot_be_read_is_not_at_fault(proyek: Path, sunting: Sunting) -> None:
    data = proyek / "data/2025"
    (data / "renstra.yaml").write_text("tujuan: [\n", encoding="utf-8")
    sunting(data / "indikator.yaml", "- kode: nilai_rb", "- kod: nilai_rb")
    instansi = (data / "instansi.yaml").read_text(encoding="utf-8")
    (data / "instansi.yaml").write_text(instansi.replace("\nunit:\n", "\nunit: salah\nlama:\n"), encoding="utf-8")
    assert [place for place, _ in spoken(proyek)] == [
        "indikator.yaml",
        "instansi.yaml",
        "instansi.yaml",
        "renstra.yaml",
    ]


def test_wrong_figures_do_not_hide_flaws_of_the_narrative(proyek: Path, sunting: Sunting) -> None:
    data = proyek / "data/2025"
    unit = "    sasaran: koperasi\n    unit: bidang_koperasi\n"
    program = f"Program Pelayanan Izin Usaha Simpan Pinjam\n{unit}"
    sunting(data / "anggaran.yaml", program, f"{program}    pagu_induk: 1\n")
    (data / "narasi/tugas.md").write_text("{{ anggaran.paguu }}", encoding="utf-8")
    assert [text.split()[0] for _, text in spoken(proyek)] == ["LKJ303", "LKJ301", "LKJ501"]


def test_outputs_where_a_file_stands(kecil: dict[str, Any], tulis: Tulis) -> None:
    proyek = tulis(kecil)
    (proyek / "build").mkdir()
    (proyek / "build/2025").write_text("x", encoding="utf-8")
    with pytest.raises(ConvertError, match=r"build/2025 bukan folder: pindahkan atau hapus, lalu ulangi\.$"):
        build(proyek, 2025, quiet)
    assert [path.name for path in (proyek / "build").iterdir()] == ["2025"]


@pytest.mark.parametrize("stated", ["99999999999", "-1", "1.5", "satu", ""])
def test_a_time_no_document_could_bear(laporan: Laporan, monkeypatch: pytest.MonkeyPatch, stated: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", stated)
    assert build_epoch(laporan.data) == 1767225600


def test_the_manifest_names_the_data_of_the_year_before(akar: Path, tmp_path: Path, diberi: list[Diberi]) -> None:
    shutil.copytree(akar / "tests" / "contoh" / "data", tmp_path / "data")
    hasil = build(tmp_path, 2025, quiet)
    masukan = json.loads((tmp_path / "build/2025/manifest.json").read_text(encoding="utf-8"))["masukan"]
    assert hasil.berkas
    assert {"data/2024/anggaran.yaml", "data/2025/anggaran.yaml"} <= set(masukan)
    assert len(diberi) == 2
