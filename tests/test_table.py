from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import pypandoc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from lkj.finding import display_width
from lkj.table import ATAS, KIRI, Row, TableError, format_grid

# What pandoc made of a cell: its text, rowspan and colspan.
Cell = tuple[str, int, int]


@dataclass
class Table:
    align: str
    head: list[list[Cell]] = field(default_factory=list)
    body: list[list[Cell]] = field(default_factory=list)
    foot: list[list[Cell]] = field(default_factory=list)


def read(*tables: str) -> list[Table]:
    markdown = "\n\n".join(strip(table) for table in tables)
    blocks = json.loads(pypandoc.convert_text(markdown, "json", format="markdown-raw_html-raw_tex-raw_attribute"))[
        "blocks"
    ]
    assert [block["t"] for block in blocks] == ["Table"] * len(tables)
    return [read_table(block["c"]) for block in blocks]


def read_table(content: Any) -> Table:
    _, _, columns, (_, head), bodies, (_, foot) = content
    letters = {"AlignLeft": "l", "AlignRight": "r", "AlignCenter": "c", "AlignDefault": "?"}
    assert all(extra == [] for _, _, extra, _ in bodies)
    return Table(
        "".join(letters[align["t"]] for align, _ in columns),
        read_rows(head),
        read_rows([row for _, _, _, rows in bodies for row in rows]),
        read_rows(foot),
    )


def read_rows(rows: Any) -> list[list[Cell]]:
    return [[(read_blocks(blocks), rs, cs) for _, _, rs, cs, blocks in cells] for _, cells in rows]


def read_blocks(blocks: Any) -> str:
    return "\n\n".join(read_block(block) for block in blocks)


def read_block(block: Any) -> str:
    match block["t"]:
        case "Plain" | "Para":
            return read_inlines(block["c"])
        case "BulletList":
            return "\n".join(f"* {read_blocks(item)}" for item in block["c"])
        case "OrderedList":
            return "\n".join(f"# {read_blocks(item)}" for item in block["c"][1])
    raise AssertionError(block)


def read_inlines(inlines: Any) -> str:
    return "".join(read_inline(inline) for inline in inlines)


def read_inline(inline: Any) -> str:  # noqa: PLR0911 # a case an element
    match inline["t"]:
        case "Str":
            return str(inline["c"])
        case "Space" | "SoftBreak":
            return " "
        case "LineBreak":
            return "\n"
        case "Strong" | "Emph":
            return read_inlines(inline["c"])
        case "Link" | "Span":
            return read_inlines(inline["c"][1])
        case "Code":
            return str(inline["c"][1])
        case "Math":  # rumus.lua joins the lines again
            return str(inline["c"][1]).replace("\n", " ")
    raise AssertionError(inline)


def strip(text: str) -> str:
    return re.sub("\ue000[^\ue001]*\ue001|\ue002", "", text)


def plain(*texts: str) -> list[Cell]:
    return [(text, 1, 1) for text in texts]


def draw(*lines: str) -> str:
    return "\n".join(lines)


# The drawing, character by character.


def test_writes_head_body_and_foot() -> None:
    table = format_grid([["No", "Uraian"]], [["1", "Meja"], ["2", "Kursi"]], [["Jumlah", "2"]], align="rl")
    assert table == draw(
        "+--------+--------+",
        "| No     | Uraian |",
        "+=======:+:=======+",
        "| 1      | Meja   |",
        "+--------+--------+",
        "| 2      | Kursi  |",
        "+========+========+",
        "| Jumlah | 2      |",
        "+========+========+",
    )
    assert read(table) == [
        Table("rl", [plain("No", "Uraian")], [plain("1", "Meja"), plain("2", "Kursi")], [plain("Jumlah", "2")])
    ]


def test_without_head_the_top_line_has_the_alignment() -> None:
    table = format_grid([], [["a", "b", "c"]], align="lcr")
    assert table == draw(
        "+:--+:-:+--:+",
        "| a | b | c |",
        "+---+---+---+",
    )
    assert read(table) == [Table("lcr", [], [plain("a", "b", "c")])]


def test_a_foot_without_head_gets_an_empty_head_that_pandoc_drops() -> None:
    table = format_grid([], [["a", "b"]], [["c", KIRI]], align="lr")
    assert table == draw(
        "+---+---+",
        "|   |   |",
        "+:==+==:+",
        "| a | b |",
        "+===+===+",
        "| c     |",
        "+===+===+",
    )
    assert read(table) == [Table("lr", [], [plain("a", "b")], [[("c", 1, 2)]])]


