"""Which agencies and years are found below a folder."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lkj.banyak.daftar import find_kerja

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    FolderSaja = Callable[..., Path]


def name(daftar: object) -> list[str]:
    return [f"{kerja.folder.as_posix()} {kerja.tahun}" for kerja in daftar]  # type: ignore[attr-defined]


def test_every_year_of_every_agency_is_found_in_order(folder_saja: FolderSaja) -> None:
    akar = folder_saja("b/data/2025", "a/data/2025", "a/data/2024", "kab/x/data/2023", "kosong", "a-1/data/2025")
    daftar = find_kerja(akar)
    assert name(daftar.kerja) == ["a 2024", "a 2025", "a-1 2025", "b 2025", "kab/x 2023"]
    assert daftar.tahun == (2023, 2024, 2025)
    assert (daftar.tanpa, daftar.terlewat) == ((), ())


def test_with_a_year_those_without_it_are_told(folder_saja: FolderSaja) -> None:
    daftar = find_kerja(folder_saja("a/data/2024", "b/data/2025", "c/data/2024", "c/data/2025"), 2024)
    assert name(daftar.kerja) == ["a 2024", "c 2024"]
    assert name(daftar.tanpa) == ["b 2024"]


def test_a_folder_that_holds_data_is_the_only_agency(folder_saja: FolderSaja) -> None:
    akar = folder_saja("data/2024", "data/2025", "cabang/data/2025")
    assert name(find_kerja(akar).kerja) == [". 2024", ". 2025"]


def test_an_agency_is_named_as_the_user_would(folder_saja: FolderSaja, tmp_path: Path) -> None:
    folder_saja("prov/a/data/2025")
    assert [kerja.folder for kerja in find_kerja(Path("prov")).kerja] == [Path("prov/a")]
    assert [kerja.folder for kerja in find_kerja(tmp_path / "prov").kerja] == [tmp_path / "prov/a"]


def test_what_is_no_year_is_none(folder_saja: FolderSaja) -> None:
    akar = folder_saja("a/data/lama", "b/data/20250", "c/data/1850", "d/data/001", "e/data/२०२५", "f/data")
    (akar / "g/data").mkdir(parents=True)
    (akar / "g/data/2025").touch()
    (akar / "h").mkdir()
    (akar / "h/data").touch()
    assert find_kerja(akar).tahun == ()


@pytest.mark.parametrize("folder", [".venv/a", "a/.git/b", "build/a", "venv/a", "node_modules/a", "1/2/3/4"])
def test_these_folders_are_not_looked_into(folder_saja: FolderSaja, folder: str) -> None:
    akar = folder_saja(f"{folder}/data/2025", "1/2/c/data/2025")
    assert name(find_kerja(akar).kerja) == ["1/2/c 2025"]


def test_data_without_years_may_hold_agencies(folder_saja: FolderSaja) -> None:
    assert name(find_kerja(folder_saja("data/a/data/2025")).kerja) == ["data/a 2025"]


def test_an_empty_folder_and_none_at_all(folder_saja: FolderSaja) -> None:
    assert find_kerja(folder_saja("kosong") / "kosong").kerja == ()
    gone = find_kerja(Path("tidak-ada"))
    assert (gone.kerja, gone.terlewat) == ((), ("tidak-ada dilewati: folder itu tidak dapat dibuka.",))


links = pytest.mark.skipif(sys.platform == "win32", reason="links need a right that few have there")


@links
def test_an_agency_that_a_link_names_again_is_found_once(folder_saja: FolderSaja) -> None:
    akar = folder_saja("a/data/2025")
    (akar / "b").symlink_to("a")
    daftar = find_kerja(akar)
    assert (name(daftar.kerja), daftar.terlewat) == (["a 2025"], ())


@links
def test_a_link_out_of_the_folder_is_told_and_not_followed(folder_saja: FolderSaja) -> None:
    folder_saja("prov/a/data/2025", "luar/data/2025", "luar/lain")
    Path("prov/b").symlink_to("../luar")
    Path("prov/c").symlink_to("../luar/lain")
    daftar = find_kerja(Path("prov"))
    assert name(daftar.kerja) == ["prov/a 2025"]
    assert daftar.terlewat == ("prov/b dilewati: tautan ke folder lain tidak diikuti.",)


@links
def test_links_in_a_circle_end(folder_saja: FolderSaja) -> None:
    akar = folder_saja("a/data/2025", "b")
    (akar / "b/atas").symlink_to("..")
    (akar / "b/diri").symlink_to("diri")
    daftar = find_kerja(akar)
    assert (name(daftar.kerja), daftar.terlewat) == (["a 2025"], ())
    (akar / "b/data").symlink_to("data")
    daftar = find_kerja(akar)
    assert (name(daftar.kerja), daftar.terlewat) == (["a 2025"], ("b dilewati: folder itu tidak dapat dibuka.",))


@links
def test_the_folder_itself_may_be_a_link(folder_saja: FolderSaja) -> None:
    folder_saja("prov/a/data/2025")
    Path("sini").symlink_to("prov")
    assert name(find_kerja(Path("sini")).kerja) == ["sini/a 2025"]


@pytest.mark.parametrize("closed", ["b", "b/data"])
def test_a_folder_that_cannot_be_opened_stops_nothing(
    folder_saja: FolderSaja, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    akar = folder_saja("a/data/2025", "b/data/2025", "c/data/2025")
    look = os.scandir

    def scandir(path: Path) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
        if Path(path).is_relative_to(closed):
            raise PermissionError(13, "ditolak", str(path))
        return look(path)

    monkeypatch.setattr("os.scandir", scandir)
    daftar = find_kerja(akar)
    assert name(daftar.kerja) == ["a 2025", "c 2025"]
    assert daftar.terlewat == ("b dilewati: folder itu tidak dapat dibuka.",)


def test_names_that_would_move_the_cursor_are_shown_harmless(folder_saja: FolderSaja) -> None:
    if sys.platform == "win32":
        pytest.skip("such names cannot be there")
    (kerja,) = find_kerja(folder_saja("a\n\x1b[31m\u202e'b/data/2025")).kerja
    assert kerja.nama == "a��[31m�'b"
    assert kerja.write_perintah("check") == "lkj -C 'a��[31m�'\"'\"'b' check 2025"


def test_hundreds_of_agencies_are_listed_at_once(folder_saja: FolderSaja) -> None:
    akar = folder_saja(*(f"kab{n % 20}/dinas{n}/data/{year}" for n in range(200) for year in (2024, 2025)))
    started = time.perf_counter()
    assert len(find_kerja(akar).kerja) == 400
    assert time.perf_counter() - started < 2
