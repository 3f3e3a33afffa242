from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from lkj import source
from lkj.finding import Position, format_finding
from lkj.model.dasar import Located, LocatedList
from lkj.source import decode_source, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = "data/2025/indikator.yaml"

CONTOH = """\
# Indikator kinerja
indikator:
  - kode: pertumbuhan_koperasi
    nama: "Pertumbuhan koperasi: aktif"
    satuan: '%'
    desimal: 2
    alasan:
    sumber: [BPS, "Dinas"]
  - kode: rasio
    catatan: |
      baris satu
      baris dua
    target: {2024: 1.10, 2025: null}
"""

# Every half-edited file below reads the same with libyaml and without it.
LOADERS = [yaml.SafeLoader, yaml.CSafeLoader]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LOADER", request.param)


def report(text: str) -> str:
    node, findings = parse_yaml(text, FILE)
    shown = [format_finding(finding, {FILE: text.splitlines()}) for finding in findings]
    return "\n".join(shown if node is None else [*shown, str(node)]).replace(FILE, "f")


def places(node: Any) -> list[tuple[object, str]]:
    """List every key, item and value with its place, in order."""
    found: list[tuple[object, str]] = []
    if isinstance(node, Located):
        for name, value in node.items():
            found += [(name, str(node.keys_at[name])), (None, str(node.values_at[name])), *places(value)]
        return found
    if isinstance(node, LocatedList):
        for value, position in zip(node, node.values_at, strict=True):
            found += [(None, str(position)), *places(value)]
        return found
    return [(node, "")]


@pytest.mark.usefixtures("loader")
def test_reads_scalars_as_text() -> None:
    node, findings = parse_yaml(CONTOH, FILE)
    assert findings == []
    assert node == {
        "indikator": [
            {
                "kode": "pertumbuhan_koperasi",
                "nama": "Pertumbuhan koperasi: aktif",
                "satuan": "%",
                "desimal": "2",
                "alasan": None,
                "sumber": ["BPS", "Dinas"],
            },
            {
                "kode": "rasio",
                "catatan": "baris satu\nbaris dua\n",
                "target": {"2024": "1.10", "2025": None},
            },
        ]
    }


@pytest.mark.usefixtures("loader")
def test_knows_where_everything_stands() -> None:
    node, _ = parse_yaml("a: 1\nb:\n  - x\n  - k: 'v'\n    l:\nc: {d: [2]}\n", "f")
    assert node is not None
    assert node.position == Position("f", 1, 1)
    assert places(node) == [
        ("a", "f:1:1"),
        (None, "f:1:4"),
        ("1", ""),
        ("b", "f:2:1"),
        (None, "f:3:3"),
        (None, "f:3:5"),
        ("x", ""),
        (None, "f:4:5"),
        ("k", "f:4:5"),
        (None, "f:4:8"),
        ("v", ""),
        ("l", "f:5:5"),
        (None, "f:5:7"),
        (None, ""),
        ("c", "f:6:1"),
        (None, "f:6:4"),
        ("d", "f:6:5"),
        (None, "f:6:8"),
        (None, "f:6:9"),
        ("2", ""),
    ]
    assert node["b"].position == Position("f", 3, 3)
    assert node["c"].position == Position("f", 6, 4)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_empty_values_are_none(written: str) -> None:
    assert parse_yaml(f"a: {written}\n", FILE)[0] == {"a": None}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("written", ["no", "06.10", "1e5", "2025-01-01", "0x1F", "true"])
def test_nothing_else_is_interpreted(written: str) -> None:
    assert parse_yaml(f'a: {written}\nb: "{written}"\n', FILE) == ({"a": written, "b": written}, [])


@pytest.mark.usefixtures("loader")
def test_quoted_null_is_text() -> None:
    assert parse_yaml("a: 'null'\nb: \"\"\n", FILE)[0] == {"a": "null", "b": ""}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_any_line_break_counts_as_one_line(line_break: str) -> None:
    node, findings = parse_yaml(line_break.join(["a: 1", "", "b: satu", "  dua", "c: 3", ""]), "f")
    assert findings == []
    assert node is not None
    assert node == {"a": "1", "b": "satu dua", "c": "3"}
    assert node.keys_at == {"a": Position("f", 1, 1), "b": Position("f", 3, 1), "c": Position("f", 5, 1)}