def test_body_may_be_empty() -> None:
    tables = (
        format_grid([["a", "b"]], [], align="lr"),
        format_grid([["a", "b"]], [], [["c", "d"]], align="lr"),
    )
    assert tables == (
        draw(
            "+---+---+",
            "| a | b |",
            "+:==+==:+",
        ),
        draw(
            "+---+---+",
            "| a | b |",
            "+:==+==:+",
            "| c | d |",
            "+===+===+",
        ),
    )
    assert read(*tables) == [
        Table("lr", [plain("a", "b")]),
        Table("lr", [plain("a", "b")], [], [plain("c", "d")]),
    ]


def test_spans_in_both_directions_and_a_block() -> None:
    table = format_grid(
        [],
        [
            ["a", KIRI, "b"],
            [ATAS, KIRI, "c"],
            ["d", "e", "f"],
            [ATAS, "g", KIRI],
        ],
        align="lll",
    )
    assert table == draw(
        "+:--+:--+:--+",
        "| a     | b |",
        "|       +---+",
        "|       | c |",
        "+---+---+---+",
        "| d | e | f |",
        "|   +---+---+",
        "|   | g     |",
        "+---+---+---+",
    )
    assert read(table) == [
        Table(
            "lll",
            [],
            [[("a", 2, 2), ("b", 1, 1)], plain("c"), [("d", 2, 1), ("e", 1, 1), ("f", 1, 1)], [("g", 1, 2)]],
        )
    ]


def test_inside_a_block_either_sentinel_may_stand() -> None:
    left = format_grid([], [["a", KIRI, "b"], [ATAS, KIRI, "c"]], align="lll")
    above = format_grid([], [["a", KIRI, "b"], [ATAS, ATAS, "c"]], align="lll")
    assert left == above


def test_a_tall_cell_runs_on_beside_the_lines_of_its_rows() -> None:
    table = format_grid(
        [],
        [
            ["satu dua tiga empat lima enam", "x\n\ny", "p"],
            [ATAS, "z", ATAS],
            [ATAS, "w", "q"],
        ],
        align="lll",
        width=17,
    )
    assert table == draw(
        "+:------+:--+:--+",
        "| satu  | x | p |",
        "| dua   |   |   |",
        "| tiga  | y |   |",
        "| empat +---+   |",
        "| lima  | z |   |",
        "| enam  +---+---+",
        "|       | w | q |",
        "+-------+---+---+",
    )
    assert read(table) == [
        Table(
            "lll",
            [],
            [
                [("satu dua tiga empat lima enam", 3, 1), ("x\n\ny", 1, 1), ("p", 2, 1)],
                plain("z"),
                plain("w", "q"),
            ],
        )
    ]


def test_a_tall_cell_makes_its_last_row_higher() -> None:
    table = format_grid([], [["a\n\nb\n\nc", "x"], [ATAS, "y"]], align="ll")
    assert table == draw(
        "+:--+:--+",
        "| a | x |",
        "|   +---+",
        "| b | y |",
        "|   |   |",
        "| c |   |",
        "+---+---+",
    )


# Widths.


def test_all_columns_break_about_alike_often() -> None:
    table = format_grid(
        [],
        [["pendek", "kata kata kata kata kata", "ini kalimat yang jauh lebih panjang daripada yang lain"]],
        align="lll",
        width=50,
    )
    assert table == draw(
        "+:-------+:-----------+:------------------------+",
        "| pendek | kata kata  | ini kalimat yang jauh   |",
        "|        | kata kata  | lebih panjang daripada  |",
        "|        | kata       | yang lain               |",
        "+--------+------------+-------------------------+",
    )


def test_a_fraction_keeps_the_width_it_is_printed_with() -> None:
    rumus = r"$\frac{\text{Jumlah Koperasi} - \text{Lalu}}{\text{Lalu}} \times 100\%$"
    table = format_grid([], [[rumus, "kata kata kata kata kata kata"]], align="ll", width=40)
    printed = "Jumlah Koperasi - Lalu  100%"
    first, second = (len(part) - 2 for part in table.split("\n")[0].strip("+").split("+"))
    assert (first, second) == (len(printed), 40 - len(printed) - len("|  |  |"))


