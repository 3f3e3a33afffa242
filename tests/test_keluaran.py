from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import lkj.build
from lkj.build import build
from lkj.convert.pandoc import ConvertError
from lkj.keluaran import hash_keluaran, hash_masukan, hold, is_current, read_manifest, write_manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Tulis = Callable[[Mapping[str, Any]], Path]

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
def proyek(tulis: Tulis, kecil: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The least project, its report built; its documents are quickly made."""

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
    for name, value in (("read_version", "0"), ("version", "0"), ("_hash_program", "0")):
        monkeypatch.setattr(f"lkj.keluaran.{name}", lambda *_, value=value: value)
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


@pytest.mark.parametrize("isi", ["", "[]", "1", '"x"', '{"alat": 1, "masukan": {}, "keluaran": {}}', "\x00"])
def test_what_is_no_manifest(tmp_path: Path, isi: str) -> None:
    (tmp_path / "manifest.json").write_text(isi, encoding="utf-8")
    assert read_manifest(tmp_path) is None
    assert not is_current(tmp_path, {})


def test_a_manifest_names_what_stands_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    bahan = {"alat": {"x": "1"}, "masukan": {}}
    write_manifest(tmp_path, bahan)
    assert json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["keluaran"] == hash_keluaran(tmp_path)
    assert is_current(tmp_path, bahan)
    assert not is_current(tmp_path, {**bahan, "alat": {"x": "2"}})


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


def start(project: Path) -> subprocess.Popen[bytes]:
    """Start a build of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "lkj", "-C", str(project), "build", "2025"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(lkj.build.__file__).parents[1])},
    )


def is_whole(folder: Path) -> bool:
    """Tell whether outputs are just those their manifest names."""
    manifest = read_manifest(folder)
    return manifest is not None and manifest["keluaran"] == hash_keluaran(folder)


def test_two_builds_at_once_both_succeed(proyek: Path) -> None:
    append(proyek, b"# lain\n")
    both = [start(proyek), start(proyek)]
    told = [process.communicate(timeout=100) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
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


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_build_killed_at_any_moment_leaves_whole_outputs(proyek: Path) -> None:
    """Kill it at moments spread over its whole length; what is there is the old set or the new one."""
    folder = proyek / "build/2025"
    append(proyek, b"# mula-mula\n")
    first = start(proyek)
    began = time.perf_counter()
    first.communicate(timeout=100)
    assert first.returncode == 0
    length = time.perf_counter() - began
    for step in range(1, 7):
        append(proyek, b"# lagi\n")
        before = hash_keluaran(folder)
        process = start(proyek)
        time.sleep(length * step / 6)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        assert is_whole(folder), step
        after = hash_keluaran(folder)
        assert after == before or process.returncode in {0, -signal.SIGKILL}
    last = start(proyek)
    last.communicate(timeout=100)
    assert last.returncode == 0
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
