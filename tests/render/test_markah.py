from __future__ import annotations

import pytest

from lkj.render.batas import Larangan, find_larangan
from tests.keamanan.serangan import MENGHENTIKAN

BLOK = (
    "tulis “::: kotak”, “::: sumber”, “::: catatan” atau “::: tengah” sesudah baris kosong dalam berkas narasi, "
    "tidak bersusun, dan akhiri dengan baris “:::”"
)
LOLOS = "tanda yang memang bagian dari teks diawali “\\”"


@pytest.mark.parametrize(
    ("text", "found", "message", "advice"),
    [
        (
            "Kata[^1].",
            "[^1]",
            "Naskah tidak boleh memuat catatan kaki [^…].",
            "tulis catatannya di tempatnya: ^[isi catatan]",
        ),
        (
            "> [nama]: https://a.id",
            "[nama]",
            "Naskah tidak boleh memuat alamat tautan yang terpisah ([nama]: alamat).",
            f"tulis alamatnya di tautannya: [teks](https://…); {LOLOS}",
        ),
        (
            "a\n  ::: kotak\nb\n:::",
            ":::",
            "Blok “:::” tidak dapat ditulis di sini.",
            BLOK,
        ),
        ("::: sampul\nb\n:::", ":::", "Blok “:::” tidak dapat ditulis di sini.", BLOK),
        ("a\n\n:::", ":::", "Blok “:::” tidak dapat ditulis di sini.", BLOK),
        ("::: kotak\n\n::: sumber\nb\n:::\n:::", "::: sumber", "Blok “:::” tidak dapat ditulis di sini.", BLOK),
        (
            "::: kotak\nb\n:::\n\n::: kotak\n\na",
            "::: kotak\n\na",
            "Blok “:::” ini tidak ditutup.",
            "akhiri dengan baris “:::”",
        ),
        ("```\nx\n```", "```", "Naskah tidak boleh memuat blok kode (``` atau ~~~).", "tulis sebagai teks biasa"),
        (
            "satu ` dua",
            "`",
            "Tanda ` ini tidak punya pasangan.",
            f"tambahkan pasangannya di baris ini; {LOLOS}",
        ),
        (
            "Rp$5 dan\n5$ lagi",
            "$5 dan",
            "Tanda $ ini tidak punya pasangan.",
            f"tambahkan pasangannya di baris ini; {LOLOS}",
        ),
        (
            "satu $$x\n\ny$$",
            "$$x",
            "Tanda $$ ini tidak punya pasangan.",
            f"tambahkan pasangannya di paragraf ini; {LOLOS}",
        ),
        (
            '\\[$x^2$]{alt="x"}',
            "^2",
            "Rumus ini memuat “^”, yang belum dapat dibacakan.",
            'tulis kalimatnya juga, misalnya [$x^2$]{alt="x kuadrat"}',
        ),
        (
            "$x + {{ tahun }}$",
            "{{",
            "Rujukan ini mencetak lebih dari angka.",
            "dalam rumus, tulis rujukan tanpa satuannya: {{ … | angka }}",
        ),
        (
            "$$\na\n- b\n$$",
            "- b",
            "Baris rumus ini dapat dibaca sebagai daftar.",
            "gabungkan dengan baris sebelumnya",
        ),
        (
            "lihat [a](#bab)",
            "](#",
            "Naskah tidak boleh memuat tautan seperti ini.",
            'bagian laporan dirujuk dengan {{ rujuk("kode") }}; alamat lain ditulis apa adanya: https://…',
        ),
        ("[a]( )", "]( )", "Tautan ini tidak mempunyai alamat.", "tulis alamatnya, atau hapus kurungnya"),
        ("[a]{.b #c}", "{.b", "Atribut ini tidak diperbolehkan.", 'yang boleh: .kelas dan alt="…"'),
        ("naik &#x1F600;", "&#x", "Tanda &#x1F600; tidak dapat dicetak.", "hapus, atau ganti dengan tanda lain"),
        ("x {{- tahun }}", "{{-", "Rujukan ditulis tanpa tanda hubung di kurungnya.", "tulis {{ … }}, dengan spasi"),
    ],
)
def test_what_is_refused_and_where(text: str, found: str, message: str, advice: str) -> None:
    assert find_larangan(f"Awal.\n\n{text}") == Larangan(7 + text.index(found), "LKJ501", message, advice)


@pytest.mark.parametrize("text", MENGHENTIKAN)
def test_what_would_stop_the_converters_is_text_where_it_is_code(text: str) -> None:
    assert find_larangan(text) is not None
    if not set(text) & set("`\n{"):
        assert find_larangan(f"Awal `{text}` akhir.") is None


@pytest.mark.parametrize(
    "text",
    [
        "Kata^[catatan dengan *tanda* dan [tautan](https://a.id).] lagi.",
        r"\[^1\]: bukan catatan, \[a\]: bukan tautan, \`bukan kode, US\$5 dan 5\$",
        r"\::: bukan blok",
        "`[^1]:` dan ``a ` b`` dan `$x^2$` dan `:::`",
        "US$ 5 dan US$ 7, 5$ saja",
        "[Tabel I.1]({{ instansi.situs }}): isi",
        "Waktu 10:30, rasio 1:2; a::b",
        "~~dicoret~~ H~2~O m^2^",
        "$\\frac{\\text{A}}{\\text{B}} \\times 100\\%$ dan $$\na = b +\nc\n$$",
        "$x = {{ data.koperasi | angka }}$",
        '[$\\sum_{i=1}^{n} x_i^2$]{alt="jumlah kuadrat"} dan [$\\sqrt{x}$]{alt="akar x"}',
        "| a | b |\n|---|---|\n| # | $x$ |",
        "- [ ] satu\n- [x] dua\n\n1. a\n   b\n\na. c",
        "&nbsp; &copy; &amp; a&b; AT&T",
        "a < b, <b>tebal</b>, <dinas@contoh.id>, <https://contoh.id>",
        "{%# [^1] ::: ``` $x$ #}Isi.",
        "[teks]{.smallcaps} `kode`{.python}",
        "::: kotak\n**Perhatian.** Isi.\n:::\n\n::: sumber\nSumber: X\n:::",
    ],
)
def test_what_narrative_may_hold(text: str) -> None:
    assert find_larangan(f"Awal.\n\n{text}\n\nAkhir.") is None


def test_a_value_within_a_line_has_no_blocks() -> None:
    text = "Awal.\n\n::: kotak\nIsi.\n:::"
    assert find_larangan(text) is None
    assert find_larangan(text.removeprefix("Awal.\n\n")) is None
    assert find_larangan(text, sebaris=True) == Larangan(7, "LKJ501", "Blok “:::” tidak dapat ditulis di sini.", BLOK)
