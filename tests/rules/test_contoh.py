from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lkj.periksa import check_tahun
from lkj.rules import DAFTAR_ATURAN
from tests.rules.contoh import AGENCY, TAHUN, merge_yaml, run_example, split_example, write_example

if TYPE_CHECKING:
    from pathlib import Path

    from lkj.rules.aturan import Aturan

# What comes back when the exception that covered it has ended.
KEMBALI = {"LKJ015": {"LKJ109"}}


def test_the_agency_of_the_examples_has_no_findings() -> None:
    assert check_tahun(AGENCY, TAHUN).findings == []


@pytest.mark.parametrize("aturan", DAFTAR_ATURAN.values(), ids=lambda aturan: f"{aturan.kode}-{aturan.nama}")
def test_the_wrong_example_is_found_and_the_right_one_is_not(aturan: Aturan[Any], tmp_path: Path) -> None:
    halaman = aturan.halaman
    salah = run_example(halaman.salah, tmp_path / "salah")
    assert {finding.code for finding in salah} - KEMBALI.get(aturan.kode, set()) == {aturan.kode}
    assert {finding.severity for finding in salah if finding.code == aturan.kode} == {aturan.severity}
    assert run_example(halaman.benar, tmp_path / "benar") == []


def test_an_example_is_split_by_its_files() -> None:
    text = "# a.yaml\nx: 1\n# not a file\n\n# narasi/b.md\n\n# ../2024/c.yaml\ny: 2\n"
    assert split_example(text) == {"a.yaml": "x: 1\n# not a file", "narasi/b.md": "", "../2024/c.yaml": "y: 2"}


def test_an_example_changes_what_it_shows_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("nama: A\ndaftar:\n- kode: satu\n  nilai: 1.50\n- kode: dua\n  nilai:\nurutan: [1, 2]\n")
    part = "daftar:\n- kode: dua\n  nilai: ~\n- kode: tiga\nurutan:\n- 3\n"
    merged = (
        "nama: A\ndaftar:\n- kode: satu\n  nilai: '1.50'\n- kode: dua\n  nilai: '~'\n- kode: tiga\nurutan:\n- '3'\n"
    )
    assert merge_yaml(path, part).replace("nilai: 1.50", "nilai: '1.50'") == merged


def test_signs_that_cannot_be_seen_are_written_as_escapes(tmp_path: Path) -> None:
    write_example("# a/b.md\n<E9> <U+F0B7> <b>\n", tmp_path)
    assert (tmp_path / "a" / "b.md").read_bytes() == b"\xe9 \xef\x82\xb7 <b>\n"


def test_a_file_with_nothing_below_its_name_is_deleted(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("nama: A\n")
    write_example("# a.yaml\n", tmp_path)
    assert not (tmp_path / "a.yaml").exists()
