"""The narrative of a report, read once for all the rules that look at it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lkj.bahasa.kalimat import read_teks
from lkj.bahasa.kamus import Kamus
from lkj.ingatan import remember_last
from lkj.model.pendukung import AnalisisIndikator

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from lkj.bahasa.kalimat import Teks
    from lkj.bahasa.kamus import Sebutan
    from lkj.finding import Position
    from lkj.laporan import Laporan
    from lkj.load import DataTahun


class NaskahLaporan:
    """All narrative of a report, with the numbers and the names it could refer to.

    Args:
        laporan: the report.
    """

    def __init__(self, laporan: Laporan) -> None:
        self.laporan = laporan
        self._sources = [_Sumber(*source) for source in _iter_sources(laporan.data)]

    @cached_property
    def kamus(self) -> Kamus:
        """The numbers and names of the report."""
        return Kamus(self.laporan)

    def iter_teks(self, mungkin: re.Pattern[str]) -> Iterator[tuple[Teks, list[Sebutan]]]:
        """List the texts, with the names that stand in each.

        Args:
            mungkin: matches in every text that can be of interest; others are not worth reading.
        """
        for source in self._sources:
            if mungkin.search(source.asli):
                yield source.teks, source.find_names(self.kamus)


@remember_last
def read_naskah(laporan: Laporan) -> NaskahLaporan:
    """Read the narrative of a report."""
    return NaskahLaporan(laporan)


class _Sumber:
    """A text that is read when it is first asked for."""

    def __init__(self, asli: str, position: Position, indikator: str) -> None:
        self.asli = asli
        self._position = position
        self._indikator = indikator
        self._names: list[Sebutan] | None = None

    @cached_property
    def teks(self) -> Teks:
        return read_teks(self.asli, self._position, self._indikator)

    def find_names(self, kamus: Kamus) -> list[Sebutan]:
        if self._names is None:
            self._names = kamus.find_names(self.teks.polos)
        return self._names


def _iter_sources(data: DataTahun) -> Iterator[tuple[str, Position, str]]:
    """List every text with its place and the indicator it analyses, if it does."""
    for naskah in data.narasi.values():
        yield naskah.teks, naskah.position, ""
    for text, position, model in data.list_prosa():
        yield str(text), position, model.indikator if isinstance(model, AnalisisIndikator) else ""
