from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from lkj.verifikasi import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lkj.build import HasilBuild
    from tests.keluaran import Keluaran

    Jalankan = Callable[..., Keluaran]


@pytest.fixture
def folder(terbangun: HasilBuild, tmp_path: Path) -> Path:
    """Outputs of 2025 beside their data, to be spoilt."""
    shutil.copytree(terbangun.berkas[0].parents[2], tmp_path / "proyek")
    return tmp_path / "proyek/build/2025"


def quiet(_: str) -> None:
    """Report nothing."""


def test_outputs_are_made_again_byte_for_byte_and_nothing_is_written(
    folder: Path, jalankan: Jalankan, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Their time is the one they bear, whatever a build would write now.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    before = {path: path.stat().st_mtime_ns for path in folder.parents[1].rglob("*")}
    done = jalankan("verify", str(folder))
    assert (done.code, done.out) == (0, "5 keluaran sesuai dengan manifes, data, dan hasil susun ulang.\n")
    assert "Menulis lkj-2025.pdf" in done.err
    assert {path: path.stat().st_mtime_ns for path in folder.parents[1].rglob("*")} == before


def test_all_that_differs_is_told_and_nothing_made_again(folder: Path) -> None:
    (folder / "lkj-2025.md").write_bytes(b"lain")
    (folder / "jejak.json").unlink()
    (folder / "lain.txt").write_bytes(b"")
    data = folder.parents[1] / "data/2025"
    (data / "aset.yaml").write_bytes((data / "aset.yaml").read_bytes() + b"# lain\n")
    (data / "narasi/baru.md").write_bytes(b"Baru.\n")
    told: list[str] = []
    found = verify(folder, told.append)
    assert found
    assert found.beda == (
        "Keluaran jejak.json tidak ada.",
        "Keluaran lain.txt tidak tercatat dalam manifes.",
        "Keluaran lkj-2025.md berbeda dari manifes.",
        "Masukan data/2025/aset.yaml berbeda dari manifes.",
        "Masukan data/2025/narasi/baru.md tidak tercatat dalam manifes.",
    )
    assert told == ["Membandingkan keluaran dengan manifes"]


def test_a_manifest_that_agrees_with_a_forged_output_is_found_out(folder: Path, jalankan: Jalankan) -> None:
    """Who changes an output can change its digest, too; what the data give cannot be forged."""
    import hashlib  # noqa: PLC0415

    (folder / "lkj-2025.md").write_bytes(b"lain")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["keluaran"]["lkj-2025.md"] = hashlib.sha256(b"lain").hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    done = jalankan("verify", str(folder))
    assert done.code == 1
    assert done.out == (
        "Keluaran lkj-2025.md berbeda dari hasil susun ulang.\nKeluaran manifest.json berbeda dari hasil susun ulang.\n"
    )


def test_another_program_is_told(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["alat"]["pandoc"] = "1.0"
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    found = verify(folder, quiet)
    assert found
    (beda,) = found.beda
    assert beda.startswith("Alat pandoc bukan yang dipakai dahulu: 1.0 menjadi ")


@pytest.mark.parametrize(
    "isi",
    [
        None,
        "",
        "[]",
        '{"tahun": 2025}',
        '{"tahun": "x", "alat": {}, "masukan": {}, "keluaran": {}}',
        '{"tahun": 2025, "alat": {}, "masukan": {}, "keluaran": {}}',
    ],
)
def test_a_folder_without_a_manifest_is_no_output(tmp_path: Path, jalankan: Jalankan, isi: str | None) -> None:
    if isi is not None:
        (tmp_path / "manifest.json").write_text(isi, encoding="utf-8")
    done = jalankan("verify", str(tmp_path))
    assert (done.code, done.out) == (2, "")
    assert done.err == f"Salah pakai: {tmp_path.as_posix()} tidak memuat manifest.json. Susun dahulu: lkj build.\n"
