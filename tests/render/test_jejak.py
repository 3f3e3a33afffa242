from __future__ import annotations

from decimal import Decimal

from lkj.angka import Angka, unknown
from lkj.finding import Position
from lkj.render.jejak import Cetakan, Pencatat, build_jejak, strip_marks

KINI = Angka(Decimal(134), "koperasi", label="Koperasi 2025", position=Position("data/2025/realisasi.yaml", 12, 13))
LALU = Angka(Decimal(124), "koperasi", label="Koperasi 2024", position=Position("data/2025/realisasi.yaml", 11, 13))
TUMBUH = ((KINI - LALU) / LALU * 100).named("Pertumbuhan 2025", "%", 2)
KOSONG = unknown("belum dinilai", "Nilai", "Rapor 2025", Position("data/2025/realisasi.yaml", 40, 5))


def test_marks_come_off() -> None:
    pencatat = Pencatat()
    marked = f"a {pencatat.mark(KINI, '134')} b {pencatat.mark(LALU, '124')}"
    assert marked != "a 134 b 124"
    assert strip_marks(marked) == "a 134 b 124"
    assert strip_marks("tanpa angka") == "tanpa angka"


def test_numbers_are_read_in_the_order_of_the_text_not_of_writing() -> None:
    pencatat = Pencatat()
    first, second = pencatat.mark(KINI, "134"), pencatat.mark(LALU, "124")
    text, printed = pencatat.read(f"# judul\n\n{second} lalu {first} dan {second}\n")
    assert text == "# judul\n\n124 lalu 134 dan 124\n"
    assert printed == (Cetakan("124", 3, LALU), Cetakan("134", 3, KINI), Cetakan("124", 3, LALU))


def test_what_was_written_but_not_printed_is_not_in_the_trace() -> None:
    pencatat = Pencatat()
    pencatat.mark(KINI, "134")
    assert pencatat.read("tanpa angka") == ("tanpa angka", ())


def test_trace_file() -> None:
    printed = (
        Cetakan("8,06%", 3, TUMBUH),
        Cetakan("134", 5, KINI),
        Cetakan("8,06", 9, TUMBUH),
        Cetakan("–", 9, KOSONG),
    )
    rumus = "(Koperasi 2025 − Koperasi 2024) ÷ Koperasi 2024 × 100"
    entry = {
        "label": "Pertumbuhan 2025",
        "rumus": rumus,
        "operan": ["Koperasi 2025", "Koperasi 2024"],
        "posisi": ["data/2025/realisasi.yaml:12:13", "data/2025/realisasi.yaml:11:13"],
        "simpul": "n1",
    }
    fact = {"satuan": "koperasi", "desimal": 0, "alasan": "", "rumus": "", "operan": []}
    assert build_jejak(2025, printed) == {
        "versi": 1,
        "tahun": 2025,
        "jumlah": 4,
        "angka": [
            {"nomor": 1, "teks": "8,06%", "baris": 3, **entry},
            {
                "nomor": 2,
                "teks": "134",
                "baris": 5,
                "label": "Koperasi 2025",
                "rumus": "",
                "operan": [],
                "posisi": ["data/2025/realisasi.yaml:12:13"],
                "simpul": "n2",
            },
            {"nomor": 3, "teks": "8,06", "baris": 9, **entry},
            {
                "nomor": 4,
                "teks": "–",
                "baris": 9,
                "label": "Rapor 2025",
                "rumus": "",
                "operan": [],
                "posisi": ["data/2025/realisasi.yaml:40:5"],
                "simpul": "n4",
            },
        ],
        "simpul": {
            "n1": {
                "label": "Pertumbuhan 2025",
                "nilai": "8.0645161290322580645161290322580645161290322580645",
                "satuan": "%",
                "desimal": 2,
                "alasan": "",
                "rumus": rumus,
                "operan": ["n2", "n3"],
                "posisi": None,
            },
            "n2": {
                "label": "Koperasi 2025",
                "nilai": "134",
                **fact,
                "posisi": "data/2025/realisasi.yaml:12:13",
            },
            "n3": {
                "label": "Koperasi 2024",
                "nilai": "124",
                **fact,
                "posisi": "data/2025/realisasi.yaml:11:13",
            },
            "n4": {
                "label": "Rapor 2025",
                "nilai": None,
                "satuan": "Nilai",
                "desimal": 0,
                "alasan": "belum dinilai",
                "rumus": "",
                "operan": [],
                "posisi": "data/2025/realisasi.yaml:40:5",
            },
        },
    }


def test_large_numbers_are_written_out() -> None:
    jejak = build_jejak(2025, (Cetakan("1", 1, Angka(Decimal("1E+20"))),))
    assert jejak["simpul"]["n1"]["nilai"] == "100000000000000000000"


def test_the_trace_tells_what_is_read_not_how_it_is_escaped() -> None:
    pencatat = Pencatat()
    markdown, (printed,) = pencatat.read(pencatat.mark(KINI, r"\(134)"))
    assert (markdown, printed.teks) == (r"\(134)", "(134)")
