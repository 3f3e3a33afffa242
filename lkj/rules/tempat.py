"""Names for places in YAML files that stay the same when lines move: `program/4.1/kegiatan/4.1.2/pagu_induk`."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lkj.model.dasar import Located, LocatedList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lkj.finding import Position

# What tells the entries of a list apart, the first that an entry has.
_NAMES = ("kode", "indikator", "kegiatan", "sasaran", "nama", "judul", "tahun", "aturan")


class PetaTempat:
    """Finds the name of a place.

    Args:
        berkas: the content of the files.
    """

    def __init__(self, berkas: Iterable[Located]) -> None:
        self._berkas = berkas

    @cached_property
    def _places(self) -> dict[str, list[tuple[tuple[int, int], str]]]:
        places: dict[str, list[tuple[tuple[int, int], str]]] = {}
        for node in self._berkas:
            for position, name in _walk(node, ""):
                places.setdefault(position.file, []).append(((position.line, position.column), name))
        # A stable sort: of two at one place the inner one comes last, and is the one found.
        return {file: sorted(found, key=lambda place: place[0]) for file, found in places.items()}

    def find(self, position: Position) -> str:
        """Name the innermost key or entry that begins at a position or last before it; empty if none does."""
        places = self._places.get(position.file, [])
        index = bisect_right(places, (position.line, position.column), key=lambda place: place[0])
        return places[index - 1][1] if index else ""


def _walk(node: Any, name: str) -> Iterator[tuple[Position, str]]:
    if isinstance(node, Located):
        for key, value in node.items():
            inner = f"{name}/{key}" if name else key
            yield node.keys_at[key], inner
            yield from _walk(value, inner)
    elif isinstance(node, LocatedList):
        for nomor, (value, position) in enumerate(zip(node, node.values_at, strict=True), start=1):
            inner = f"{name}/{name_entry(value) or nomor}"
            yield position, inner
            yield from _walk(value, inner)


def name_entry(entry: Any) -> str:
    """Give what tells an entry of a list from the others; empty if nothing does."""
    names = (entry.get(key) for key in _NAMES) if isinstance(entry, Located) else ()
    return next((name for name in names if isinstance(name, str)), "")