def test_a_page_narrower_than_the_text_gives_words_more_room() -> None:
    row = ["pertanggungjawaban", "kata kata kata kata kata kata kata"]
    widths = [
        [
            len(part) - 2
            for part in format_grid([], [row], align="ll", width=60, page=page).split("\n")[0][1:-1].split("+")
        ]
        for page in (60, 30)
    ]
    assert widths == [[18, 34], [36, 17]]


def test_a_column_can_ask_for_more_than_its_text() -> None:
    assert format_grid([], [["a", "b"]], align="lr", least=[1, 5]) == draw(
        "+:--+------:+",
        "| a | b     |",
        "+---+-------+",
    )


def test_a_fence_stays_on_its_line() -> None:
    table = format_grid([], [["::: foto-kosong\nfoto belum\n:::"]], align="l", width=1)
    assert table == draw(
        "+:----------------+",
        "| ::: foto-kosong |",
        "| foto belum      |",
        "| :::             |",
        "+-----------------+",
    )


def test_long_words_may_exceed_the_width() -> None:
    table = format_grid([], [["pertanggungjawaban kinerja", "a b"]], align="ll", width=10)
    assert table == draw(
        "+:-------------------+:--+",
        "| pertanggungjawaban | a |",
        "| kinerja            | b |",
        "+--------------------+---+",
    )


def test_a_span_shares_what_it_needs_among_its_columns() -> None:
    table = format_grid([["target tahunan", KIRI, KIRI]], [["1", "2", "3"]], align="rrr")
    assert table == draw(
        "+-----+-----+----+",
        "| target tahunan |",
        "+====:+====:+===:+",
        "| 1   | 2   | 3  |",
        "+-----+-----+----+",
    )


def test_wide_and_combining_signs() -> None:
    table = format_grid([], [["漢字", "e\u0301"], ["abcd", "e"]], align="ll")
    assert table == draw(
        "+:-----+:--+",
        "| 漢字 | e\u0301 |",
        "+------+---+",
        "| abcd | e |",
        "+------+---+",
    )
    assert read(table) == [Table("ll", [], [plain("漢字", "e\u0301"), plain("abcd", "e")])]


def test_markers_do_not_count() -> None:
    row = ["naik \ue00012\ue0018,06 persen\ue002 lagi", "\ue0001\ue00113\ue002"]
    table = format_grid([], [row], align="ll", width=20, visible=strip)
    assert table == draw(
        "+:------------+:---+",
        "| naik        | \ue0001\ue00113\ue002 |",
        "| \ue00012\ue0018,06 persen\ue002 |    |",
        "| lagi        |    |",
        "+-------------+----+",
    )
    assert strip(table) == draw(
        "+:------------+:---+",
        "| naik        | 13 |",
        "| 8,06 persen |    |",
        "| lagi        |    |",
        "+-------------+----+",
    )


# Wrapping.


@pytest.mark.parametrize(
    "word",
    [
        "`kode  dengan spasi`",
        "``kode ` spasi``",
        "[teks taut](http://a.b)",
        r"![gambar \] ini](a b.png)",
        "[teks]{.kelas lain}",
        "Rp\N{NO-BREAK SPACE}12",
        r"a\ b",
        "\ue000kunci satu\ue0014 (empat)\ue002,",
    ],
)
def test_is_never_broken(word: str) -> None:
    table = format_grid([], [[f"x {word} y"]], align="l", width=1)
    assert [line.strip("| ") for line in table.split("\n")[1:-1]] == ["x", word, "y"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("$5 dan $6", ["$5", "dan", "$6"]),
        (r"\$a dan b\$", [r"\$a", "dan", r"b\$"]),
        ("[bukan tautan] `bukan", ["[bukan", "tautan]", "`bukan"]),
        ("**tebal sekali**", ["**tebal", "sekali**"]),
        ("tanda\tlajur", ["tanda", "lajur"]),
        (r"$\text{a b} - c$ d", [r"$\text{a", "b} - c$", "d"]),
    ],
)
def test_is_broken_at_spaces(text: str, lines: list[str]) -> None:
    table = format_grid([], [[text]], align="l", width=1)
    assert [line.strip("| ") for line in table.split("\n")[1:-1]] == lines