MISALIGNED = "samakan jorokan baris ini dan baris di atasnya; teks yang berlanjut ke baris lain diapit tanda kutip"
TAB = "ganti tab dengan spasi; satu tingkat sama dengan dua spasi"
QUOTE = "tutup teks dengan tanda kutip yang sama; di dalam '…' tanda ' ditulis dua kali ('')"
BRACKET = "tutup kurung dan pisahkan butir dengan koma, atau tulis daftar berbaris “- ”"
NO_COLON = "tulis `kunci: nilai`; bila ini lanjutan teks di atasnya, jorokkan lebih dalam daripada kuncinya"
AFTER = "apit seluruh nilai dengan tanda kutip; tanda kutip di dalamnya memakai jenis yang lain"
MIXED = "daftar dan `kunci: nilai` tidak dicampur; periksa jorokan baris ini"
SWALLOWED = "sejajarkan “-” dengan butir di atasnya dan beri spasi sesudahnya; lanjutan teks diapit tanda kutip"
DASH = "beri spasi; teks yang memang diawali “-” diapit tanda kutip"
JINJA = 'tulis `kunci: nilai`; nilai yang memuat {{ … }} diapit tanda kutip: "{{ … }}"'
ESCAPE = "tulis “\\\\”, atau apit teks dengan kutip tunggal: '…'"

