from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.conftest import KECIL

if TYPE_CHECKING:
    from collections.abc import Callable

    from lkj.banyak import Kerja


def write_instansi(proyek: Path) -> None:
    """Write the least data of an agency."""
    folder = proyek / "data" / "2025"
    folder.mkdir(parents=True)
    for nama, isi in KECIL.items():
        teks = yaml.safe_dump(json.loads(json.dumps(isi)), allow_unicode=True, sort_keys=False)
        (folder / f"{nama}.yaml").write_text(teks, encoding="utf-8")


@pytest.fixture
def provinsi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three agencies, the second of which has an error; the tests run in the folder that holds them."""
    for nama in ("dinas-a", "dinas-b", "kota/dinas c"):
        write_instansi(tmp_path / nama)
    berkas = tmp_path / "dinas-b/data/2025/target.yaml"
    berkas.write_text(berkas.read_text(encoding="utf-8").replace("target: 200", "target: dua"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def folder_saja(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Make folders, which is all that is looked at where agencies are found; the tests run beside them."""

    def folder_saja(*nama: str) -> Path:
        for satu in nama:
            (tmp_path / satu).mkdir(parents=True)
        monkeypatch.chdir(tmp_path)
        return Path()

    return folder_saja


@pytest.fixture
def tiruan() -> Callable[[str], Callable[..., list[str]]]:
    """Put a script in the place of the program: it knows the folder of its job as `folder`."""

    def tiruan(naskah: str) -> Callable[..., list[str]]:
        def write(kerja: Kerja, *_words: str) -> list[str]:
            return [sys.executable, "-c", f"folder = {kerja.folder.name!r}\n{naskah}"]

        return write

    return tiruan