# To pandoc these mean something within a line, too.
MARKS = ("--", "---", "***", "~~~", "(@x)")
SIGNS = ("-", "=", "===", "_", "*", "+", ":", "~", "#", "##", ">", ">>", "|", "|x", "```", ":::", ":::x")
NUMBERS = ("#.", "1.", "12)", "(1)", "a.", "b)", "(c)", "i.", "xiv)", "(IV)", "@.")
BLOCK_STARTS = (*MARKS, *SIGNS, *NUMBERS)


@pytest.mark.parametrize("word", BLOCK_STARTS)
def test_no_line_begins_like_a_block(word: str) -> None:
    table = format_grid([], [[f"satu {word} dua"]], align="l", width=1)
    content = [line[2:-2].rstrip() for line in table.split("\n")[1:-1]]
    assert content == [f"satu {word}", "dua"]


def test_pandoc_reads_such_words_as_text() -> None:
    words = (*SIGNS, *NUMBERS)
    tables = [format_grid([], [[f"satu {word} dua"]], align="l", width=1) for word in words]
    assert read(*tables) == [Table("l", [], [plain(f"satu {word} dua")]) for word in words]


def test_a_hard_break_stays_at_its_line_end() -> None:
    table = format_grid([], [["satu dua \\\ntiga"]], align="l", width=1)
    assert table == draw(
        "+:------+",
        "| satu  |",
        "| dua \\ |",
        "| tiga  |",
        "+-------+",
    )
    assert read(table) == [Table("l", [], [plain("satu dua\ntiga")])]


def test_lists_keep_their_lines_and_are_set_in() -> None:
    table = format_grid(
        [],
        [["- satu dua tiga\n- empat lima\n\n    - enam tujuh", "10. satu dua\n11. tiga", "-"]],
        align="lll",
        width=35,
    )
    assert table == draw(
        "+:---------------+:-----------+:--+",
        "| - satu dua     | 10. satu   | - |",
        "|   tiga         |     dua    |   |",
        "| - empat lima   | 11. tiga   |   |",
        "|                |            |   |",
        "|     - enam     |            |   |",
        "|       tujuh    |            |   |",
        "+----------------+------------+---+",
    )
    assert read(table) == [
        Table(
            "lll",
            [],
            [
                plain(
                    "* satu dua tiga\n* empat lima\n\n* enam tujuh",
                    "# satu dua\n# tiga",
                    "* ",
                )
            ],
        )
    ]


def test_paragraphs_and_outer_blank_lines() -> None:
    table = format_grid([], [["\nsatu\n\ndua\n"]], align="l")
    assert table == draw(
        "+:-----+",
        "| satu |",
        "|      |",
        "| dua  |",
        "+------+",
    )


@pytest.mark.parametrize("sign", ["|", "+"])
def test_a_sign_below_a_border_does_not_split_a_span(sign: str) -> None:
    table = format_grid([], [["aa", "b"], [f"aa {sign} b", KIRI], ["aa", "b"]], align="ll")
    assert table == draw(
        "+:---+:--+",
        "| aa | b |",
        "+----+---+",
        f"| aa {sign} b |",
        "|        |",
        "+----+---+",
        "| aa | b |",
        "+----+---+",
    )
    assert read(table) == [Table("ll", [], [plain("aa", "b"), [(f"aa {sign} b", 1, 2)], plain("aa", "b")])]


def test_a_markup_is_plain_text() -> None:
    table = format_grid([], [[Markup("a & b")]], align="l", width=1)
    assert table == draw(
        "+:--+",
        "| a |",
        "| & |",
        "| b |",
        "+---+",
    )


# Mistakes.


@pytest.mark.parametrize(
    ("head", "body", "align", "message"),
    [
        ([], [], "l", "a table needs a row"),
        ([], [["a"]], "", "align takes l, r or c for each column: ''"),
        ([], [["a"]], "x", "align takes l, r or c for each column: 'x'"),
        ([["a", "b"]], [["a"]], "ll", "row 2 has 1 cells, align has 2 letters"),
        ([], [[KIRI, "a"]], "ll", "row 1, column 1: nothing to merge with in this part of the table"),
        ([["a"]], [[ATAS]], "l", "row 2, column 1: nothing to merge with in this part of the table"),
        ([], [["a", "b"], [ATAS, KIRI]], "ll", "row 1, column 1: its span is not a rectangle"),
        ([["h", "i"]], [["a", KIRI], [ATAS, "b"]], "ll", "row 2, column 1: its span is not a rectangle"),
        ([], [["a", "b"], [ATAS, ATAS]], "ll", "row 2 has no cell of its own"),
        (
            [],
            [["a", "b", "c"], [ATAS, KIRI, KIRI], [ATAS, KIRI, "d"]],
            "lll",
            "row 1, column 1: its span is not a rectangle",
        ),
    ],
)
def test_mistakes_in_a_template(head: list[Row], body: list[Row], align: str, message: str) -> None:
    with pytest.raises(TableError) as caught:
        format_grid(head, body, align=align)
    assert str(caught.value) == message