# Text, place, message, advice of the one finding.
TATA_TULIS = {
    "deeper than a sibling": (
        "a: 1\n  b: 2\nc: 3\n",
        "2:3",
        "Baris ini tidak sejajar dengan baris yang setingkat.",
        MISALIGNED,
    ),
    "deeper than a sibling in a list": (
        "a:\n  - k: x\n     l: y\n",
        "3:6",
        "Baris ini tidak sejajar dengan baris yang setingkat.",
        MISALIGNED,
    ),
    "less deep": (
        "a:\n    b: 1\n   c: 2\n",
        "3:4",
        "Baris ini tidak sejajar dengan baris yang setingkat.",
        MISALIGNED,
    ),
    "less deep in a list": (
        "a:\n  - k: x\n   l: y\n",
        "3:4",
        "Baris ini tidak sejajar dengan baris yang setingkat.",
        MISALIGNED,
    ),
    "item less deep": (
        "a:\n  - x\n - y\n",
        "3:2",
        "Baris ini tidak sejajar dengan baris yang setingkat.",
        MISALIGNED,
    ),
    "first of some items deeper": (
        "a:\n  b: 0\n  c:\n     - k: x\n       l: y\n\n    # satu\n    - k: z\n      l: y\n",
        "8:5",
        "Baris ini tidak sejajar dengan baris yang setingkat.",
        MISALIGNED.replace("baris di atasnya", "baris 4"),
    ),
    "first of some items less deep": (
        "a:\n - k: x\n   l: y\n   m: y\n  - k: z\n",
        "5:3",
        "Baris ini tidak sejajar dengan baris yang setingkat.",
        MISALIGNED.replace("baris di atasnya", "baris 2"),
    ),
    "below a quoted text": (
        'a: "x"\n  b: 1\n',
        "2:3",
        "Baris ini tidak sejajar dengan baris yang setingkat.",
        MISALIGNED,
    ),
    "first line deeper": (
        "  nama\nb: 2\n",
        "2:1",
        "Baris ini tidak sejajar dengan baris yang setingkat.",
        MISALIGNED,
    ),
    "first key indented": (
        "  a: 1\nb: 2\n",
        "1:3",
        "Baris ini tidak sejajar dengan baris yang setingkat.",
        MISALIGNED,
    ),
    "block text less deep": (
        "a: |\n  satu\n dua\n",
        "3:2",
        "Baris ini tidak sejajar dengan baris yang setingkat.",
        MISALIGNED,
    ),
    "text over two lines, then a key": (
        "a: satu\n\n     dua\n  b: 1\n",
        "4:3",
        "Baris ini tidak sejajar dengan baris yang setingkat.",
        MISALIGNED,
    ),
    "key among items": (
        "a:\n  - x\n  b: 1\n",
        "3:3",
        "Baris ini tidak diawali “- ”, padahal baris yang setingkat begitu.",
        MIXED,
    ),
    "item among keys": (
        "a:\n  b: 1\n  - x\n",
        "3:3",
        "Baris ini diawali “- ”, padahal baris yang setingkat tidak.",
        MIXED,
    ),
    "quotation mark never closed": (
        'a: 1\nb: "teks\nc: 2\n',
        "2:4",
        "Tanda kutip ini tidak ditutup.",
        QUOTE,
    ),
    "quotation mark closed by the next one": (
        'a: "teks\nb: "lain"\nc: 2\n',
        "1:4",
        "Tanda kutip ini tidak ditutup.",
        QUOTE,
    ),
    "quotation mark before a document": (
        "a: 'x\n---\nb'\n",
        "1:4",
        "Tanda kutip ini tidak ditutup.",
        QUOTE,
    ),
    "cut off in a quoted text": (
        'a:\n  - k: x\n    l: "ab',
        "3:8",
        "Tanda kutip ini tidak ditutup.",
        QUOTE,
    ),
    "apostrophe": (
        "a: 'Jum'at'\n",
        "1:9",
        "Ada tulisan sesudah nilai yang sudah selesai.",
        AFTER,
    ),
    "text after a list": ("a: [x] y\n", "1:8", "Ada tulisan sesudah nilai yang sudah selesai.", AFTER),
    "colon in a value": (
        "a: tujuan: besar\n",
        "1:10",
        "Ada titik dua lagi di dalam nilai.",
        'apit nilai dengan tanda kutip, misalnya `kunci: "nilai: keterangan"`',
    ),
    "no colon": ("a: 1\nnama\nc: 2\n", "2:1", "Baris ini tidak memuat titik dua.", NO_COLON),
    "no colon in the first line": (
        "nama\n\nc: 2\n",
        "1:1",
        "Baris ini tidak memuat titik dua.",
        NO_COLON,
    ),
    "no colon at the end": ("a:\n  - k: x\n    l", "3:5", "Baris ini tidak memuat titik dua.", NO_COLON),
    "a web address is no key": (
        "a: x\nhttps://contoh.id\nb: 1\n",
        "2:1",
        "Baris ini tidak memuat titik dua.",
        NO_COLON,
    ),
    "no space after the colon": (
        "a: 1\nb:2\nc: 3\n",
        "2:1",
        "Sesudah titik dua harus ada spasi.",
        "tulis `b: 2`",
    ),
    "no space after the dash": (
        "a:\n  - x\n  -y\n  - z\n",
        "3:3",
        "Sesudah tanda “-” harus ada spasi.",
        DASH,
    ),
    "no space after the dash of a key": (
        "a:\n  -k: x\n    l: y\n",
        "2:3",
        "Sesudah tanda “-” harus ada spasi.",
        DASH,
    ),
    "no colon after the dash": (
        "a:\n  - b: 1\n  - k x\n    # catatan\n    l: y\n",
        "3:5",
        "Baris ini tidak memuat titik dua.",
        NO_COLON,
    ),
    "no colon above a text of two lines": (
        "nama\n  dua\nc: 2\n",
        "1:1",
        "Baris ini tidak memuat titik dua.",
        NO_COLON,
    ),
    "quotation mark closed by the next one before a sign": (
        'a: "teks\nb: "%"\n',
        "1:4",
        "Tanda kutip ini tidak ditutup.",
        QUOTE,
    ),
    "something after the end": (
        "{a: 1}\nb: 2\n",
        "2:1",
        "Baris ini tidak sejajar dengan baris yang setingkat.",
        MISALIGNED,
    ),
    "item on the line of its key": (
        "a: - x\n",
        "1:4",
        "Butir daftar (“- ”) tidak boleh sebaris dengan kuncinya.",
        "tulis butir pada baris baru yang menjorok; apit dengan tanda kutip bila “-” bagian dari teks",
    ),
    "empty key": (
        "a: 1\n: 2\n",
        "2:1",
        "Kunci di depan titik dua kosong.",
        "tulis nama kuncinya, misalnya `nama: …`",
    ),
    "percent sign first": (
        "a: %5\n",
        "1:4",
        "Tulisan tidak boleh diawali “%”.",
        'apit dengan tanda kutip: "%…"',
    ),
    "percent sign first in a line": (
        "a: 1\n%b: 2\n",
        "2:1",
        "Tulisan tidak boleh diawali “%”.",
        'apit dengan tanda kutip: "%…"',
    ),
    "question mark first": (
        "a: ? x\n",
        "1:4",
        "Tulisan tidak boleh diawali “?”.",
        'apit dengan tanda kutip: "?…"',
    ),
    "asterisk first": (
        "a: * x\n",
        "1:4",
        "Tulisan tidak boleh diawali “*”.",
        'apit dengan tanda kutip: "*…"',
    ),
    "unknown tag": (
        "a: !e!x y\n",
        "1:4",
        "Tulisan tidak boleh diawali “!”.",
        'apit dengan tanda kutip: "!…"',
    ),
    "directive": (
        "%YAML 2.0\n---\na: 1\n",
        "1:1",
        "Tulisan tidak boleh diawali “%”.",
        'apit dengan tanda kutip: "%…"',
    ),
    "greater than": (
        "a: > 5\n",
        "1:4",
        "Sesudah tanda “>” teks harus mulai di baris berikutnya.",
        "pindahkan teks ke baris baru yang menjorok; apit dengan tanda kutip bila “>” bagian dari teks",
    ),
    "bracket never closed": (
        "a: [1, 2\nb: 3\n",
        "1:4",
        "Kurung ini tidak ditutup, atau ada koma yang kurang di dalamnya.",
        BRACKET,
    ),
    "brace never closed": (
        "a: {x: 1\nb: 3\n",
        "1:4",
        "Kurung ini tidak ditutup, atau ada koma yang kurang di dalamnya.",
        BRACKET,
    ),
    "cut off after a bracket": (
        "a:\n  - k: [\n\n",
        "2:8",
        "Kurung ini tidak ditutup, atau ada koma yang kurang di dalamnya.",
        BRACKET,
    ),
    "wrong bracket": (
        "a: [1, 2}\n",
        "1:9",
        "Di sini seharusnya ada koma atau kurung penutup.",
        "pisahkan butir dengan koma, tutup dengan kurung yang sesuai, atau apit teks dengan tanda kutip",
    ),
    "bracket never opened": (
        "a: 1\n}\n",
        "2:1",
        "Kurung penutup ini tanpa kurung pembuka.",
        "hapus kurung ini, atau tulis kurung pembukanya",
    ),
    "two commas": (
        "a: [1,,2]\n",
        "1:7",
        "Di depan “,” seharusnya ada nilai.",
        "isi nilainya, atau apit teks dengan tanda kutip bila tanda itu bagian dari teks",
    ),
    "backslash": (
        'a: "C:\\Users"\n',
        "1:9",
        "Tanda “\\” di dalam kutip ganda punya arti khusus.",
        ESCAPE,
    ),
    "tab before a key": ("a:\n\tb: 1\n", "2:1", "Baris ini memakai tab untuk menjorok.", TAB),
    "tab before a sibling": ("a: 1\n\tb: 2\n", "2:1", "Baris ini memakai tab untuk menjorok.", TAB),
    "tab after spaces": ('a: "x"\n \tb: 1\n', "2:2", "Baris ini memakai tab untuk menjorok.", TAB),
    "tab before an item": ("a:\n\t- x\n", "2:1", "Baris ini memakai tab untuk menjorok.", TAB),
    "tab after the dash": ("a:\n  -\tx: 1\n", "2:4", "Baris ini memakai tab untuk menjorok.", TAB),
    "tab in a block text": ("a: |\n\tteks\n", "2:1", "Baris ini memakai tab untuk menjorok.", TAB),
    "conflict": (
        "b: 1\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> cabang\n",
        "2:1",
        "Baris ini penanda konflik git yang belum diselesaikan.",
        "pilih isi yang benar, lalu hapus baris “<<<<<<<”, “=======” dan “>>>>>>>”",
    ),
    "nothing": (
        "",
        "1:1",
        "Berkas ini kosong.",
        "isi dengan `kunci: nilai`, atau hapus berkas ini bila memang tidak dipakai",
    ),
    "only comments": (
        "# nanti\n---\n",
        "1:1",
        "Berkas ini kosong.",
        "isi dengan `kunci: nilai`, atau hapus berkas ini bila memang tidak dipakai",
    ),
    "a list": (
        "- a\n- b\n",
        "1:1",
        "Berkas ini berupa daftar, padahal seharusnya `kunci: nilai`.",
        "tulis nama kunci dan titik dua di depan isinya",
    ),
    "a text": (
        "nama = Dinas\n",
        "1:1",
        "Berkas ini berupa teks, padahal seharusnya `kunci: nilai`.",
        "tulis nama kunci dan titik dua di depan isinya",
    ),
}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("name", TATA_TULIS)
def test_half_edited_file_gives_one_finding(name: str) -> None:
    text, place, message, advice = TATA_TULIS[name]
    node, findings = parse_yaml(text, FILE)
    assert node is None
    assert [(f"{f.position.line}:{f.position.column}", f.code, f.message, f.advice) for f in findings] == [
        (place, "LKJ002", message, advice)
    ]


