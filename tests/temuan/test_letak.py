from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lkj.temuan.letak import find_letak

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def proyek(tmp_path: Path) -> Path:
    proyek = tmp_path / "repositori" / "dinas" / "a b"
    proyek.mkdir(parents=True)
    return proyek


def test_the_project_is_the_repository(proyek: Path) -> None:
    (proyek / ".git").mkdir()
    (proyek.parent / ".git").mkdir()
    assert find_letak(proyek) == ""


def test_a_folder_of_the_repository(proyek: Path) -> None:
    (proyek.parents[1] / ".git").mkdir()
    assert find_letak(proyek) == "dinas/a b/"


def test_a_relative_project(proyek: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (proyek.parents[1] / ".git").mkdir()
    monkeypatch.chdir(proyek.parent)
    assert find_letak(proyek.relative_to(proyek.parent)) == "dinas/a b/"


def test_a_worktree_has_a_file(proyek: Path) -> None:
    (proyek.parent / ".git").write_text("gitdir: x\n", encoding="utf-8")
    assert find_letak(proyek) == "a b/"


@pytest.mark.parametrize("name", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_a_checkout_without_git(proyek: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, str(proyek.parents[1]))
    assert find_letak(proyek) == "dinas/a b/"
    (proyek.parent / ".git").mkdir()
    assert find_letak(proyek) == "a b/"


def test_a_project_of_no_repository(proyek: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_letak(proyek) == ""
    monkeypatch.setenv("GITHUB_WORKSPACE", str(proyek / "lain"))
    assert find_letak(proyek) == ""
