from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lkj.tahun_baru.susunan import Butir, Susunan, read_susunan, read_text, write_text

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("data/*/*.yaml"), *ROOT.glob("tests/*/data/*/*.yaml")])


def load(text: str) -> object:
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 # makes nothing but texts


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_comes_back_byte_for_byte(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read_susunan(text).write() == text


KEPT = [
    "a: 78.10\nb: '06.10' # dua\n",
    "# kepala\n\n# tentang a\na: 1\n# akhir\n",
    "a: >-\n  satu # bukan komentar\n\n  dua\n# tentang b\nb: |2-\n    x  \n   y\n",
    'a: "satu\n  # bukan komentar" # komentar\nb: polos\n  lanjut # komentar\n',
    "a:\n  - - 1\n    - 2\n  - # kosong\n  - b: 1 # satu\n    c:\n",
    "a: # tentang isi\n  b: 1\nc: [1, 2,\n  3] # tiga\n",
    "a:\n  -\n    # di dalam\n    b: 1\n",
]


@pytest.mark.parametrize("text", KEPT)
def test_what_is_unusual_comes_back_too(text: str) -> None:
    assert read_susunan(text).write() == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a: {b: 1.50, c: 'x'} # satu\n", "a: # satu\n  b: 1.50\n  c: 'x'\n"),
        ("a: [{b: 1}, {c: [1, 2]}]\n", "a:\n  - b: 1\n  - c: [1, 2]\n"),
        ("a: {b: 1, # satu\n  c: 2}\n", "# satu\na:\n  b: 1\n  c: 2\n"),
        ("{a: 1, b: {}}\n", "a: 1\nb: {}\n"),
        ("a:\n- b: |\n    x\n  c: 1\n", "a:\n  - b: |\n      x\n    c: 1\n"),
        ("a:\n    b: x\n     lanjut\n", "a:\n  b: x\n   lanjut\n"),
        ("a:\n-   b: 1\n    c: 2\n", "a:\n  - b: 1\n    c: 2\n"),
    ],
)
def test_another_layout_is_made_even(text: str, written: str) -> None:
    assert read_susunan(text).write() == written
    assert load(written) == load(text)


@pytest.mark.parametrize(
    "style", [{"default_flow_style": True, "width": 60}, {"indent": 4}, {"indent": 8, "width": 40}]
)
@pytest.mark.parametrize("name", ["target", "anggaran", "analisis"])
def test_whatever_the_layout_nothing_is_lost(name: str, style: dict[str, Any]) -> None:
    whole = load((ROOT / "data" / "2025" / f"{name}.yaml").read_text(encoding="utf-8"))
    text = yaml.dump(whole, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, **style)
    assert load(read_susunan(text).write()) == whole


def test_line_ends_and_a_last_line_without_one() -> None:
    assert read_susunan("# x\r\na: 1\r\nb: >-\r\n  c\r\n").write() == "# x\r\na: 1\r\nb: >-\r\n  c\r\n"
    assert read_susunan("a: |\n  b").write() == "a: |\n  b\n"


def test_a_comment_stays_with_the_entry_below_it() -> None:
    dokumen = read_susunan("a: 1\n\n# tentang b\nb: 2\n\n# tentang c\nc: 3\n")
    dokumen.isi.drop("b")
    assert dokumen.write() == "a: 1\n\n# tentang c\nc: 3\n"


def test_the_line_that_names_the_schema_stays_when_the_first_entry_goes() -> None:
    dokumen = read_susunan("# yaml-language-server: $schema=x\na: 1\nb: 2\n")
    dokumen.isi.drop("a")
    assert dokumen.write() == "# yaml-language-server: $schema=x\nb: 2\n"


def test_the_first_of_a_list_has_no_blank_line_above() -> None:
    dokumen = read_susunan("a:\n  - x: 1\n\n  # dua\n  - x: 2\n")
    dokumen.isi.below("a").keep(lambda butir: butir.susunan.read("x") == "2")
    assert dokumen.write() == "a:\n  # dua\n  - x: 2\n"


def test_what_explains_a_value_goes_with_it() -> None:
    dokumen = read_susunan("# bagian\n\n# mengapa 5\na: 5 # lima\n")
    [butir] = dokumen.isi
    butir.clear(tanda="nilai a")
    assert dokumen.write() == "# bagian\n\na: # ISI: nilai a\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a: 1\n", "a: 1 # ISI: x\n"),
        ("a: 1 # satu\n", "# ISI: x\na: 1 # satu\n"),
        ("a: >-\n  satu\n", "# ISI: x\na: >-\n  satu\n"),
        ("a: 1 # ISI: lama\n", "a: 1 # ISI: x\n"),
        ("# ISI: lama\na: 1 # satu\n", "# ISI: x\na: 1 # satu\n"),
        (f"a: {'x' * 70}\n", f"# ISI: x\na: {'x' * 70}\n"),
        ("a:\n  - b: 1\n", "a: # ISI: x\n  - b: 1\n"),
    ],
)
def test_a_mark_stands_behind_its_entry_or_above_it(text: str, written: str) -> None:
    dokumen = read_susunan(text)
    dokumen.isi.butir[0].mark("x")
    assert dokumen.write() == written


def test_an_item_of_a_list_is_marked_at_its_first_key() -> None:
    dokumen = read_susunan("a:\n  - b: 1\n    c: 2\n  - b: 3 # tiga\n")
    for butir in dokumen.isi.below("a"):
        butir.mark("x")
    assert dokumen.write() == "a:\n  - b: 1 # ISI: x\n    c: 2\n  # ISI: x\n  - b: 3 # tiga\n"


def test_new_keys_come_last() -> None:
    dokumen = read_susunan("a: {}\n")
    dokumen.isi.open("a").put("2026", "", "nilai")
    dokumen.isi.put("b", "x", komentar="# hapus")
    dokumen.isi.put("a2", ">-\n  x", komentar="# hapus")
    dokumen.isi.open("c").put("d", "1")
    assert dokumen.write() == "a:\n  2026: # ISI: nilai\nb: x # hapus\na2: >-\n  x\nc:\n  d: 1\n"


def test_what_is_not_there_is_empty() -> None:
    isi = read_susunan("a: 1\n").isi
    assert isi.find("b") is None
    assert isi.read("b") == ""
    assert list(isi.below("b", "c")) == []
    assert Butir(isi=Susunan([], daftar=True)).susunan.butir == []


@pytest.mark.parametrize(
    "text",
    ["polos", "a: b", "%", "- x", "a #b", "", "null", "it's", "kata panjang: " * 12, "x" * 130],
)
def test_a_text_is_typed_so_that_it_is_read_as_it_was(text: str) -> None:
    lines = write_text(text.strip()).split("\n")
    assert load("a: " + "\n".join(lines)) == {"a": text.strip()}
    assert read_text(write_text(text.strip())) == text.strip()
    assert all(len(line) <= 132 for line in lines)