@pytest.mark.usefixtures("loader")
def test_code_beyond_unicode() -> None:
    node, findings = parse_yaml('a: 1\nb: "\\UFFFFFFFF"\n', FILE)
    assert node is None
    assert [(f.position.line, f.code, f.advice) for f in findings] == [(2, "LKJ002", ESCAPE)]


def test_unknown_error_of_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Iterator[None]:
        mark = yaml.Mark("", 0, 9, 0, "", 0)
        raise yaml.MarkedYAMLError("while dreaming", None, "saw a sheep", mark)
        yield

    monkeypatch.setattr(yaml, "parse", fail)
    assert report("a: 1") == (
        "f:1:5: galat LKJ002: Tulisan di sini tidak dapat dibaca.\n"
        " 1 | a: 1\n"
        "   |     ^\n"
        "   = periksa jorokan, titik dua dan tanda kutip di baris ini dan baris sebelumnya"
    )


@pytest.mark.usefixtures("loader")
def test_item_swallowed_by_the_text_above() -> None:
    assert report("a:\n  - b\n   - c\n   -d\ne: 1\n") == (
        "f:3:4: galat LKJ002: Baris ini terbaca sebagai lanjutan teks di atasnya, bukan butir daftar.\n"
        " 3 |    - c\n"
        "   |    ^\n"
        f"   = {SWALLOWED}\n"
        "{'a': ['b - c -d'], 'e': '1'}"
    )


