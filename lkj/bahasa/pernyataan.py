"""Clauses that claim something, and the one indicator each is about; where that is in doubt there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lkj.bahasa.kalimat import ISI, between
from lkj.bahasa.naskah import read_naskah

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.bahasa.kalimat import Kalimat, Klausa, Teks
    from lkj.bahasa.kamus import Kamus, Sebutan
    from lkj.laporan import Laporan
    from lkj.laporan.kinerja import Kinerja

# What is hoped for, or would be, is no claim.
_ANDAI = re.compile(
    r"\b(?:agar|supaya|untuk|guna|demi|akan|diharapkan|harus|perlu|apabila|jika|bila|kalau|seandainya|upaya|berupaya|"
    r"diperkirakan|diproyeksikan|rangka|ditargetkan|direncanakan|optimistis|menuju|bukan|apakah|mungkin|kemungkinan|"
    r"berpotensi|potensi|risiko|ancaman|tanpa|mencegah|menghindari|mengantisipasi)\b",
    re.IGNORECASE,
)
_TUJUAN = re.compile(r"\b(?:agar|supaya|tanpa)\b", re.IGNORECASE)
_SYARAT = re.compile(r"\b(?:apabila|jika|bila|kalau|seandainya)\b", re.IGNORECASE)
# After these it may be something else that is spoken of.
_ALIHAN = re.compile(
    r"\b(?:yang|membuat|menyebabkan|mendorong|ditopang|didukung|mendukung|daripada|terhadap|seperti|bagi)\b",
    re.IGNORECASE,
)
_BERLAWANAN = frozenset(
    {"sedangkan", "tetapi", "namun", "meskipun", "walaupun", "meski", "walau", "sementara", "padahal", "kecuali"}
)
_KATA_KECIL = re.compile(
    rf"(?:(?:dan|telah|sudah|juga|bahkan|artinya|berarti|serta|yang|masih|sedikit|jauh|berhasil|mampu|ini|itu|tersebut|pun|"
    rf"terus|makin|semakin|realisasi(?:nya)?|nilai(?:nya)?|tahun|pada|dengan|demikian|hasil(?:nya)?|cukup|kembali|rp|"
    rf"sebesar|mencapai|menjadi|adalah|tercatat|berada|termasuk|masuk|dinyatakan|dikatakan|dapat|"
    rf"tidak|belum|kinerja|capaian(?:nya)?|indikator)\b|\d{{4}}|[{ISI}()“”\"\s.*])*",
    re.IGNORECASE,
)
_WAKTU_LAIN = re.compile(r"\b(?:triwulan|semester|tw|tahun\s+(?:depan|mendatang|berikutnya))\b", re.IGNORECASE)
_TAHUN_LALU = re.compile(r"\btahun\s+(?:lalu|sebelumnya)\b", re.IGNORECASE)
_TAHUN = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Pernyataan(NamedTuple):
    """A clause within its sentence and its text.

    Attributes:
        teks: the text.
        kalimat: the sentence.
        klausa: the clause.
        names: the names that stand in the text.
        kamus: the numbers of the report.
    """

    teks: Teks
    kalimat: Kalimat
    klausa: Klausa
    names: list[Sebutan]
    kamus: Kamus

    @property
    def isi(self) -> str:
        """The clause, references as `ISI`."""
        return self.teks.polos[self.klausa.start : self.klausa.end]

    def until(self, at: int) -> str:
        """Give what stands before a place in the clause."""
        return self.teks.polos[self.klausa.start : at]

    def without_names(self, start: int, end: int) -> str:
        """Give what stands between two places, with blanks for names of the report: they may hold any word."""
        text = self.teks.polos[start:end]
        for name in between(self.names, start, end):
            if name.end <= end:
                text = text[: name.start - start] + " " * (name.end - name.start) + text[name.end - start :]
        return text

    def is_hypothetical(self, at: int) -> bool:
        """Tell whether what stands at a place is not said to be so."""
        polos, kalimat = self.teks.polos, self.kalimat
        return bool(
            _ANDAI.search(self.until(at))
            or _TUJUAN.search(polos, kalimat.start, at)
            or _SYARAT.search(polos, kalimat.start, kalimat.end)
        )

    def is_of_this_year(self) -> bool:
        """Tell whether the clause speaks of no other year than that of the report."""
        typed = {int(year) for year in _TAHUN.findall(self.isi)}
        return typed <= {self.kamus.laporan.tahun} and not self.names_last_year() and not _WAKTU_LAIN.search(self.isi)

    def compares_with_last_year(self) -> bool:
        """Tell whether the clause speaks of the year before, and of no other."""
        tahun = self.kamus.laporan.tahun
        typed = {int(year) for year in _TAHUN.findall(self.isi)}
        named = self.names_last_year() or tahun - 1 in typed
        return named and typed <= {tahun, tahun - 1} and not _WAKTU_LAIN.search(self.isi)

    def names_last_year(self) -> bool:
        """Tell whether the clause refers to last year or to a number of it."""
        referred = (rujukan.nama for rujukan in self.teks.rujukan_in(self.klausa.start, self.klausa.end))
        return any(name == "tahun_lalu" or name.endswith(("_lalu", ".perubahan")) for name in referred) or bool(
            _TAHUN_LALU.search(self.isi)
        )

    def about(self, start: int, end: int, kind: str, *, lengkap: bool = False) -> list[tuple[int, str]]:
        """List what is referred to or named between two places: where each mention ends, and its code.

        Args:
            start: the first place.
            end: the last one.
            kind: `indikator` or `sasaran`.
            lengkap: whether the first word of a name must not be left out.
        """
        prefix = f"{kind}."
        found = [(r.end, r.induk) for r in self.teks.rujukan_in(start, end) if r.induk.startswith(prefix)]
        found += [
            (name.end, name.induk)
            for name in between(self.names, start, end)
            if name.induk.startswith(prefix) and (name.lengkap or not lengkap)
        ]
        return sorted((at, induk.removeprefix(prefix)) for at, induk in found)

    def find_kinerja(self, at: int, *, sebab: bool = False) -> Kinerja | None:
        """Find the one indicator a claim is about.

        Args:
            at: where the claim starts.
            sebab: whether anything may stand before the claim, such as what made it so.
        """
        before = self.about(self.klausa.start, at, "indikator")
        between = self.teks.polos[before[-1][0] : at] if before else ""
        clause = {kode for _, kode in self.about(self.klausa.start, self.klausa.end, "indikator")}
        if len(clause) > 1 or (_ALIHAN.search(between) and not is_small(between)):
            return None
        if not clause:
            clause = self._find_implied(at, sebab=sebab)
        return self.kamus.laporan.indikator.get(next(iter(clause), ""))

    def _find_implied(self, at: int, *, sebab: bool) -> set[str]:
        """Find the indicator of the sentence, or of the analysis, that a clause without one goes on about."""
        whole = {kode for _, kode in self.about(self.kalimat.start, self.kalimat.end, "indikator")}
        before = self.until(at)
        small = is_small(before)
        if self.teks.indikator and whole <= {self.teks.indikator} and (small or (sebab and not _YANG.search(before))):
            return {self.teks.indikator}
        goes_on = small and self.klausa.pemisah not in _BERLAWANAN
        return whole if len(whole) == 1 and goes_on and self.about(self.kalimat.start, at, "indikator") else set()


_PANJANG = 3000
_YANG = re.compile(r"\byang\s*$", re.IGNORECASE)


def iter_pernyataan(laporan: Laporan, mungkin: re.Pattern[str]) -> Iterator[Pernyataan]:
    """List the clauses of the narrative.

    Args:
        laporan: the report.
        mungkin: matches in every text that can be of interest.
    """
    naskah = read_naskah(laporan)
    for teks, names in naskah.iter_teks(mungkin):
        for kalimat in teks.kalimat:
            # Nobody speaks so long in one breath, and each claim in it would be looked at in its light.
            if kalimat.end - kalimat.start < _PANJANG and mungkin.search(teks.polos, kalimat.start, kalimat.end):
                yield from (Pernyataan(teks, kalimat, klausa, names, naskah.kamus) for klausa in kalimat.klausa)


def is_small(text: str) -> bool:
    """Tell whether a text has no subject of its own: nothing but small words and references."""
    return _KATA_KECIL.fullmatch(text) is not None
