from __future__ import annotations

import errno
import itertools
import json
import multiprocessing
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

import lkj.build
import lkj.keluaran
import lkj.manifes
from lkj.build import build
from lkj.cli import _explain_failure
from lkj.convert.pandoc import ConvertError
from lkj.keluaran import hold, recover, stage
from lkj.manifes import hash_keluaran, is_current, read_manifest, remember_manifest, write_manifest
from lkj.masukan import hash_masukan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from multiprocessing.process import BaseProcess

    from tests.keluaran import Keluaran

    Jalankan = Callable[..., Keluaran]
    Tulis = Callable[[Mapping[str, Any]], Path]

# Runners of tests have threads of their own, of which a copy of the process knows nothing.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

TETAP = "Data, templat dan program tidak berubah; keluaran yang ada tetap dipakai"
NAMES = {"jejak.json", "lkj-2025.docx", "lkj-2025.md", "lkj-2025.pdf", "manifest.json"}

HOLD = """
import sys
from pathlib import Path
from lkj.keluaran import hold
with hold(Path(sys.argv[1]), lambda text: print(text, flush=True)):
    print("giliran")
"""


@pytest.fixture
def proyek(tulis: Tulis, kecil: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The least project, its report built; its documents are quickly made."""
    monkeypatch.setenv("LKJ_CACHE", str(tmp_path / "simpanan"))

    def write(_: object, target: Path, read_halaman: Callable[[], object] | None = None) -> dict[str, str]:
        if read_halaman:
            read_halaman()
        target.write_bytes(target.suffix.encode())
        return {}

    for name in ("write_pdf", "write_docx"):
        monkeypatch.setattr(lkj.build, name, write)
    project = tulis(kecil)
    (project / "data/2024").mkdir()
    shutil.copy(project / "data/2025/instansi.yaml", project / "data/2024")
    for name in ("bab/penutup.md.j2", "laporan.md.j2"):
        own = project / "templates" / name
        own.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(Path(lkj.build.__file__).parents[1] / "templates" / name, own)
    assert build(project, 2025, lambda _: None).berkas
    return project


def quiet(_: str) -> None:
    """Report nothing."""


def is_kept(project: Path) -> bool:
    """Build again, and tell whether the outputs that were there stayed."""
    told: list[str] = []
    before = {path: path.stat().st_mtime_ns for path in (project / "build/2025").iterdir()}
    hasil = build(project, 2025, told.append)
    assert {path.name for path in hasil.berkas} == NAMES
    assert hasil.jumlah_angka > 0
    kept = {path: path.stat().st_mtime_ns for path in (project / "build/2025").iterdir()} == before
    assert kept == (TETAP in told) == ("Menulis lkj-2025.pdf" not in told)
    return kept


# Outputs that would only be made again.


def test_what_did_not_change_is_not_made_again(proyek: Path) -> None:
    assert is_kept(proyek)
    os.utime(proyek / "data/2025/renstra.yaml", (1, 1))
    assert is_kept(proyek)


def test_each_input_counts(proyek: Path) -> None:
    inputs = [path for name in ("data", "templates") for path in (proyek / name).rglob("*") if path.is_file()]
    assert len(inputs) == 9
    for path in inputs:
        path.write_bytes(path.read_bytes() + (b"{%# x #}\n" if path.suffix == ".j2" else b"# x\n"))
        assert not is_kept(proyek), path
        assert is_kept(proyek), path


def test_a_new_file_and_one_that_is_gone_count(proyek: Path) -> None:
    new = proyek / "data/2025/catatan.txt"
    new.write_bytes(b"")
    assert not is_kept(proyek)
    new.unlink()
    assert not is_kept(proyek)


def test_time_and_program_count(proyek: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert not is_kept(proyek)
    assert is_kept(proyek)
    for name, value in (("read_version", "0"), ("version", "0"), ("hash_program", "0")):
        monkeypatch.setattr(f"lkj.manifes.{name}", lambda *_, value=value: value)
        assert not is_kept(proyek), name
        assert is_kept(proyek), name


def test_templates_that_are_not_used_do_not_count(proyek: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LKJ_NO_TEMPLATES", "1")
    assert not is_kept(proyek)
    own = proyek / "templates/bab/penutup.md.j2"
    own.write_bytes(own.read_bytes() + b"{%# x #}\n")
    assert is_kept(proyek)
    monkeypatch.delenv("LKJ_NO_TEMPLATES")
    assert not is_kept(proyek)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right that few have there")
def test_nothing_a_link_for_templates_leads_out_to_is_read(proyek: Path, tmp_path: Path) -> None:
    (tmp_path / "lain").mkdir()
    (tmp_path / "lain/rahasia.txt").write_bytes(b"rahasia")
    shutil.rmtree(proyek / "templates")
    (proyek / "templates").symlink_to(tmp_path / "lain")
    assert not is_kept(proyek)
    assert not any("templates" in name for name in hash_masukan(proyek, 2025))


def test_outputs_that_were_touched_are_made_again(proyek: Path) -> None:
    for name in sorted(NAMES):
        output = proyek / "build/2025" / name
        content = output.read_bytes()
        output.write_bytes(b"lain")
        assert not is_kept(proyek), name
        assert output.read_bytes() == content
        output.unlink()
        assert not is_kept(proyek), name
    (proyek / "build/2025/lain.txt").write_bytes(b"")
    assert not is_kept(proyek)


def test_outputs_of_somebody_else_are_made_again(proyek: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pull request may bring outputs that say what the data do not, with a manifest that agrees with both."""
    folder = proyek / "build/2025"
    true = (folder / "lkj-2025.pdf").read_bytes()
    (folder / "lkj-2025.pdf").write_bytes(b"palsu")
    manifest = read_manifest(folder)
    assert manifest
    (folder / "manifest.json").write_text(json.dumps({**manifest, "keluaran": hash_keluaran(folder)}), encoding="utf-8")
    assert not is_kept(proyek)
    assert (folder / "lkj-2025.pdf").read_bytes() == true
    assert is_kept(proyek)
    monkeypatch.setenv("LKJ_CACHE", "")
    assert not is_kept(proyek)


@pytest.mark.parametrize("isi", ["", "[]", "1", '"x"', '{"alat": 1, "masukan": {}, "keluaran": {}}', "\x00"])
def test_what_is_no_manifest(tmp_path: Path, isi: str) -> None:
    (tmp_path / "manifest.json").write_text(isi, encoding="utf-8")
    assert read_manifest(tmp_path) is None
    assert not is_current(tmp_path, dict)


def test_a_manifest_names_what_stands_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LKJ_CACHE", str(tmp_path / "simpanan"))
    for name in NAMES - {"manifest.json"}:
        (tmp_path / name).write_bytes(b"a")
    bahan = {"tahun": 2025, "alat": {"x": "1"}, "masukan": {}}
    write_manifest(tmp_path, bahan)
    assert json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["keluaran"] == hash_keluaran(tmp_path)
    assert not is_current(tmp_path, lambda: bahan)
    remember_manifest(tmp_path)
    assert is_current(tmp_path, lambda: bahan)
    assert not is_current(tmp_path, lambda: {**bahan, "alat": {"x": "2"}})


def test_outputs_that_are_replaced_while_they_are_looked_at_are_not_current(
    proyek: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = read_manifest(proyek / "build/2025")
    assert manifest
    assert is_current(proyek / "build/2025", lambda: manifest)

    def vanish(path: Path) -> str:
        path.unlink()
        return path.read_text(encoding="utf-8")

    monkeypatch.setattr(lkj.manifes, "hash_file", vanish)
    assert not is_current(proyek / "build/2025", lambda: manifest)


# What happens meanwhile.


def test_data_that_change_meanwhile_leave_the_old_outputs(proyek: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(proyek, b"# satu\n")
    before = hash_keluaran(proyek / "build/2025")
    true = lkj.build.write_docx  # type: ignore[attr-defined] # of the fixture

    def write(*arguments: Any) -> None:
        append(proyek, b"# dua\n")
        true(*arguments)

    monkeypatch.setattr(lkj.build, "write_docx", write)
    with pytest.raises(ConvertError, match=r"^Data atau templat berubah selama laporan disusun; ulangi\.$"):
        build(proyek, 2025, lambda _: None)
    assert hash_keluaran(proyek / "build/2025") == before
    assert [path.name for path in (proyek / "build").iterdir()] == ["2025"]
    monkeypatch.setattr(lkj.build, "write_docx", true)
    assert not is_kept(proyek)


def append(project: Path, line: bytes) -> None:
    """Change the data."""
    berkas = project / "data/2025/renstra.yaml"
    berkas.write_bytes(berkas.read_bytes() + line)


def start(project: Path) -> BaseProcess:
    """Start a build in a process of its own, a copy of one that has read the program."""
    context: Any = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
    context.set_forkserver_preload(["lkj.build", "pytest"])
    process: BaseProcess = context.Process(target=build, args=(project, 2025, str))
    process.start()
    return process


def is_whole(folder: Path) -> bool:
    """Tell whether outputs are just those their manifest names."""
    manifest = read_manifest(folder)
    return manifest is not None and manifest["keluaran"] == hash_keluaran(folder)


def test_two_builds_at_once_both_succeed(proyek: Path) -> None:
    append(proyek, b"# lain\n")
    both = [start(proyek), start(proyek)]
    for process in both:
        process.join(100)
    assert [process.exitcode for process in both] == [0, 0]
    assert is_whole(proyek / "build/2025")
    assert [path.name for path in (proyek / "build").iterdir()] == ["2025"]


def test_who_waits_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    with hold(tmp_path / "build/2025", told.append):
        waiting = subprocess.Popen(
            [
                sys.executable,
                "-c",
                HOLD,
                str(tmp_path / "build/2025"),
            ],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(lkj.build.__file__).parents[1])},
        )
        assert waiting.stdout
        assert waiting.stdout.readline().decode().strip() == "Menunggu penyusunan lain selesai"
        assert waiting.poll() is None
    assert waiting.communicate(timeout=60)[0].decode().strip() == "giliran"
    assert told == []
    assert list((tmp_path / "build").iterdir()) == []


def refuse_locks(monkeypatch: pytest.MonkeyPatch, system: str, refusals: list[int]) -> list[tuple[object, ...]]:
    """Let a system refuse locks for these reasons, one after the other, then give one; and note how it is asked."""
    asked: list[tuple[object, ...]] = []

    def lock(_: int, *how: object) -> None:
        asked.append(how)
        if refusals:
            number = refusals.pop(0)
            raise OSError(number, os.strerror(number))

    posix = SimpleNamespace(flock=lock, LOCK_EX=2, LOCK_NB=4)
    windows = SimpleNamespace(locking=lock, LK_NBLCK="coba", LK_LOCK="tunggu")
    monkeypatch.setitem(sys.modules, "fcntl", posix)
    monkeypatch.setitem(sys.modules, "msvcrt", windows)
    monkeypatch.setattr("lkj.keluaran.sys", SimpleNamespace(platform=system))
    return asked


@pytest.mark.parametrize(
    ("system", "refusals", "asked"),
    [
        ("linux", [], [(6,)]),
        ("linux", [errno.EAGAIN], [(6,), (2,)]),
        ("win32", [], [("coba", 1)]),
        ("win32", [errno.EACCES, errno.EDEADLK, errno.EDEADLK], [("coba", 1), *[("tunggu", 1)] * 3]),
        *((system, [number], None) for system in ("linux", "win32") for number in (errno.ENOLCK, errno.EINVAL)),
        ("darwin", [errno.EOPNOTSUPP], None),
        ("linux", [errno.ENOSYS], None),
    ],
)
def test_a_lock_is_waited_for_and_done_without_where_there_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, refusals: list[int], asked: list[tuple[object]] | None
) -> None:
    told: list[str] = []
    waits = len(refusals) > 0 and asked is not None
    found = refuse_locks(monkeypatch, system, refusals)
    with hold(tmp_path / "build/2025", told.append):
        assert (tmp_path / "build").is_dir()
    assert told == (["Menunggu penyusunan lain selesai"] if waits else [])
    assert found == asked or (asked is None and len(found) == 1)