# The tables of a real report.


def test_pegawai_with_three_head_rows_and_sixteen_columns() -> None:
    jenjang = ["S3", "S2", "S1", "D3", "SMA/SMP"]
    table = format_grid(
        [
            [
                "NO",
                "JABATAN",
                "FORMASI/PETA JABATAN",
                *([KIRI] * 5),
                "PEGAWAI YANG ADA",
                *([KIRI] * 5),
                "JENIS KELAMIN",
                KIRI,
            ],
            [
                ATAS,
                ATAS,
                "JUMLAH",
                "KUALIFIKASI",
                *([KIRI] * 4),
                "JUMLAH",
                "KUALIFIKASI",
                *([KIRI] * 4),
                "LAKI-LAKI",
                "PEREMPUAN",
            ],
            [ATAS, ATAS, ATAS, *jenjang, ATAS, *jenjang, ATAS, ATAS],
        ],
        [
            ["**A**", "**JABATAN STRUKTURAL**", *(f"**{n}**" for n in "96411064110092"[:14])],
            ["1", "Eselon II", *"10100010100010"],
        ],
        align="cl" + "r" * 14,
    )
    assert read(table) == [
        Table(
            "clrrrrrrrrrrrrrr",
            [
                [
                    ("NO", 3, 1),
                    ("JABATAN", 3, 1),
                    ("FORMASI/PETA JABATAN", 1, 6),
                    ("PEGAWAI YANG ADA", 1, 6),
                    ("JENIS KELAMIN", 1, 2),
                ],
                [
                    ("JUMLAH", 2, 1),
                    ("KUALIFIKASI", 1, 5),
                    ("JUMLAH", 2, 1),
                    ("KUALIFIKASI", 1, 5),
                    ("LAKI-LAKI", 2, 1),
                    ("PEREMPUAN", 2, 1),
                ],
                plain(*jenjang, *jenjang),
            ],
            [
                plain("A", "JABATAN STRUKTURAL", *"96411064110092"),
                plain("1", "Eselon II", *"10100010100010"),
            ],
        )
    ]


SASARAN = "Meningkatnya kualitas koperasi, usaha kecil dan menengah"
INDIKATOR = "Persentase pertumbuhan koperasi aktif di provinsi"


def test_sasaran_with_targets_by_year() -> None:
    table = format_grid(
        [
            [
                "NO",
                "SASARAN STRATEGIS",
                "INDIKATOR KINERJA",
                "SATUAN",
                "Baseline 2022",
                "TARGET TAHUNAN",
                KIRI,
                KIRI,
                KIRI,
                "Target Akhir Renstra",
                "Ket",
            ],
            [*([ATAS] * 5), "2023", "2024", "2025", "2026", ATAS, ATAS],
            [str(n) for n in range(1, 12)],
        ],
        [
            ["1", SASARAN, INDIKATOR, "%", "2,10", "2,50", "3,00", "7,00", "8,00", "8,00", ""],
            [ATAS, ATAS, "Nilai", "nilai", "70", "75", "80", "85", "90", "90", ""],
            ["2", "Lain", "Nilai", "nilai", "70", "75", "80", "85", "90", "90", ""],
        ],
        align="cllcrrrrrrl",
    )
    assert len(table.split("\n")[0]) <= 110
    assert read(table) == [
        Table(
            "cllcrrrrrrl",
            [
                [
                    ("NO", 2, 1),
                    ("SASARAN STRATEGIS", 2, 1),
                    ("INDIKATOR KINERJA", 2, 1),
                    ("SATUAN", 2, 1),
                    ("Baseline 2022", 2, 1),
                    ("TARGET TAHUNAN", 1, 4),
                    ("Target Akhir Renstra", 2, 1),
                    ("Ket", 2, 1),
                ],
                plain("2023", "2024", "2025", "2026"),
                plain(*(str(n) for n in range(1, 12))),
            ],
            [
                [
                    ("1", 2, 1),
                    (SASARAN, 2, 1),
                    *plain(INDIKATOR, "%", "2,10", "2,50", "3,00", "7,00", "8,00", "8,00", ""),
                ],
                plain("Nilai", "nilai", "70", "75", "80", "85", "90", "90", ""),
                plain("2", "Lain", "Nilai", "nilai", "70", "75", "80", "85", "90", "90", ""),
            ],
        )
    ]


