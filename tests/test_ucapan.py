"""A command that would say the same says it again, and only then; see `lkj.ucapan`."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import lkj.build
import lkj.periksa
import lkj.simpanan
import lkj.ucapan
from lkj.masukan import find_shipped
from lkj.simpanan import recall, remember

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.keluaran import Keluaran

    Jalankan = Callable[..., Keluaran]
    Tulis = Callable[[Mapping[str, Any]], Path]

AKAR = Path(__file__).parents[1]


class Hitungan:
    """Runs the program and tells whether it worked, or only said what it remembered."""

    def __init__(self, project: Path, jalankan: Jalankan, monkeypatch: pytest.MonkeyPatch) -> None:
        self.project = project
        self._jalankan = jalankan
        self.runs = 0
        for module, name in ((lkj.periksa, "check_tahun"), (lkj.build, "build")):
            monkeypatch.setattr(module, name, self._count(getattr(module, name)))

    def _count(self, true: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            self.runs += 1
            return true(*arguments)

        return run

    def run(self, *words: str) -> Keluaran:
        """Run the program in the project."""
        return self._jalankan("-C", str(self.project), *words)

    def works(self, *words: str) -> bool:
        """Tell whether a command worked."""
        before = self.runs
        self.run(*(words or ("check",)))
        return self.runs > before


@pytest.fixture
def simpanan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program remembers."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv("LKJ_CACHE", str(tmp_path / "simpanan"))
    return tmp_path / "simpanan"


@pytest.fixture
def hitungan(
    simpanan: Path, tulis: Tulis, kecil: dict[str, Any], jalankan: Jalankan, monkeypatch: pytest.MonkeyPatch
) -> Hitungan:
    """The least project, with a narrative, a year before and a template of its own."""
    assert not simpanan.exists()
    project = tulis(kecil)
    data = project / "data/2025"
    (data / "narasi").mkdir()
    (data / "narasi/ikhtisar.md").write_text("Ringkasan.\n", encoding="utf-8")
    (data / "bukti").mkdir()
    (data / "bukti/foto.txt").write_text("x", encoding="utf-8")
    (project / "data/2024").mkdir()
    (project / "data/2024/instansi.yaml").write_bytes((data / "instansi.yaml").read_bytes())
    own = project / "templates/bab/penutup.md.j2"
    own.parent.mkdir(parents=True)
    own.write_bytes((find_shipped() / "bab/penutup.md.j2").read_bytes())
    return Hitungan(project, jalankan, monkeypatch)


def test_the_same_is_said_again(hitungan: Hitungan) -> None:
    for words in (["check"], ["check", "--strict"], ["check", "2025", "--summary"], ["check", "--format", "text"]):
        first = hitungan.run(*words)
        assert first.out or first.err
        before = hitungan.runs
        assert hitungan.run(*words) == first
        assert hitungan.runs == before
    assert not hitungan.works("check", "2025")


def test_an_exit_code_is_remembered_too(hitungan: Hitungan) -> None:
    (hitungan.project / "data/2025/target.yaml").write_text("perjanjian: 1\n", encoding="utf-8")
    first = hitungan.run("check")
    assert first.code == 1
    assert "data/2025/target.yaml:1:13" in first.err
    assert hitungan.run("check") == first
    assert not hitungan.works("check")


def test_each_input_counts(hitungan: Hitungan) -> None:
    inputs = [path for name in ("data", "templates") for path in (hitungan.project / name).rglob("*") if path.is_file()]
    assert len(inputs) == 10
    assert hitungan.works()
    for path in inputs:
        status = path.stat()
        content = path.read_bytes()
        # As long as before, and as old: what counts is the content.
        path.write_bytes(content[:-1] + b" ")
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        assert hitungan.works(), path
        assert not hitungan.works(), path
        path.write_bytes(content)
        assert not hitungan.works(), path


def test_what_comes_goes_or_is_renamed_counts(hitungan: Hitungan) -> None:
    assert hitungan.works()
    new = hitungan.project / "data/2025/baru.txt"
    new.write_bytes(b"")
    assert hitungan.works()
    new.rename(new.with_name("lain.txt"))
    assert hitungan.works()
    new.with_name("lain.txt").unlink()
    assert not hitungan.works()
    new.mkdir()
    assert hitungan.works()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("hash_program", lambda: "lain"),
        ("read_hari", lambda: date(2031, 1, 1)),
        ("_list_packages", lambda: ["pydantic-0.dist-info"]),
    ],
)
def test_program_day_and_packages_count(
    hitungan: Hitungan, monkeypatch: pytest.MonkeyPatch, name: str, value: Callable[[], object]
) -> None:
    assert hitungan.works()
    monkeypatch.setattr(lkj.ucapan, name, value)
    assert hitungan.works()
    assert not hitungan.works()


def test_environment_and_options_count(hitungan: Hitungan, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hitungan.works()
    for words in (["check", "--strict"], ["check", "--summary"], ["--no-templates", "check"], ["build"]):
        assert hitungan.works(*words), words
        assert not hitungan.works(*words), words
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert hitungan.works()
    assert hitungan.works("build")
    assert not hitungan.works()


def test_the_width_of_the_terminal_counts(hitungan: Hitungan, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (80, 40):
        monkeypatch.setattr("lkj.cli._measure", lambda _, width=width: width)
        assert hitungan.works(), width
        assert not hitungan.works(), width


def test_packages_are_told_apart_by_their_versions() -> None:
    packages = lkj.ucapan._list_packages()  # noqa: SLF001 # what a digest is made of
    for name in ("pydantic", "PyYAML", "Jinja2"):
        assert any(package.lower().startswith(f"{name.lower()}-") for package in packages), name


def test_what_services_read_is_never_said_again(hitungan: Hitungan, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (["check", "--format", "json"], ["check", "--format", "gitlab"]):
        assert hitungan.works(*words)
        assert hitungan.works(*words)
    assert hitungan.works()
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert hitungan.works()


def test_outputs_that_were_touched_are_made_again(hitungan: Hitungan) -> None:
    first = hitungan.run("build")
    assert first.code == 0, first.err
    again = hitungan.run("build")
    assert again.out == first.out
    assert again.err.splitlines()[0] == lkj.ucapan.TETAP
    assert again.err.splitlines()[-1] == first.err.splitlines()[-1]
    folder = hitungan.project / "build/2025"
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        path.write_bytes(b"palsu")
        assert hitungan.works("build"), path
        assert path.read_bytes() == content
    (folder / "lain.txt").write_bytes(b"")
    assert hitungan.works("build")
    assert not (folder / "lain.txt").exists()
    (folder.parent / ".2025-sisa").mkdir()
    assert hitungan.works("build")
    assert [path.name for path in folder.parent.iterdir()] == ["2025"]
    assert not hitungan.works("build")


def test_a_build_that_failed_is_not_remembered(hitungan: Hitungan) -> None:
    (hitungan.project / "data/2025/target.yaml").write_text("perjanjian: 1\n", encoding="utf-8")
    assert hitungan.works("build")
    assert hitungan.works("build")


@pytest.mark.parametrize("option", [True, False])
def test_nothing_is_remembered_where_nobody_wants_it(
    hitungan: Hitungan, simpanan: Path, monkeypatch: pytest.MonkeyPatch, *, option: bool
) -> None:
    if option:
        words = ["--no-cache", "check"]
    else:
        monkeypatch.setenv("LKJ_CACHE", "")
        words = ["check"]
    assert hitungan.works(*words)
    assert hitungan.works(*words)
    assert not simpanan.exists()
    assert os.environ["LKJ_CACHE"] == (str(simpanan) if option else "")


def test_where_nothing_can_be_remembered_the_program_works_all_the_same(hitungan: Hitungan, simpanan: Path) -> None:
    simpanan.write_bytes(b"")
    assert hitungan.works()
    assert hitungan.works()
    simpanan.unlink()
    assert hitungan.works()
    for note in simpanan.iterdir():
        note.write_bytes(b'{"kode"')
    assert hitungan.works()
    assert not hitungan.works()


def test_a_relative_folder_is_none(hitungan: Hitungan, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be another one in each folder, and in a project anybody could fill it."""
    monkeypatch.setenv("LKJ_CACHE", "simpanan")
    monkeypatch.chdir(hitungan.project)
    assert hitungan.works()
    assert hitungan.works()
    assert not Path("simpanan").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right that few have there")