def test_a_drive_that_fails_is_no_drive_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_locks(monkeypatch, "linux", [errno.EIO])
    with pytest.raises(OSError, match=os.strerror(errno.EIO)) as caught, hold(tmp_path / "build/2025", print):
        pytest.fail("went on")
    told = f"Program gagal: {tmp_path / 'build'}: tempat penyimpanan rusak atau terputus."
    assert _explain_failure(caught.value) == told


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_build_killed_at_any_moment_leaves_whole_outputs(proyek: Path) -> None:
    """Kill it at moments spread over its whole length; what is there is the old set or the new one."""
    folder = proyek / "build/2025"
    start(proyek).join(100)
    append(proyek, b"# mula-mula\n")
    began = time.perf_counter()
    first = start(proyek)
    first.join(100)
    assert first.exitcode == 0
    length = time.perf_counter() - began
    for step in range(1, 7):
        append(proyek, b"# lagi\n")
        before = hash_keluaran(folder)
        process = start(proyek)
        time.sleep(length * step / 6)
        process.kill()
        process.join(60)
        assert is_whole(folder), step
        after = hash_keluaran(folder)
        assert after == before or process.exitcode in {0, -signal.SIGKILL}
    last = start(proyek)
    last.join(100)
    assert last.exitcode == 0
    assert is_whole(folder)
    assert [path.name for path in (proyek / "build").iterdir()] == ["2025"]


