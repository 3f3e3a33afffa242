"""The signs a report can be printed with.

The PDF may not leave a sign out, and no font is taken from the machine: what the fonts of the typst wheel have no
picture for cannot be printed. `tests/test_huruf.py` prints all that is allowed here.
"""

from __future__ import annotations

import re

# Latin, Greek and Cyrillic letters, Arabic ones for a greeting, punctuation, currencies, symbols, and the letters
# Word's formulas are written with.
_ADA = (
    r"\t\n\r\x20-\x7e\xa0-\xac\xae-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u04ff"
    r"\u060c\u061b\u061f\u0621-\u063a\u0640-\u0655\u0660-\u066d\u1e00-\u1eff\u2000-\u200a\u2010-\u2027\u202f-\u2040"
    r"\u2042\u2044-\u2052\u2054-\u205f\u2070\u2071\u2074-\u208e\u2090-\u209c\u20a0-\u20c0\u2100-\u211e\u2120\u2122"
    r"\u2124\u2126-\u2151\u2153-\u2184\u2190-\u23ff\u2460-\u2606\u2609-\u262f\u2638-\u268b\u2690-\u269c\u26a0-\u26a7"
    r"\u26aa-\u26af\u2701-\u2704\u2706-\u2709\u270c-\u2714\u2717-\u2726\u272a-\u274b\u274d\u274f-\u2752\u2756"
    r"\u2758-\u275e\u2761-\u277f\u2794\u2798-\u27af\u27b1-\u2b73\ufb00-\ufb06\ufe0e\ufe0f\ufffd"
    r"\U0001d400-\U0001d454\U0001d456-\U0001d49c\U0001d552-\U0001d6a5\U0001d6a8-\U0001d7cb\U0001d7ce-\U0001d7ff"
)
# A mark is part of the letter before it, and only a font that has both can draw them.
_LATIN, _ARAB = r"A-Za-z\xc0-\u024f\u1e00-\u1eff\u0300-\u036f", r"\u0621-\u0655"

TAK_TERCETAK = re.compile(rf"[^{_ADA}]|(?<![{_LATIN}])[\u0300-\u036f]|(?<![{_ARAB}])[\u064b-\u0655]")
"""Matches a sign that cannot be printed."""
