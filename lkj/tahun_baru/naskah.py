"""What becomes of narrative in the year after: general texts are carried over, all others are to be written anew.

Old prose speaks of the old year. Only what explains the agency and its plans, with numbers it refers to, still holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.tahun_baru.berkas import Pergantian

UMUM = frozenset(
    {
        "capaian",
        "cascading",
        "iku",
        "inovasi",
        "instrumen",
        "isu_strategis",
        "lintas_sektor",
        "pendahuluan",
        "perencanaan",
        "perjanjian",
        "pohon_kinerja",
        "strategi",
        "struktur_program",
        "tugas",
        "tujuan_laporan",
        "tujuan_sasaran",
    }
)
"""The narrative that is carried over; `perjanjian_<kode>` of the first agreement is, too."""

_PERUBAHAN = "keterangan_perubahan"
_CHANGED = re.compile(r"\b(?:sebelum|sesudah|setelah|kinerja|anggaran|pagu)\s+perubahan\b", re.IGNORECASE)
_GONE = re.compile(r"\b(?:fakta|penyesuaian|dekonsentrasi)\s*[.\[]")


def carry_naskah(nama: str, text: str, ganti: Pergantian) -> str | None:
    """Give what a narrative text is in the new year; None if there is no place for it.

    Args:
        nama: the name of its file without suffix.
        text: the text of the old year.
        ganti: the change of the year.
    """
    first, *dropped = (f"perjanjian_{perjanjian.kode}" for perjanjian in ganti.data.target.perjanjian)
    if nama in dropped or (nama == _PERUBAHAN):
        return None
    if nama not in UMUM | {first} or _refers_to_dropped(text, ganti):
        return f"{{%# ISI: naskah tahun {ganti.tahun}; sebagai contoh, lihat {ganti.data.folder}/narasi/{nama}.md #}}\n"
    doubts = " dan ".join(_iter_doubts(text, ganti))
    return f"{{%# ISI: periksa naskah ini; di dalamnya tertulis {doubts} #}}\n{text}" if doubts else text


def _refers_to_dropped(text: str, ganti: Pergantian) -> bool:
    """Tell whether a text refers to what the new year does not have: facts, adjustments, a changed agreement."""
    _, *dropped = (perjanjian.kode.replace("_", "-") for perjanjian in ganti.data.target.perjanjian)
    references = re.findall(r"\{\{.*?\}\}", text, re.DOTALL)
    gone = tuple(f"-pk-{kode}" for kode in dropped)
    return any(_GONE.search(part) or any(name in part for name in gone) for part in references)


def _iter_doubts(text: str, ganti: Pergantian) -> Iterator[str]:
    """Say what in a text may hold for the old year alone."""
    if re.search(rf"(?<!\d){ganti.lalu}(?!\d)", text):
        yield f"tahun {ganti.lalu}"
    changed = _CHANGED.search(text)
    if changed:
        yield f"“{' '.join(changed[0].split())}”"