@pytest.mark.skipif(sys.platform == "win32", reason="time zone and umask are set otherwise there")
def test_place_time_zone_language_umask_and_hash_seed_do_not_matter(proyek: Path, tmp_path: Path) -> None:
    outputs = []
    for number, (zone, language, seed, umask) in enumerate(
        [("UTC", "C", "1", 0o022), ("Asia/Jayapura", "id_ID.UTF-8", "77", 0o077)]
    ):
        copy = tmp_path / f"salinan {number}"
        shutil.copytree(proyek / "data", copy / "data")
        subprocess.run(
            [sys.executable, "-m", "lkj", "-C", str(copy), "build", "2025"],
            check=True,
            capture_output=True,
            umask=umask,
            env={
                **os.environ,
                "PYTHONPATH": str(Path(lkj.build.__file__).parents[1]),
                "TZ": zone,
                "LANG": language,
                "LC_ALL": language,
                "PYTHONHASHSEED": seed,
            },
        )
        outputs.append({path.name: path.read_bytes() for path in (copy / "build/2025").iterdir()})
    assert outputs[0] == outputs[1]
    assert set(outputs[0]) == NAMES


# What the system refuses.

FULL = "tempat penyimpanan penuh; hapus berkas yang tidak diperlukan, lalu ulangi."