@pytest.mark.usefixtures("loader")
def test_item_swallowed_by_one_without_its_space() -> None:
    assert report("a:\n  -x\n  - y\n  - z\n") == (
        "f:2:3: galat LKJ002: Sesudah tanda “-” harus ada spasi.\n"
        " 2 |   -x\n"
        "   |   ^\n"
        f"   = {DASH}\n"
        "{'a': '-x - y - z'}"
    )


@pytest.mark.usefixtures("loader")
def test_dashes_in_text_that_says_so() -> None:
    assert report('a: |\n  - b\nc: "d\n  - e"\nf: satu\n  dua - tiga\n') == (
        "{'a': '- b\\n', 'c': 'd - e', 'f': 'satu dua - tiga'}"
    )


@pytest.mark.usefixtures("loader")
def test_duplicate_keys_keep_the_first() -> None:
    assert report("a: 1\nb: {c: 1, c: 2}\na:\n  d: 1\n  d: 2\n") == (
        "f:2:11: galat LKJ003: Kunci `c` sudah ada di baris 2.\n"
        " 2 | b: {c: 1, c: 2}\n"
        "   |           ^\n"
        "   = hapus salah satu, atau ganti nama kuncinya\n"
        "f:3:1: galat LKJ003: Kunci `a` sudah ada di baris 1.\n"
        " 3 | a:\n"
        "   | ^\n"
        "   = hapus salah satu, atau ganti nama kuncinya\n"
        "f:5:3: galat LKJ003: Kunci `d` sudah ada di baris 4.\n"
        " 5 |   d: 2\n"
        "   |   ^\n"
        "   = hapus salah satu, atau ganti nama kuncinya\n"
        "{'a': '1', 'b': {'c': '1'}}"
    )