def test_capaian_with_a_sasaran_over_six_rows() -> None:
    rumus = r"$\frac{a_t - a_{t-1}}{a_{t-1}} \times 100\%$"
    body: list[Row] = []
    for number in range(3):
        body.append(
            [
                *(["1", SASARAN] if number == 0 else [ATAS, ATAS]),
                f"**{INDIKATOR}**",
                "%",
                "2,10",
                "8,06",
                "7,00",
                "8,22",
                "117,43",
                "Sangat tinggi",
                "8,00",
            ]
        )
        body.append([ATAS, ATAS, rumus, *([ATAS] * 8)])
    table = format_grid(
        [
            [
                "NO",
                "SASARAN STRATEGIS",
                "INDIKATOR/META INDIKATOR",
                "SATUAN",
                "BASELINE",
                "CAPAIAN 2024",
                "TAHUN 2025",
                KIRI,
                KIRI,
                KIRI,
                "TARGET AKHIR",
            ],
            [*([ATAS] * 6), "TARGET", "REALISASI", "PERSENTASE", "KRITERIA/KODE", ATAS],
        ],
        body,
        align="cllcrrrrrcr",
    )
    values = ["%", "2,10", "8,06", "7,00", "8,22", "117,43", "Sangat tinggi", "8,00"]
    pair = [[(INDIKATOR, 1, 1), *((value, 2, 1) for value in values)], plain(rumus.strip("$"))]
    assert read(table) == [
        Table(
            "cllcrrrrrcr",
            [
                [
                    ("NO", 2, 1),
                    ("SASARAN STRATEGIS", 2, 1),
                    ("INDIKATOR/META INDIKATOR", 2, 1),
                    ("SATUAN", 2, 1),
                    ("BASELINE", 2, 1),
                    ("CAPAIAN 2024", 2, 1),
                    ("TAHUN 2025", 1, 4),
                    ("TARGET AKHIR", 2, 1),
                ],
                plain("TARGET", "REALISASI", "PERSENTASE", "KRITERIA/KODE"),
            ],
            [[("1", 6, 1), (SASARAN, 6, 1), *pair[0]], pair[1], *pair, *pair],
        )
    ]


def test_anggaran_with_a_total_over_six_columns() -> None:
    table = format_grid(
        [
            ["No", "Sasaran", "Indikator", "Kinerja", KIRI, KIRI, "Anggaran", KIRI, KIRI, "Efisiensi"],
            [ATAS, ATAS, ATAS, "Target", "Realisasi", "%", "Target (Rp)", "Realisasi (Rp)", "%", ATAS],
        ],
        [
            [
                "1",
                SASARAN,
                INDIKATOR,
                "7,00",
                "8,22",
                "117,43",
                "1.012.345.678",
                "998.765.432",
                "98,66",
                "13.580.246",
            ]
        ],
        [["**Total Belanja**", *([KIRI] * 5), "1.012.345.678", "998.765.432", "98,66", "13.580.246"]],
        align="cll" + "r" * 7,
    )
    assert read(table) == [
        Table(
            "cllrrrrrrr",
            [
                [
                    ("No", 2, 1),
                    ("Sasaran", 2, 1),
                    ("Indikator", 2, 1),
                    ("Kinerja", 1, 3),
                    ("Anggaran", 1, 3),
                    ("Efisiensi", 2, 1),
                ],
                plain("Target", "Realisasi", "%", "Target (Rp)", "Realisasi (Rp)", "%"),
            ],
            [
                plain("1", SASARAN, INDIKATOR, "7,00", "8,22", "117,43")
                + plain("1.012.345.678", "998.765.432", "98,66", "13.580.246")
            ],
            [[("Total Belanja", 1, 6), *plain("1.012.345.678", "998.765.432", "98,66", "13.580.246")]],
        )
    ]