def is_left(project: Path, jalankan: Jalankan, sentence: str) -> bool:
    """Tell whether a build that must fail left the old outputs and nothing else."""
    before = hash_keluaran(project / "build/2025")
    done = jalankan("-C", str(project), "build", "2025")
    assert (done.code, done.out) == (3, "")
    assert done.err.endswith(f"\nProgram gagal: {sentence}\n")
    assert is_whole(project / "build/2025")
    return hash_keluaran(project / "build/2025") == before and list_beside(project / "build/2025") == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_disk_that_is_full_at_any_output_is_told(
    proyek: Path, jalankan: Jalankan, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(proyek, b"# lain\n")
    for name in sorted(NAMES):

        def make(name: str = name, **named: Any) -> str:
            folder: str = mkdtemp(**named)
            Path(folder, name).symlink_to("/dev/full")
            return folder

        monkeypatch.setattr(lkj.keluaran, "mkdtemp", make)
        assert is_left(proyek, jalankan, f"{proyek}/build/2025: {FULL}"), name
    monkeypatch.setattr(lkj.keluaran, "mkdtemp", mkdtemp)
    assert not is_kept(proyek)


def test_a_disk_that_fills_up_and_one_that_is_read_only_are_told(proyek: Path, jalankan: Jalankan) -> None:
    """A file system of so many kilobytes, and of more and more, until there is room."""
    folder = proyek / "build"
    if sys.platform != "linux" or os.geteuid() or not mount(folder, "size=4m", "-t", "tmpfs", "none"):
        pytest.skip("nothing can be mounted")
    try:
        assert build(proyek, 2025, quiet).berkas
        append(proyek, b"# lain\n")
        disk = os.statvfs(folder)
        used = (disk.f_blocks - disk.f_bfree) * disk.f_frsize // 1024
        refused = 0
        for free in itertools.count(0, 16):
            assert mount(folder, f"remount,size={used + free}k")
            before = hash_keluaran(folder / "2025")
            done = jalankan("-C", str(proyek), "build", "2025")
            assert is_whole(folder / "2025")
            assert list_beside(folder / "2025") == []
            if done.code == 0:
                break
            refused += 1
            assert done.code == 3
            assert done.err.endswith((f"{folder}/2025: {FULL}\n", f"{folder}: {FULL}\n"))
            assert hash_keluaran(folder / "2025") == before
        assert refused > 3
        append(proyek, b"# lagi\n")
        assert mount(folder, "remount,ro")
        assert is_left(proyek, jalankan, f"{folder}: hanya dapat dibaca.")
        assert mount(folder, "remount,rw,size=4m")
        assert not is_kept(proyek)
    finally:
        subprocess.run(["umount", folder], check=True)  # noqa: S607 - wherever the system has it


def mount(folder: Path, options: str, *more: str) -> bool:
    """Mount a file system, or mount it otherwise; tell whether that is possible here."""
    done = subprocess.run(["mount", "-o", options, *more, folder], check=False, capture_output=True)  # noqa: S607
    return done.returncode == 0


def test_a_file_that_may_not_grow_is_told(proyek: Path, jalankan: Jalankan) -> None:
    resource = pytest.importorskip("resource")
    append(proyek, b"# lain\n")
    sizes = [(proyek / "build/2025" / name).stat().st_size for name in ("lkj-2025.md", "jejak.json")]
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    for size in sizes:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size - 1, limits[1]))
        try:
            sentence = "berkas lebih besar daripada yang diizinkan di sana."
            assert is_left(proyek, jalankan, f"{proyek}/build/2025: {sentence}")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not is_kept(proyek)