@pytest.mark.parametrize("make", [lambda path: path.symlink_to("foto.txt"), getattr(os, "mkfifo", None)])
def test_nothing_is_remembered_of_links_and_pipes(hitungan: Hitungan, make: Callable[[Path], None]) -> None:
    make(hitungan.project / "data/2025/bukti/lain.txt")
    assert hitungan.works()
    assert hitungan.works()


@pytest.mark.parametrize(("name", "value"), [("_BANYAK", 5), ("_BESAR", 10)])
def test_nothing_is_remembered_of_too_much(
    hitungan: Hitungan, monkeypatch: pytest.MonkeyPatch, name: str, value: int
) -> None:
    monkeypatch.setattr(lkj.ucapan, name, value)
    assert hitungan.works()
    assert hitungan.works()


def test_what_changes_meanwhile_is_not_remembered(hitungan: Hitungan, monkeypatch: pytest.MonkeyPatch) -> None:
    true = lkj.periksa.check_tahun

    def change(*arguments: Any) -> Any:
        hasil = true(*arguments)
        (hitungan.project / "data/2025/narasi/ikhtisar.md").write_text("Lain.\n", encoding="utf-8")
        return hasil

    monkeypatch.setattr(lkj.periksa, "check_tahun", change)
    assert hitungan.works()
    monkeypatch.setattr(lkj.periksa, "check_tahun", true)
    assert hitungan.works()
    assert not hitungan.works()


