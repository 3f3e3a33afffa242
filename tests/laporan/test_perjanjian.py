from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lkj.format import format_angka
from lkj.laporan import Laporan, Rentang
from lkj.laporan.perjanjian import DokumenPerjanjian, pair_perjanjian

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Rakit = Callable[[Mapping[str, Any]], Laporan]

QUARTERS_INDUK = {
    "pertumbuhan_koperasi": ("17,74", ["4,44", "4,44", "4,44", "4,42"]),
    "pertumbuhan_ukm": ("0,56", ["0,14", "0,14", "0,14", "0,14"]),
    "sdm_berkualitas": ("0,390", ["0,098", "0,098", "0,098", "0,096"]),
    "nilai_kinerja": ("78,10", ["19,53", "19,53", "19,53", "19,51"]),
}
QUARTERS_PERUBAHAN = {
    "pertumbuhan_koperasi": ("7,25", ["1,81", "1,81", "1,81", "1,82"]),
    "pertumbuhan_ukm": ("28,20", ["7,05", "7,05", "7,05", "7,05"]),
    "sdm_berkualitas": ("0,152", ["0,038", "0,038", "0,038", "0,038"]),
    "nilai_kinerja": ("78,10", ["19,53", "19,53", "19,53", "19,51"]),
}


def read_quarters(dokumen: DokumenPerjanjian) -> dict[str, tuple[str, list[str]]]:
    found = {}
    for sasaran in dokumen.sasaran:
        for janji in sasaran.janji:
            assert not isinstance(janji.target, Rentang)
            quarters = [format_angka(angka) for angka in janji.triwulan]
            found[janji.indikator.kode] = (format_angka(janji.target), quarters)
    return found


def test_agreements_2025(laporan: Laporan) -> None:
    induk, perubahan = laporan.perjanjian
    assert (induk.perubahan, perubahan.perubahan) == (False, True)
    assert (induk.pihak_pertama.nama, induk.pihak_kedua.nama) == ("Ahmad Yani", "Sugito")
    assert (perubahan.pihak_pertama.nama, perubahan.pihak_kedua.nama) == ("Arie Primajaya", "Hidayat Arsani")
    assert read_quarters(induk) == QUARTERS_INDUK
    assert read_quarters(perubahan) == QUARTERS_PERUBAHAN
    assert [sasaran.nama for sasaran in induk.sasaran] == [
        "Meningkatnya Pertumbuhan Koperasi",
        "Meningkatnya Pertumbuhan UKM",
        "Meningkatnya Kualitas SDM KUKM",
        "Meningkatnya Tata Kelola Pemerintahan",
    ]
    assert [sasaran.nama for sasaran in perubahan.sasaran] == [
        "Meningkatnya Pertumbuhan Koperasi dan UKM untuk Penciptaan Lapangan Kerja",
        "Meningkatkan Tata Kelola Internal Perangkat Daerah (DKUKM)",
    ]


def test_quarters_add_up_to_the_target_2025(laporan: Laporan) -> None:
    for dokumen in laporan.perjanjian:
        for sasaran in dokumen.sasaran:
            for janji in sasaran.janji:
                assert not isinstance(janji.target, Rentang)
                assert sum(angka.pasti for angka in janji.triwulan) == janji.target.pasti


def test_the_reason_of_a_changed_target_stands_in_the_revision(laporan: Laporan) -> None:
    induk, perubahan = laporan.perjanjian
    assert [janji.alasan for sasaran in induk.sasaran for janji in sasaran.janji] == [None] * 4
    reasons = [janji.alasan for sasaran in perubahan.sasaran for janji in sasaran.janji]
    assert [reason is not None for reason in reasons] == [True, True, True, False]