def test_two_agreements_side_by_side() -> None:
    side = ["No", "Sasaran Strategis", "Indikator Kinerja", "Target Kinerja", "Formula"]
    first = ["1", SASARAN, INDIKATOR, "7,00%", r"$\frac{a}{b} \times 100\%$"]
    table = format_grid(
        [
            ["SEMULA", *([KIRI] * 4), "MENJADI", *([KIRI] * 4)],
            [*side, *side],
            [f"({n})" for n in range(1, 11)],
        ],
        [[*first, *first], [ATAS, ATAS, "Nilai", "80", "Rapor", "2", "Lain", "Nilai", "80", "Rapor"]],
        align="cllcl" * 2,
    )
    formula = r"\frac{a}{b} \times 100\%"
    assert read(table) == [
        Table(
            "cllclcllcl",
            [
                [("SEMULA", 1, 5), ("MENJADI", 1, 5)],
                plain(*side, *side),
                # A number in parentheses is a list item unless the caller escapes it.
                [("# ", 1, 1)] * 10,
            ],
            [
                [("1", 2, 1), (SASARAN, 2, 1), *plain(*first[2:4], formula), *plain(*first[:4], formula)],
                plain("Nilai", "80", "Rapor", "2", "Lain", "Nilai", "80", "Rapor"),
            ],
        )
    ]


# Any table.

# Markdown and the text it stands for.
FIRST_WORDS = [
    ("kata", "kata"),
    ("a", "a"),
    (r"\-", "-"),
    (r"\*x\*", "*x*"),
    (r"1\.", "1."),
    ("**b**", "b"),
    ("é漢", "é漢"),
]
WORDS = [
    *FIRST_WORDS,
    *(
        (word, word)
        for word in ("-", "+", "|", "=", "#", ">", ":", "~", "1.", "a)", "(iv)", "#.", "pertanggungjawaban")
    ),
    (r"\|", "|"),
    (r"\+", "+"),
    (r"\$5", "$5"),
    ("`a | b`", "a | b"),
    ("$a + b$", "a + b"),
    ("[a b](http://c)", "a b"),
    ("*x y*", "x y"),
    ("\ue00012\ue0018,06\ue002", "8,06"),
    ("Rp\N{NO-BREAK SPACE}7", "Rp\N{NO-BREAK SPACE}7"),
]

texts = st.tuples(st.sampled_from(FIRST_WORDS), st.lists(st.sampled_from(WORDS), max_size=12)).map(
    lambda drawn: tuple(" ".join(word[part] for word in (drawn[0], *drawn[1])) for part in (0, 1))
)


@st.composite
def parts(draw_: st.DrawFn, columns: int, *, least: int = 0) -> tuple[list[list[Any]], list[list[Cell]]]:
    """Draw the rows of a head, body or foot, and what pandoc has to read there."""
    rows = draw_(st.integers(least, 4))
    matrix: list[list[Any]] = [[None] * columns for _ in range(rows)]
    cells: list[list[Cell]] = [[] for _ in range(rows)]
    for row, column in product(range(rows), range(columns)):
        if matrix[row][column] is not None:
            continue
        free = next((c for c in range(column, columns) if matrix[row][c] is not None), columns)
        colspan = draw_(st.integers(1, min(3, free - column)))
        # A cell of the first column spans no rows in vain: each row keeps a cell of its own.
        rowspan = draw_(st.integers(1, rows - row)) if cells[row] or column else 1
        markdown, text = draw_(texts)
        for r, c in product(range(row, row + rowspan), range(column, column + colspan)):
            matrix[r][c] = KIRI if c > column else ATAS
        matrix[row][column] = markdown
        cells[row].append((text, rowspan, colspan))
    return matrix, cells


@st.composite
def tables(draw_: st.DrawFn) -> tuple[str, Table]:
    align = draw_(st.text("lrc", min_size=1, max_size=5))
    head, head_cells = draw_(parts(len(align)))
    body, body_cells = draw_(parts(len(align), least=1))
    foot, foot_cells = draw_(parts(len(align)))
    width = draw_(st.integers(20, 90))
    table = format_grid(head, body, foot, align=align, width=width, visible=strip)
    return table, Table(align, head_cells, body_cells, foot_cells)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(tables(), min_size=1, max_size=6))
def test_pandoc_reads_any_table_as_it_was_meant(drawn: list[tuple[str, Table]]) -> None:
    for table, _ in drawn:
        assert len({display_width(line) for line in strip(table).split("\n")}) == 1
    assert read(*(table for table, _ in drawn)) == [meant for _, meant in drawn]
