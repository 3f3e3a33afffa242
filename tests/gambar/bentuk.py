"""The shapes of a page, by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkj.gambar.kanvas import Garis, Kotak

if TYPE_CHECKING:
    from lkj.gambar.kanvas import Kanvas


def find_kotak(kanvas: Kanvas) -> list[Kotak]:
    return [each for each in kanvas.bentuk if isinstance(each, Kotak)]


def find_garis(kanvas: Kanvas) -> list[Garis]:
    return [each for each in kanvas.bentuk if isinstance(each, Garis)]