def test_old_notes_are_forgotten_and_files_of_others_are_not(simpanan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lkj.simpanan, "_BANYAK", 4)
    simpanan.mkdir()
    others = [simpanan / name for name in ("laporan.docx", "catatan.json", ".lkjx")]
    for path in others:
        path.write_bytes(b"milik orang")
        os.utime(path, (0, 0))
    (simpanan / ".lkj-sisa").write_bytes(b"")
    os.utime(simpanan / ".lkj-sisa", (0, 0))
    notes = [hashlib.sha256(bytes([number])).hexdigest() for number in range(5)]
    for number, note in enumerate(notes):
        remember(note, {"isi": number})
        if number < 4:
            os.utime(simpanan / f"{note}.json", (number + 1, number + 1))
    left = {path.name for path in simpanan.iterdir()}
    assert left >= {path.name for path in others}
    assert ".lkj-sisa" not in left
    kept = [note for note in notes if recall(note)]
    assert kept == notes[2:]
    assert [recall(note) for note in kept] == [{"isi": 2}, {"isi": 3}, {"isi": 4}]


def test_the_folder_is_one_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LKJ_CACHE")
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "rumah"))
    remember("a", {"isi": 1})
    assert recall("a") == {"isi": 1}
    (note,) = tmp_path.rglob("a.json")
    assert note.is_relative_to(tmp_path / "rumah")


# Lists what is opened and listed while a command runs, and what its digest is made of.
AUDIT = """
import json, os, sys
from pathlib import Path
opened = set()

def hook(event, arguments):
    if event in {"open", "os.listdir", "os.scandir"} and isinstance(arguments[0], (str, os.PathLike)):
        opened.add(os.path.abspath(os.fspath(arguments[0])))

from lkj.ucapan import _list_masukan
known = {str((Path(sys.argv[1]) / name).resolve()) for name in ("data", "data/2024", "data/2025", "templates")}
for folder in ("data/2024", "data/2025", "templates"):
    known |= {str(path.resolve()) for path in (Path(sys.argv[1]) / folder).rglob("*")}
named = {name for name, _ in _list_masukan(Path(sys.argv[1]), 2025)}
assert {"narasi/ikhtisar.md", "bab/penutup.md.j2", "instansi.yaml"} <= named
sys.addaudithook(hook)
from lkj.periksa import check_tahun
check_tahun(Path(sys.argv[1]), 2025)
print(json.dumps([sorted(opened), sorted(known)]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="names what else a program reads there")
def test_a_check_reads_nothing_but_what_its_digest_is_made_of(hitungan: Hitungan) -> None:
    """Beside that it reads the program, its templates, Python and packages."""
    done = subprocess.run(
        [sys.executable, "-c", AUDIT, str(hitungan.project)],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(AKAR), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    opened, known = json.loads(done.stdout)
    assert any(path.endswith("instansi.yaml") for path in opened)
    others = ("/usr/", "/etc/", "/proc/", *(str(Path(path).resolve()) for path in (AKAR, sys.prefix, sys.base_prefix)))
    assert [path for path in opened if path not in known and not path.startswith(others)] == []