def test_budgets_of_agreements_2025(laporan: Laporan) -> None:
    induk, perubahan = laporan.perjanjian
    assert format_angka(induk.jumlah) == "27.864.866.313"
    assert format_angka(perubahan.jumlah) == "22.029.055.504"
    assert [[(row.nama, format_angka(row.pagu)) for row in group.program] for group in induk.dana] == [
        [
            ("Program Pelayanan Izin Usaha Simpan Pinjam", "49.898.350"),
            ("Program Pengawasan dan Pemeriksaan Koperasi", "74.997.700"),
            ("Program Penilaian Kesehatan KSP/USP Koperasi", "157.999.900"),
            ("Program Pemberdayaan dan Perlindungan Koperasi", "717.101.700"),
        ],
        [
            ("Program Pemberdayaan Usaha Menengah, Usaha Kecil, dan Usaha Mikro (UMKM)", "3.879.958.800"),
            ("Program Pengembangan UMKM", "5.048.602.900"),
        ],
        [("Program Pendidikan dan Latihan Perkoperasian", "2.083.750.250")],
        [("Program Penunjang Urusan Pemerintahan Daerah Provinsi", "15.852.556.713")],
    ]
    assert [format_angka(row.pagu) for group in perubahan.dana for row in group.program] == [
        "31.020.900",
        "45.286.500",
        "30.685.050",
        "642.655.350",
        "3.335.970.350",
        "3.530.541.600",
        "966.028.200",
        "13.446.867.554",
    ]
    assert [group.nama_indikator for group in perubahan.dana] == [
        ("Persentase pertumbuhan koperasi",),
        ("Persentase pertumbuhan UKM",),
        ("Persentase SDM KUKM yang berkualitas",),
        ("Nilai Capaian Kinerja Perangkat Daerah",),
    ]
    assert [group.penunjang for group in perubahan.dana] == [
        all(row.penunjang for row in group.program) for group in perubahan.dana
    ]


def test_agreements_side_by_side_2025(laporan: Laporan) -> None:
    pairs = pair_perjanjian(*laporan.perjanjian)
    assert [
        tuple((side.nomor, side.baru, side.janji.indikator.kode) if side else None for side in pair) for pair in pairs
    ] == [
        ((1, True, "pertumbuhan_koperasi"), (1, True, "pertumbuhan_koperasi")),
        ((2, True, "pertumbuhan_ukm"), (1, False, "pertumbuhan_ukm")),
        ((3, True, "sdm_berkualitas"), (1, False, "sdm_berkualitas")),
        ((4, True, "nilai_kinerja"), (2, True, "nilai_kinerja")),
    ]
    assert pairs[1][1] is not None
    assert pairs[1][1].sasaran.nama == laporan.perjanjian[1].sasaran[0].nama


def add_second_indicator(kecil: dict[str, Any]) -> None:
    """Give the small data a second indicator, promised in a revision only, and a supporting program."""
    kecil["indikator"]["indikator"].append({"kode": "buku", "nama": "Buku", "sasaran": "koleksi", "satuan": "buku"})
    kecil["renstra"]["sasaran"].append({"kode": "koleksi", "tujuan": "literasi", "nama": "Koleksi bertambah"})
    kecil["realisasi"]["realisasi"].append({"indikator": "buku", "nilai": {2025: 7}})
    induk = kecil["target"]["perjanjian"][0]
    tambahan = {"sasaran": "koleksi", "indikator": [{"indikator": "buku", "target": 5}]}
    kecil["target"]["perjanjian"].append(
        induk | {"kode": "ubah", "jenis": "perubahan", "sasaran": [*induk["sasaran"], tambahan]}
    )


def test_the_shorter_agreement_ends_in_nothing(rakit: Rakit, kecil: dict[str, Any]) -> None:
    add_second_indicator(kecil)
    before, after = rakit(kecil).perjanjian
    assert [(left is None, right is None) for left, right in pair_perjanjian(before, after)] == [
        (False, False),
        (True, False),
    ]


def test_a_sasaran_without_program_has_no_row_of_budget(rakit: Rakit, kecil: dict[str, Any]) -> None:
    add_second_indicator(kecil)
    before, after = rakit(kecil).perjanjian
    assert [len(dokumen.dana) for dokumen in (before, after)] == [1, 1]
    # The agreement was revised without the budget, so its ceilings are the same.
    assert [format_angka(dokumen.jumlah) for dokumen in (before, after)] == ["1.000", "1.000"]


def test_supporting_programs_are_told_apart(rakit: Rakit, kecil: dict[str, Any]) -> None:
    add_second_indicator(kecil)
    kecil["anggaran"]["program"].append(
        {"kode": "2.1", "nama": "Program Penunjang", "sasaran": "koleksi", "penunjang": "ya", "pagu_induk": 10}
    )
    groups = rakit(kecil).perjanjian[1].dana
    assert [(*group.nama_indikator, group.penunjang) for group in groups] == [("Pengunjung", False), ("Buku", True)]
