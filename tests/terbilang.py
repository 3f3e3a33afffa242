"""Numbers in words, read another way than they are written."""

from __future__ import annotations

import re

DIGITS = {
    "nol": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
}
GROUPS = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12, "kuadriliun": 10**15}


def read_words(words: str) -> int:
    """Read number words from left to right: digits, then what multiplies them, group by group."""
    whole = group = digit = 0
    for word in re.sub(r"\bse(puluh|belas|ratus|ribu)\b", r"satu \1", words).split():
        if word in GROUPS:
            whole, group, digit = whole + (group + digit) * GROUPS[word], 0, 0
        elif word == "belas":
            group, digit = group + digit + 10, 0
        elif word in {"puluh", "ratus"}:
            group, digit = group + digit * (10 if word == "puluh" else 100), 0
        else:
            digit = DIGITS[word]
    return whole + group + digit