@pytest.mark.parametrize("gone", ["build", "build/2025", "build/.2025-*", "build/.2025-*/lkj-2025.md"])
def test_outputs_removed_meanwhile_are_told_or_made_anyway(
    proyek: Path, jalankan: Jalankan, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    append(proyek, b"# lain\n")
    true = lkj.build.write_docx  # type: ignore[attr-defined] # of the fixture

    def write(*arguments: Any) -> None:
        true(*arguments)
        for path in list(proyek.glob(gone)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    monkeypatch.setattr(lkj.build, "write_docx", write)
    done = jalankan("-C", str(proyek), "build", "2025")
    if gone == "build/2025":
        assert done.code == 0
    else:
        assert (done.code, done.out) == (3, "")
        told = f"Isi {proyek}/build dihapus selama laporan disusun; ulangi."
        assert done.err.endswith(f"Program gagal: {told}\n")
        assert not list(proyek.glob("build/.*"))
    monkeypatch.setattr(lkj.build, "write_docx", true)
    assert build(proyek, 2025, quiet).berkas
    assert is_whole(proyek / "build/2025")


@pytest.mark.parametrize("name", ["build", "build/2025", "build/.2025.kunci"])
@pytest.mark.parametrize("what", ["file", "link", "broken link"])
def test_what_is_no_folder_is_told_and_left(
    proyek: Path, jalankan: Jalankan, tmp_path: Path, name: str, what: str
) -> None:
    if sys.platform == "win32" and "link" in what:
        pytest.skip("links need a right that few have there")
    path, other = proyek / name, tmp_path / "lain"
    if path.is_dir():
        shutil.rmtree(path)
    if what == "file":
        path.write_bytes(b"x")
    else:
        path.symlink_to(other)
    if what == "link":
        other.mkdir()
        (other / "2025").mkdir()
        (other / "2025/penting.txt").write_bytes(b"x")
    done = jalankan("-C", str(proyek), "build", "2025")
    if (name, what) != ("build/.2025.kunci", "file"):
        assert (done.code, done.out) == (3, "")
        kind = "bukan folder" if what == "file" else "adalah tautan"
        assert done.err == f"Program gagal: {path.as_posix()} {kind}: pindahkan atau hapus, lalu ulangi.\n"
        assert [found.name for found in other.rglob("*")] == (["2025", "penting.txt"] if what == "link" else [])
        path.unlink()
    assert build(proyek, 2025, quiet).berkas
    assert is_whole(proyek / "build/2025")


# The old set or the new one.

DOCUMENTS = sorted(NAMES - {"manifest.json"})

fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process cannot be copied there")


def publish(target: Path, isi: str) -> None:
    """Do with a set of outputs what a build does."""
    recover(target)
    with hold(target, quiet), stage(target) as staging:
        with TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as media:
            Path(media, "foto").write_bytes(b"x")
            for name in DOCUMENTS:
                (staging / name).write_text(isi, encoding="utf-8")
        write_manifest(staging, {"tahun": 2025, "alat": {}, "masukan": {}})


def read_set(target: Path) -> str:
    """Tell which set is there; it must be whole, and of one build."""
    assert is_whole(target)
    assert {path.name for path in target.iterdir()} == NAMES
    (isi,) = {(target / name).read_text(encoding="utf-8") for name in DOCUMENTS}
    return isi


def list_beside(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path != target)


@pytest.fixture(params=["exchange", "moves"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Outputs that give way to new ones in one step, or in two as on Windows; nothing waits for the disk."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    if request.param == "moves":
        monkeypatch.setattr(lkj.keluaran, "_exchange", lambda *_: False)
    elif sys.platform not in {"linux", "darwin"}:
        pytest.skip("folders cannot be swapped there")
    publish(tmp_path / "build/2025", "lama")
    return tmp_path / "build/2025"


def run_apart(act: Callable[[], object]) -> tuple[int, str]:
    """Do something in a copy of this process; give its exit code, which is 0, and the sentence of a failure."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        told = "tanpa kalimat"
        try:
            act()
            told = ""
        except (OSError, ConvertError) as error:
            told = _explain_failure(error)
        finally:
            os.write(write, told.encode())
            os._exit(0)
    os.close(write)
    with open(read, encoding="utf-8") as pipe:  # noqa: PTH123 - it is open already
        told = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), told


def publish_until(number: int, stop: Callable[[object], None], target: Path, isi: str) -> None:
    """Publish, and do something before one of its steps among files and folders."""
    steps = itertools.count(1)

    def look(event: str, arguments: tuple[object, ...]) -> None:
        if (event == "open" or event.startswith(("os.", "shutil.rmtree"))) and next(steps) == number:
            stop(arguments[0])

    sys.addaudithook(look)
    publish(target, isi)


def kill(_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@fork
def test_a_kill_before_any_step_leaves_one_whole_set(target: Path, request: pytest.FixtureRequest) -> None:
    gaps = []
    for step in itertools.count(1):
        before, new = read_set(target), f"baru {step}"
        left = target.parent / ".2025-sisa"
        left.mkdir()
        (left / "lkj-2025.md").write_bytes(b"x")
        code, told = run_apart(partial(publish_until, step, kill, target, new))
        assert told == ""
        if not target.exists():
            gaps.append(step)
        recover(target)
        assert read_set(target) in {before, new}, step
        assert set(list_beside(target)) <= {".2025.kunci"}, step
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert step > 30
    assert read_set(target) == new
    assert list_beside(target) == []
    # There are none for a moment only where they cannot be swapped.
    assert len(gaps) == ("moves" in request.node.name)


@fork
def test_a_step_that_is_refused_leaves_one_whole_set(target: Path, request: pytest.FixtureRequest) -> None:
    number = errno.EACCES if "moves" in request.node.name else errno.ENOSPC
    mark = target.parents[1] / "ditolak"

    def refuse(path: object) -> None:
        mark.touch()
        raise OSError(number, os.strerror(number), path)

    known = {_explain_failure(OSError(number, "", str(path))) for path in (target, target.parent)}
    known.add(
        f"Program gagal: {target.as_posix()} tidak dapat diganti: tutup berkasnya yang sedang dibuka, atau hapus "
        "folder itu, lalu ulangi."
    )
    for step in itertools.count(1):
        before, new = read_set(target), f"baru {step}"
        code, told = run_apart(partial(publish_until, step, refuse, target, new))
        assert code == 0
        assert told in known | {""}, step
        assert read_set(target) == (before if told else new), step
        publish(target, "lagi")
        assert list_beside(target) == []
        if not mark.exists():
            break
        mark.unlink()
    assert step > 30


@fork
@pytest.mark.parametrize(
    ("protected", "told"),
    [("build", "build: tidak ada hak akses."), ("build/2025", "build/2025: tidak ada hak akses.")],
)
def test_what_a_user_may_not_write_to_is_told(target: Path, protected: str, told: str) -> None:
    assert publish_as_user(target, protected) == f"Program gagal: {told}"
    assert read_set(target) == "lama"
    assert list_beside(target) == []
    assert publish_as_user(target, "") == ""
    assert read_set(target) == "baru"
    assert list_beside(target) == []


@fork
def test_a_project_a_user_may_not_write_to_is_told(target: Path) -> None:
    shutil.rmtree(target.parent)
    assert publish_as_user(target, ".") == "Program gagal: build: tidak ada hak akses."
    assert publish_as_user(target, "") == ""
    assert read_set(target) == "baru"


def publish_as_user(target: Path, protected: str) -> str:
    """Publish as somebody whom the system may refuse something; tell what they would be told."""
    project, nobody = target.parents[1], 65534

    def act() -> None:
        # From inside: others may not look into the folders around it.
        os.chdir(project)
        if os.geteuid() == 0:
            os.setgid(nobody)
            os.setuid(nobody)
        publish(Path("build/2025"), "baru")

    if os.geteuid() == 0:
        for path in (project, *project.rglob("*")):
            os.chown(path, nobody, nobody)
    if not protected:
        return run_apart(act)[1]
    before = (project / protected).stat().st_mode
    (project / protected).chmod(0o555)
    try:
        return run_apart(act)[1]
    finally:
        (project / protected).chmod(before)


def test_outputs_are_swapped_in_one_step_where_the_system_can(
    target: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[str] = []
    true = Path.rename

    def rename(path: Path, other: Path) -> Path:
        moved.append(other.name)
        return true(path, other)

    monkeypatch.setattr(Path, "rename", rename)
    publish(target, "baru")
    assert read_set(target) == "baru"
    assert list_beside(target) == []
    assert moved == ([".2025-lama", "2025"] if "moves" in request.node.name else [])


def refuse(*_: object) -> int:
    return -1


@pytest.mark.parametrize("library", [SimpleNamespace(), SimpleNamespace(renameat2=refuse, renamex_np=refuse)])
def test_outputs_are_moved_where_the_system_cannot_swap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: object
) -> None:
    publish(tmp_path / "build/2025", "lama")
    monkeypatch.setattr(lkj.keluaran, "CDLL", lambda _: library)
    publish(tmp_path / "build/2025", "baru")
    assert read_set(tmp_path / "build/2025") == "baru"
    assert list_beside(tmp_path / "build/2025") == []


def test_a_folder_that_is_held_for_a_moment_is_moved_all_the_same(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true, refused = Path.rename, iter([True, True, False] * 2)

    def rename(path: Path, other: Path) -> Path:
        if next(refused):
            raise PermissionError(errno.EACCES, "ditolak", str(path))
        return true(path, other)

    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(lkj.keluaran, "_PAUSES", (0, 0))
    publish(target, "baru")
    assert read_set(target) == "baru"
    assert list_beside(target) == []


@pytest.mark.parametrize("target", ["moves"], indirect=True)
@pytest.mark.parametrize("number", [errno.EACCES, errno.EBUSY, errno.EXDEV])
@pytest.mark.parametrize("held", [1, 2])
def test_outputs_that_are_held_stay_and_what_to_do_is_told(
    target: Path, monkeypatch: pytest.MonkeyPatch, number: int, held: int
) -> None:
    true, moves = Path.rename, itertools.count(1)

    def rename(path: Path, other: Path) -> Path:
        if next(moves) == held:
            raise OSError(number, "ditolak", str(path))
        return true(path, other)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(ConvertError, match=r"2025 tidak dapat diganti: tutup berkasnya .* atau hapus folder itu"):
        publish(target, "baru")
    assert read_set(target) == "lama"
    assert list_beside(target) == []


def test_files_protected_from_writing_are_replaced_and_removed(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove as Windows does: nothing that is protected."""
    true = shutil.rmtree

    def rmtree(path: Path | str, **named: Any) -> None:
        if all(file.stat().st_mode & stat.S_IWRITE for file in Path(path).glob("*")):
            true(path, **named)

    monkeypatch.setattr(shutil, "rmtree", rmtree)
    (target / "lkj-2025.pdf").chmod(0o444)
    publish(target, "baru")
    assert read_set(target) == "baru"
    assert list_beside(target) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right that few have there")
def test_nothing_a_link_left_beside_the_outputs_leads_to_is_removed(target: Path, tmp_path: Path) -> None:
    (tmp_path / "lain").mkdir()
    (tmp_path / "lain/penting.txt").write_bytes(b"x")
    for name in (".2025-lama", ".2025-sisa"):
        (target.parent / name).symlink_to(tmp_path / "lain")
    publish(target, "baru")
    assert read_set(target) == "baru"
    assert list_beside(target) == []
    assert (tmp_path / "lain/penting.txt").read_bytes() == b"x"


def test_outputs_are_on_the_disk_before_the_old_ones_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, true = tmp_path / "build/2025", os.fsync
    publish(target, "lama")
    flushed = []

    def fsync(handle: int) -> None:
        flushed.append((os.fstat(handle).st_ino, read_set(target)))
        true(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    publish(target, "baru")
    new = {path.stat().st_ino for path in (*target.iterdir(), target)}
    assert len(flushed) == len(new) + 1
    assert {number for number, there in flushed if there == "lama"} == new
    assert flushed[-1] == (target.parent.stat().st_ino, "baru")


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be removed there")
def test_what_another_build_holds_is_left_to_it(target: Path) -> None:
    """Somebody removes everything and starts a build while another one is still at work."""
    first, second = ExitStack(), ExitStack()
    first.enter_context(hold(target, quiet))
    shutil.rmtree(target.parent)
    second.enter_context(hold(target, quiet))
    staging = second.enter_context(stage(target))
    (staging / "baru").write_bytes(b"x")
    first.close()
    assert list_beside(target) == sorted([staging.name, ".2025.kunci"])
    second.close()
    assert [path.name for path in target.iterdir()] == ["baru"]
    assert list_beside(target) == []