@pytest.mark.usefixtures("loader")
def test_what_was_found_before_a_syntax_error_is_kept() -> None:
    assert report("a: 1\na: 2\nb: [\n") == (
        "f:2:1: galat LKJ003: Kunci `a` sudah ada di baris 1.\n"
        " 2 | a: 2\n"
        "   | ^\n"
        "   = hapus salah satu, atau ganti nama kuncinya\n"
        "f:3:4: galat LKJ002: Kurung ini tidak ditutup, atau ada koma yang kurang di dalamnya.\n"
        " 3 | b: [\n"
        "   |    ^\n"
        f"   = {BRACKET}"
    )


@pytest.mark.usefixtures("loader")
def test_one_mistake_is_reported_once() -> None:
    assert report("a: 1\nb: {{ x }} persen\n") == (
        f"f:2:5: galat LKJ004: Kunci harus berupa kata.\n 2 | b: {{{{ x }}}} persen\n   |     ^\n   = {JINJA}"
    )
    assert report("a: x\n  - k: z\n") == (
        "f:2:3: galat LKJ002: Baris ini terbaca sebagai lanjutan teks di atasnya, bukan butir daftar.\n"
        " 2 |   - k: z\n"
        "   |   ^\n"
        f"   = {SWALLOWED}"
    )


@pytest.mark.usefixtures("loader")
def test_empty_quoted_key_drops_its_value() -> None:
    assert report('" ": {b: 1}\na: 1\n') == (
        "f:1:1: galat LKJ002: Kunci di depan titik dua kosong.\n"
        ' 1 | " ": {b: 1}\n'
        "   | ^\n"
        "   = tulis nama kuncinya, misalnya `nama: …`\n"
        "{'a': '1'}"
    )


FITUR = {
    "a: !x\n  b: 1\n": [
        (
            "1:4",
            "Tanda jenis yang diawali “!” tidak dipakai di sini.",
            "hapus tanda itu, atau apit nilai dengan tanda kutip bila “!” bagian dari teks",
        )
    ],
    "a: !!python/object:os.system x\n": [
        (
            "1:4",
            "Tanda jenis yang diawali “!” tidak dipakai di sini.",
            "hapus tanda itu, atau apit nilai dengan tanda kutip bila “!” bagian dari teks",
        )
    ],
    "a: &x [1]\nb: *x\n": [
        (
            "1:4",
            "Penanda “&x” tidak dipakai di sini.",
            "hapus penanda itu, atau apit nilai dengan tanda kutip bila “&” bagian dari teks",
        ),
        (
            "2:4",
            "Rujukan “*x” tidak dipakai di sini.",
            "tulis nilainya sendiri, atau apit dengan tanda kutip bila “*” bagian dari teks",
        ),
    ],
    "*x : 1\nb: 2\n": [
        (
            "1:1",
            "Rujukan “*x” tidak dipakai di sini.",
            "tulis nilainya sendiri, atau apit dengan tanda kutip bila “*” bagian dari teks",
        )
    ],
    "a: 1\n<<:\n  b: 1\n": [
        ("2:1", "Kunci gabungan “<<” tidak dipakai di sini.", "tulis semua kunci beserta nilainya")
    ],
    "a: {{ indikator.x }}\nb: {[1]: 2}\n": [
        ("1:5", "Kunci harus berupa kata.", JINJA),
        ("2:5", "Kunci harus berupa kata.", JINJA),
    ],
    "a: 1\n---\nb: 2\n---\nc: [\n": [
        (
            "2:1",
            "Baris “---” membagi berkas ini menjadi beberapa dokumen.",
            "hapus baris itu; satu berkas memuat satu dokumen",
        )
    ],
    "a: 1\n...\nb: 2\n": [("2:1", "Baris “...” tidak dipakai di sini.", "hapus baris itu")],
    "%YAML 1.1\n---\na: 1\n": [("1:1", "Baris “%” tidak dipakai di sini.", "hapus baris itu")],
}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("text", FITUR)
def test_features_that_are_not_used(text: str) -> None:
    node, findings = parse_yaml(text, FILE)
    assert node is None
    assert {f.code for f in findings} == {"LKJ004"}
    assert [(f"{f.position.line}:{f.position.column}", f.message, f.advice) for f in findings] == FITUR[text]


