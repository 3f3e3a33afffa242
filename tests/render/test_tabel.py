from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from lkj.render.susunan import Susunan
from lkj.render.tabel import LANSKAP, TEGAK, Lebar, Tabel
from lkj.table import ATAS, KIRI


def write(value: object) -> Markup:
    return Markup(f"<{value}>" if value else "")  # noqa: S704


@pytest.fixture
def susunan() -> Susunan:
    susunan = Susunan()
    susunan.add_bab("bab", "Bab")
    return susunan


def make(susunan: Susunan, rata: str, lebar: Lebar = TEGAK) -> Tabel:
    return Tabel(write, susunan, rata, lebar, ())


def squeeze(table: str) -> list[str]:
    """Take the widths out of a grid table."""
    return [re.sub(r"([-= ])\1+", r"\1", line) for line in table.splitlines()]


def test_rows_of_every_kind(susunan: Susunan) -> None:
    tabel = make(susunan, "lrc")
    tabel.kepala("a", "b", KIRI)
    tabel.kepala(ATAS, ["c", "d"])
    tabel.nomor_kolom()
    tabel.baris("e", "f", "g")
    tabel.baris_tebal(ATAS, ("h", ""))
    tabel.kaki("i", KIRI, "j")
    assert squeeze(tabel.polos()) == [
        "+-+-+-+",
        "| <a> | <b> |",
        "| +-+-+",
        "| | <c> | <d> |",
        "+-+-+-+",
        r"| \(1\) | \(2\) | \(3\) |",
        "+:=+=:+:=:+",
        "| <e> | <f> | <g> |",
        "| +-+-+",
        "| | **<h>** | |",
        "+=+=+=+",
        "| **<i>** | **<j>** |",
        "+=+=+=+",
    ]


def test_a_numbered_table(susunan: Susunan) -> None:
    tabel = make(susunan, "l")
    tabel.kepala("a")
    tabel.baris("b")
    *grid, blank, caption = squeeze(tabel.cetak("tabel-a", "Judul"))
    assert grid == ["+-+", "| <a> |", "+:=+", "| <b> |", "+-+"]
    assert (blank, caption) == ("", ": Tabel I.1 <Judul> {#tabel-a}")
    assert tabel.polos() == "\n".join(tabel.cetak("tabel-b", "Lagi").splitlines()[:-2]) + "\n"
    assert [butir.nomor for butir in susunan.daftar.values()] == ["BAB I", "Tabel I.1", "Tabel I.2"]


def test_a_table_on_a_landscape_page_is_wider(susunan: Susunan) -> None:
    text = " ".join(["kata"] * 200)
    widths = []
    for lebar in (TEGAK, LANSKAP):
        tabel = make(susunan, "ll", lebar)
        tabel.baris(text, text)
        widths.append(max(len(line) for line in tabel.polos().splitlines()))
    assert [width <= lebar.markdown for width, lebar in zip(widths, (TEGAK, LANSKAP), strict=True)] == [True, True]
    assert widths[0] < widths[1]