@pytest.mark.usefixtures("loader")
def test_three_dashes_at_the_top_are_harmless() -> None:
    assert report("---\na: 1\n") == "{'a': '1'}"


@pytest.mark.usefixtures("loader")
def test_nesting() -> None:
    fine = "a: " + "[" * 29 + "]" * 29
    assert parse_yaml(fine, FILE)[1] == []
    assert report("a: " + "[" * 100_000).splitlines()[0] == (
        "f:1:33: galat LKJ005: Susunan di sini lebih dalam daripada 30 tingkat."
    )
    assert parse_yaml("a: " + "[" * 30, FILE)[0] is None


@pytest.mark.usefixtures("loader")
def test_long_text() -> None:
    node, findings = parse_yaml(f"a: {'x' * 20_001}\nb: {'y' * 20_000}\n", FILE)
    assert node == {"a": "x" * 20_001, "b": "y" * 20_000}
    assert [format_finding(finding, {}) for finding in findings] == [
        (
            f"{FILE}:1:4: galat LKJ005: Teks ini lebih panjang daripada 20000 karakter.\n"
            "   = pindahkan sebagian ke berkas narasi"
        )
    ]


FORBIDDEN = "hapus karakter itu atau ketik ulang; biasanya terbawa saat menyalin dari Word atau PDF"


@pytest.mark.usefixtures("loader")
def test_forbidden_character_by_escape() -> None:
    assert report('a: "x\\u202e"\nb: "\\0"\n') == (
        "f:1:4: galat LKJ006: Ada karakter yang tidak terlihat atau tidak baku (U+202E).\n"
        ' 1 | a: "x\\u202e"\n'
        "   |    ^\n"
        f"   = {FORBIDDEN}\n"
        "f:2:4: galat LKJ006: Ada karakter yang tidak terlihat atau tidak baku (U+0000).\n"
        ' 2 | b: "\\0"\n'
        "   |    ^\n"
        f"   = {FORBIDDEN}\n"
        "{'a': 'x\\u202e', 'b': '\\x00'}"
    )


def test_decodes_utf8() -> None:
    assert decode_source("nama: “Ciptaan” é\r\n".encode(), FILE) == ("nama: “Ciptaan” é\r\n", [])


def test_byte_order_mark_is_dropped() -> None:
    text, findings = decode_source(codecs.BOM_UTF8 + b"nama: x\nnama: y\n", FILE)
    assert (text, findings) == ("nama: x\nnama: y\n", [])
    node, _ = parse_yaml(text, "f")
    assert node is not None
    assert node.values_at["nama"] == Position("f", 1, 7)


SAVE = "simpan ulang berkas sebagai UTF-8 (di Notepad: Simpan Sebagai, lalu Pengodean: UTF-8)"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_utf16(encoding: str) -> None:
    raw = "\ufeffnama: x\n".encode(encoding) if encoding == "utf-16-be" else "nama: x\n".encode(encoding)
    text, findings = decode_source(raw, FILE)
    assert text == ""
    assert [format_finding(finding, {FILE: []}) for finding in findings] == [
        f"{FILE}:1:1: galat LKJ001: Berkas ini disimpan sebagai UTF-16.\n   = {SAVE}"
    ]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_other_encodings(line_break: str) -> None:
    raw = codecs.BOM_UTF8 + line_break.join(["nama: é", "alamat: “é”"]).encode() + b" \x96 x\x00"
    text, findings = decode_source(raw, FILE)
    assert [format_finding(finding, {FILE: text.splitlines()}) for finding in findings] == [
        (
            f"{FILE}:2:13: galat LKJ001: Huruf di sini tidak tersimpan sebagai UTF-8.\n"
            " 2 | alamat: “é” � x�\n"
            "   |             ^\n"
            f"   = {SAVE}"
        )
    ]


def test_cut_off_inside_a_character() -> None:
    _, findings = decode_source("a: é".encode()[:-1], "f")
    assert [(str(f.position), f.code) for f in findings] == [("f:1:4", "LKJ001")]


@pytest.mark.parametrize(
    "char", "\x00\x07\x0b\x0c\x1b\x7f\x85\u2028\u2029\u202a\u202e\u2066\u2069\ue000\uf0b7\uf8ff\ufeff\uffff"
)
def test_forbidden_characters(char: str) -> None:
    text, findings = decode_source(f"a: 1\r\nb: é{char}x{char}\n".encode(), FILE)
    assert text == "a: 1\r\nb: é�x�\n"
    assert [format_finding(finding, {FILE: text.splitlines()}) for finding in findings] == [
        (
            f"{FILE}:2:5: galat LKJ006: "
            f"Ada karakter yang tidak terlihat atau tidak baku (U+{ord(char):04X}).\n"
            " 2 | b: é�x�\n"
            "   |     ^\n"
            f"   = {FORBIDDEN}"
        )
    ]


def test_signs_of_normal_text_are_allowed() -> None:
    text = "a:\tb – — … “x” ’ € é ✓ ≥ السلام\n"
    assert decode_source(text.encode(), FILE) == (text, [])


def test_signs_that_no_font_of_the_report_has() -> None:
    lines = ["# komentar", "a: 漢", "b: naik 😀 sekali 😀", 'c: "\\U0001f600"']
    text, findings = decode_source("\n".join(lines).encode(), FILE)
    assert text == "\n".join(lines)
    found = [*findings, *parse_yaml(lines[3], "f")[1]]
    assert [(str(finding.position), finding.code, finding.message) for finding in found] == [
        (f"{FILE}:2:4", "LKJ006", "Huruf laporan tidak memiliki tanda “漢” (U+6F22)."),
        (f"{FILE}:3:9", "LKJ006", "Huruf laporan tidak memiliki tanda “😀” (U+1F600)."),
        ("f:1:4", "LKJ006", "Huruf laporan tidak memiliki tanda “😀” (U+1F600)."),
    ]


def test_large_file() -> None:
    assert decode_source(b"#\n" * 5_000_000, FILE)[1] == []
    text, findings = decode_source(b"#\n" * 5_000_001, FILE)
    assert text == ""
    assert [format_finding(finding, {}) for finding in findings] == [
        (
            f"{FILE}:1:1: galat LKJ005: Berkas ini lebih besar daripada 10 MB.\n"
            "   = bagi isinya, atau hapus yang tidak perlu"
        )
    ]


def check_inside(text: str) -> None:
    node, findings = parse_yaml(text, FILE)
    assert node is not None or findings
    lines = text.splitlines()
    for finding in findings:
        assert 1 <= finding.position.line <= len(lines) + 1
        assert finding.position.column >= 1
        assert format_finding(finding, {FILE: lines})


@given(st.text())
@example("\x00")
@example("\ud800")
@example("\n\r\x85\u2028- [")
def test_any_text_is_read(text: str) -> None:
    check_inside(text)


@given(st.text("ab:-[]{}\"'|>#&*!%@`?, \n\t\\"))
def test_any_yaml_like_text_is_read(text: str) -> None:
    check_inside(text)


@given(st.binary())
def test_any_bytes_are_decoded(raw: bytes) -> None:
    text, findings = decode_source(raw, FILE)
    for finding in findings:
        assert 1 <= finding.position.line <= len(text.splitlines()) + 1
    check_inside(text)


@given(st.integers(0, len(CONTOH)))
def test_file_cut_off_anywhere(end: int) -> None:
    check_inside(CONTOH[:end])


@given(st.integers(0, CONTOH.count("\n") - 1))
def test_file_without_a_line(number: int) -> None:
    lines = CONTOH.splitlines(keepends=True)
    check_inside("".join(lines[:number] + lines[number + 1 :]))


@given(st.integers(0, len(CONTOH)), st.characters())
def test_file_with_a_character_more(index: int, char: str) -> None:
    check_inside(CONTOH[:index] + char + CONTOH[index:])


@given(st.integers(0, len(CONTOH) - 1), st.sampled_from(":-[]{}\"'|>#&*!%@`?, \n\t"))
def test_file_with_a_character_changed(index: int, char: str) -> None:
    check_inside(CONTOH[:index] + char + CONTOH[index + 1 :])
