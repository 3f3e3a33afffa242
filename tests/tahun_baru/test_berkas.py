"""What becomes of each file: small changes of small data, and what must not change in the real ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from lkj.load import load_tahun
from lkj.tahun_baru.berkas import Pergantian, carry_file
from lkj.tahun_baru.naskah import carry_naskah

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Bawa = Callable[..., dict[str, str]]

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bawa(kecil: dict[str, Any], tulis: Callable[[Mapping[str, Any]], Path]) -> Bawa:
    """Carry the small data over, with some files changed; a file given as text is written as it is."""

    def bawa(tahun: int = 2026, teks: Mapping[str, str] | None = None, **changes: Any) -> dict[str, str]:
        proyek = tulis({nama: isi | changes.pop(nama, {}) for nama, isi in kecil.items()} | changes)
        folder = proyek / "data" / "2025"
        for nama, isi in (teks or {}).items():
            (folder / f"{nama}.yaml").write_text(isi, encoding="utf-8")
        data = load_tahun(proyek, 2025).data
        assert data
        ganti = Pergantian(data, tahun)
        return {path.stem: carry_file(path.stem, path.read_text(encoding="utf-8"), ganti) for path in folder.glob("*")}

    return bawa


def values(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 # makes nothing but texts


def part(text: str, key: str) -> str:
    """Give the lines of a key of the file."""
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{key}:"))
    end = next((number for number in range(start + 1, len(lines)) if lines[number][:1] not in {" ", "-"}), len(lines))
    return "\n".join(lines[start:end])


# instansi.yaml, renstra.yaml


PEJABAT = [
    {"kode": "kepala", "nama": "Ani", "jabatan": "Kepala Dinas", "selesai": "2025-12-31"},
    {"kode": "lama", "nama": "Cici", "jabatan": "Kepala Dinas", "selesai": "2025-06-30"},
    {"kode": "nanti", "nama": "Dodo", "jabatan": "Sekretaris", "selesai": "2026-01-01"},
    {"kode": "wali_kota", "nama": "Budi", "jabatan": "Wali Kota Contoh"},
]


def test_officials_who_left_go_unless_they_are_referred_to(bawa: Bawa) -> None:
    isi = bawa(instansi={"pejabat": PEJABAT})["instansi"]
    assert [pejabat["kode"] for pejabat in values(isi)["pejabat"]] == ["kepala", "nanti", "wali_kota"]
    assert "kode: kepala # ISI: penggantinya; masa jabatannya selesai 2025-12-31, tetapi masih dirujuk\n" in isi
    assert isi.count("# ISI") == 1


def test_the_signer_of_the_decree_and_of_the_follow_up_stay(bawa: Bawa) -> None:
    isi = bawa(
        instansi={"pejabat": [PEJABAT[3], {**PEJABAT[3], "kode": "kepala"}, PEJABAT[1], {**PEJABAT[1], "kode": "tl"}]},
        target={"iku": {"judul": "IKU 2025", "penanda_tangan": "lama"}},
        tindak_lanjut={"surat": "Surat 1", "mengetahui": "tl"},
    )["instansi"]
    assert [pejabat["kode"] for pejabat in values(isi)["pejabat"]] == ["wali_kota", "kepala", "lama", "tl"]


def test_the_report_is_signed_a_year_later(bawa: Bawa) -> None:
    assert values(bawa()["instansi"])["pengesahan"]["bulan"] == "2027-01"


def test_awards_go_and_innovations_are_looked_through(bawa: Bawa) -> None:
    penghargaan = [{"nama": "Piala", "pemberi": "Provinsi", "tahun": "2025", "uraian": "Baik."}]
    isi = bawa(instansi={"penghargaan": penghargaan, "inovasi": [{"nama": "A", "uraian": "B."}]})["instansi"]
    assert "penghargaan: [] # ISI: penghargaan tahun 2026, bila ada\n" in isi
    assert "inovasi: # ISI: inovasi yang berlanjut atau baru pada tahun 2026\n" in isi


def test_a_list_that_was_empty_is_not_asked_for(bawa: Bawa) -> None:
    assert "penghargaan: []\n" in bawa(instansi={"penghargaan": []})["instansi"]


def test_a_renstra_that_ends_is_marked_and_one_that_goes_on_is_not(bawa: Bawa, tmp_path: Path) -> None:
    assert "# ISI" not in bawa(2026)["renstra"]
    (tmp_path / "kecil").rename(tmp_path / "lain")
    later = bawa(2027)["renstra"]
    assert "tahun_selesai: 2026 # ISI: Renstra yang berlaku tahun 2027; yang tertulis sudah berakhir\n" in later
    assert later.count("# ISI") == 1


# target.yaml


def janji(**changes: Any) -> dict[str, Any]:
    return {
        "kode": "induk",
        "jenis": "induk",
        "judul": "Perjanjian Kinerja 2025",
        "bulan": "2025-01",
        "tempat": "Contoh",
        "pihak_pertama": "kepala",
        "pihak_kedua": "wali_kota",
        "sasaran": [{"sasaran": "baca", "indikator": [{"indikator": "pengunjung", "target": "200"}]}],
    } | changes


def test_one_agreement_is_left_with_the_last_wording(bawa: Bawa) -> None:
    changed = [{"nama": "Membaca", "indikator": [{"indikator": "pengunjung", "target": "210", "alasan": "Naik."}]}]
    kedua = janji(kode="ubah", jenis="perubahan", judul="PK Perubahan 2025", bulan="2025-10", sasaran=changed)
    isi = bawa(target={"perjanjian": [janji(), kedua | {"pihak_pertama": "wali_kota"}]})["target"]
    [perjanjian] = values(isi)["perjanjian"]
    assert perjanjian == janji(
        judul="Perjanjian Kinerja 2026",
        bulan="2026-01",
        pihak_pertama="wali_kota",
        sasaran=[{"nama": "Membaca", "indikator": [{"indikator": "pengunjung", "target": ""}]}],
    )
    assert "target: # ISI: target pengunjung tahun 2026\n" in isi


def test_a_range_and_counts_and_quarters_are_blank_with_one_mark_each(bawa: Bawa) -> None:
    def target(**changes: Any) -> dict[str, Any]:
        return janji(sasaran=[{"sasaran": "baca", "indikator": [{"indikator": "pengunjung", **changes}]}])

    isi = bawa(
        target={
            "perjanjian": [target(bawah="1", atas="2", triwulan=["1", "1", "1", "2"])],
            "program_kegiatan": [{"indikator": "pengunjung", "data": {"a": "1", "b": "2"}}],
            "rencana_aksi": [
                {"indikator": "pengunjung", "cara": "kumulatif", "triwulan": [1, 2, 3, 4], "catatan": "Kira-kira."}
            ],
        }
    )["target"]
    assert "bawah: # ISI: target pengunjung tahun 2026\n" in isi
    assert "atas:\n" in isi
    assert "triwulan: [~, ~, ~, ~]\n" in isi
    assert "a: # ISI: target pengunjung tahun 2026\n      b: # ISI: target pengunjung tahun 2026\n" in isi
    assert "triwulan: [~, ~, ~, ~] # ISI: target triwulan pengunjung tahun 2026\n" in isi
    assert "catatan" not in isi


@pytest.mark.parametrize(
    ("judul", "baru"),
    [
        ("IKU Tahun 2025", "IKU Tahun 2026"),
        ("IKU 2025–2029", "IKU 2025–2029"),
        ("IKU 2024-2025", "IKU 2024-2025"),
        ("IKU Nomor 12025", "IKU Nomor 12025"),
    ],
)
def test_the_year_in_a_title_changes_but_not_in_a_range(bawa: Bawa, judul: str, baru: str) -> None:
    isi = bawa(target={"iku": {"judul": judul, "penanda_tangan": "kepala"}})["target"]
    assert values(isi)["iku"]["judul"] == baru
    assert "# ISI: judul dokumen IKU tahun 2026" in isi


# realisasi.yaml


def test_the_values_of_old_years_stay_and_the_new_one_is_blank(bawa: Bawa) -> None:
    isi = bawa(teks={"realisasi": "realisasi:\n  - indikator: pengunjung\n    nilai: {2024: 180.50, 2025: '190'}\n"})
    assert part(isi["realisasi"], "realisasi") == (
        "realisasi:\n"
        "  - indikator: pengunjung\n"
        "    nilai:\n"
        "      2024: 180.50\n"
        "      2025: '190'\n"
        "      2026: # ISI: realisasi pengunjung tahun 2026\n"
        "    alasan: nilai tahun 2026 belum diisi # hapus setelah nilainya terisi"
    )


def test_the_reason_of_an_old_blank_stays_beside_that_of_the_new_one(bawa: Bawa) -> None:
    isi = bawa(
        realisasi={"realisasi": [{"indikator": "pengunjung", "nilai": {2025: None}, "alasan": "survei ditunda"}]}
    )
    [entri] = values(isi["realisasi"])["realisasi"]
    assert entri["alasan"] == "survei ditunda; nilai tahun 2026 belum diisi"


def test_a_reason_without_a_blank_makes_way(bawa: Bawa) -> None:
    isi = bawa(realisasi={"realisasi": [{"indikator": "pengunjung", "nilai": {2025: "1"}, "alasan": "lama"}]})
    assert values(isi["realisasi"])["realisasi"][0]["alasan"] == "nilai tahun 2026 belum diisi"


def test_years_that_are_left_out_are_blank_too(bawa: Bawa) -> None:
    [entri] = values(bawa(2027)["realisasi"])["realisasi"]
    assert entri["nilai"] == {"2024": "180", "2025": "190", "2026": "", "2027": ""}
    assert entri["alasan"] == "nilai tahun 2026 dan 2027 belum diisi"


def test_what_a_formula_computes_needs_nothing(bawa: Bawa) -> None:
    indikator = {"kode": "pengunjung", "nama": "Pengunjung", "sasaran": "baca", "satuan": "orang", "rumus": "orang[t]"}
    isi = bawa(
        indikator={"indikator": [indikator]},
        realisasi={
            "data": [{"kode": "orang", "nama": "Orang", "satuan": "orang", "nilai": {2025: "190"}}],
            "realisasi": [{"indikator": "pengunjung", "nilai": {2024: "180"}}],
            "triwulan": [{"indikator": "pengunjung", "cara": "tambahan", "triwulan": [1, 2, 3, 4], "catatan": "X."}],
        },
    )["realisasi"]
    baru = values(isi)
    assert baru["data"][0]["nilai"] == {"2025": "190", "2026": ""}
    assert baru["realisasi"] == [{"indikator": "pengunjung", "nilai": {"2024": "180"}}]
    assert baru["triwulan"] == [{"indikator": "pengunjung", "cara": "tambahan", "triwulan": ["~"] * 4}]


# anggaran.yaml


BELANJA = {"operasi": "1", "modal": "2", "tak_terduga": "3", "transfer": "4"}


def test_every_ceiling_is_blank_at_the_level_it_stood_at(bawa: Bawa) -> None:
    sub = {"kode": "1.1.1.1", "nama": "Sub", "pagu_induk": "5", "realisasi": "4"}
    program = [
        {
            "kode": "1.1",
            "nama": "Buku",
            "sasaran": "baca",
            "kegiatan": [
                {"kode": "1.1.1", "nama": "A", "sub_kegiatan": [sub]},
                {"kode": "1.1.2", "nama": "B", "pagu_induk": "7", "pagu_perubahan": "6"},
                {"kode": "1.1.3", "nama": "C", "realisasi": "1"},
                {"kode": "1.1.4", "nama": "D", "pagu_perubahan": "6"},
            ],
        }
    ]
    isi = bawa(anggaran={"program": program})["anggaran"]
    first, second, third, fourth = values(isi)["program"][0]["kegiatan"]
    assert first["sub_kegiatan"] == [{"kode": "1.1.1.1", "nama": "Sub", "pagu_induk": "", "realisasi": ""}]
    assert "pagu_induk: # ISI: pagu 1.1.1.1 tahun 2026 dan realisasinya\n" in isi
    assert second == {"kode": "1.1.2", "nama": "B", "pagu_induk": ""}
    assert third == {"kode": "1.1.3", "nama": "C", "realisasi": ""}
    assert "realisasi: # ISI: realisasi 1.1.3 tahun 2026\n" in isi
    assert fourth == {"kode": "1.1.4", "nama": "D", "pagu_induk": ""}
    assert isi.count("# ISI") == 4 + 2  # and the two documents the figures come from


def test_of_the_kinds_of_expenditure_last_year_stays_and_the_new_year_is_blank(bawa: Bawa) -> None:
    rows = [{"tahun": "2024", **BELANJA}, {"tahun": "2025", **BELANJA}]
    isi = bawa(anggaran={"jenis_belanja": rows})["anggaran"]
    assert values(isi)["jenis_belanja"] == [rows[1], {"tahun": "2026", **dict.fromkeys(BELANJA, "")}]
    assert "  - tahun: 2026 # ISI: anggaran tahun 2026 menurut jenis belanja\n    operasi:\n" in isi


def test_without_last_year_there_is_only_the_new_one(bawa: Bawa) -> None:
    isi = bawa(2027, anggaran={"jenis_belanja": [{"tahun": "2025", **BELANJA}]})["anggaran"]
    assert [row["tahun"] for row in values(isi)["jenis_belanja"]] == ["2027"]
    assert "jenis_belanja:\n  - tahun: 2027" in isi


def test_adjustments_and_what_is_known_by_sasaran_go(bawa: Bawa) -> None:
    isi = bawa(
        anggaran={
            "realisasi_sasaran": {"baca": "900"},
            "penyesuaian": [{"kode": "a", "nama": "A", "nilai": "1", "terhadap": "induk"}],
            "dekonsentrasi": [{"nama": "B", "nilai": "1"}],
            "sumber_efisiensi": ["C"],
            "sumber_pagu": "DPA Tahun 2025",
        }
    )["anggaran"]
    assert "realisasi_sasaran: {} # ISI: realisasi anggaran tahun 2026 per sasaran: baca\n" in isi
    assert "sumber_pagu: DPA Tahun 2026 # ISI: dokumen sumber pagu tahun 2026\n" in isi
    empty = [line.partition(" #")[0] for line in isi.splitlines() if "bila ada" in line]
    assert empty == ["penyesuaian: []", "dekonsentrasi: []", "sumber_efisiensi: []"]


# The other files


def test_analysis_and_evidence_are_blank(bawa: Bawa) -> None:
    foto = {"berkas": "bukti/a.png", "alt": "A", "tanggal": "2025-01-01", "sha256": "0" * 64}
    isi = bawa(
        analisis={"analisis": [{"indikator": "pengunjung", "solusi": ["Baca."]}]},
        bukti={
            "dokumentasi": [{"kegiatan": "1.1", "entri": [{"keterangan": "X.", "foto": [foto]}]}],
            "gambar": [{"kode": "situs", "judul": "Situs", "foto": foto}],
            "berita_acara": {"judul": "BA 2025"},
            "monev": [{"judul": "Monev 2025", "berkas": "bukti/m.pdf", "sha256": "0" * 64}],
            "fakta": [{"kode": "f", "nama": "F", "nilai": "1", "satuan": "x"}],
        },
    )
    assert isi["analisis"] == (
        "analisis:\n  - indikator: pengunjung # ISI: analisis pengunjung tahun 2026\n    solusi: []\n"
    )
    assert values(isi["bukti"]) == {
        "dokumentasi": [],
        "gambar": [{"kode": "situs", "judul": "Situs", "foto": {"berkas": "", "alt": "A"}}],
        "monev": [{"judul": "Monev 2026", "berkas": ""}],
        "fakta": [],
    }
    assert isi["bukti"].count("# ISI") == 4


def test_persons_and_assets_are_to_be_looked_through(bawa: Bawa) -> None:
    sdm = {"jenjang": ["S1"], "kelompok": [{"nama": "Pustakawan", "pegawai": {"S1": "2"}, "laki_laki": "2"}]}
    aset = {"kelompok": [{"nama": "Tanah"}], "kendaraan": [{"nama": "Bus", "jumlah": "1"}]}
    isi = bawa(sdm=sdm, aset=aset)
    assert values(isi["sdm"])["kelompok"][0]["pegawai"] == {"S1": "2"}
    assert "nama: Pustakawan # ISI: Pustakawan tahun 2026; yang tertulis tahun 2025\n" in isi["sdm"]
    assert isi["aset"].count("# ISI") == 2


def test_follow_ups_are_blank(bawa: Bawa) -> None:
    tindak_lanjut = {"surat": "Surat 1", "mengetahui": "kepala", "rekomendasi": [{"rekomendasi": "A"}], "alasan": "X."}
    isi = bawa(tindak_lanjut=tindak_lanjut)["tindak_lanjut"]
    assert values(isi) == {"surat": "", "mengetahui": "kepala", "rekomendasi": []}
    assert isi.count("# ISI") == 2


def test_severities_stay_and_exceptions_go(bawa: Bawa, tmp_path: Path) -> None:
    tingkat = [{"aturan": "LKJ402", "menjadi": "catatan", "alasan": "X"}]
    satu = {"aturan": "LKJ201", "berkas": "realisasi.yaml", "pada": "/", "alasan": "X", "sampai": "2030-01-01"}
    isi = bawa(pemeriksaan={"pengecualian": [satu], "tingkat": tingkat})["pemeriksaan"]
    assert values(isi) == {"tingkat": tingkat}
    (tmp_path / "kecil").rename(tmp_path / "lain")
    assert bawa(pemeriksaan={"pengecualian": [satu]})["pemeriksaan"] == ""


def test_marks_of_an_old_year_are_not_doubled(bawa: Bawa) -> None:
    text = "jenjang: [S1]\nkelompok:\n  - nama: A # ISI: A tahun 2025\n    pegawai: {S1: 1}\n    laki_laki: 1\n"
    isi = bawa(teks={"sdm": text})["sdm"]
    assert "  - nama: A # ISI: A tahun 2026; yang tertulis tahun 2025\n" in isi
    assert isi.count("# ISI") == 1


# Narrative


@pytest.fixture
def ganti(kecil: dict[str, Any], tulis: Callable[[Mapping[str, Any]], Path]) -> Pergantian:
    kedua = janji(kode="pk_ubah", jenis="perubahan", bulan="2025-10")
    kecil["target"]["perjanjian"] = [janji(), kedua]
    data = load_tahun(tulis(kecil), 2025).data
    assert data
    return Pergantian(data, 2026)


SEBAGAI_BARU = "{%# ISI: naskah tahun 2026; sebagai contoh, lihat data/2025/narasi/NAMA.md #}\n"


@pytest.mark.parametrize(
    ("nama", "text", "baru"),
    [
        ("tugas", "Tugas {{ instansi.nama }}.\n", "Tugas {{ instansi.nama }}.\n"),
        ("perjanjian_induk", "Lihat {{ rujuk('tabel-pk-induk') }}.", "Lihat {{ rujuk('tabel-pk-induk') }}."),
        ("kesimpulan", "Berhasil.", SEBAGAI_BARU.replace("NAMA", "kesimpulan")),
        ("bagian_lain", "Entah.", SEBAGAI_BARU.replace("NAMA", "bagian_lain")),
        ("perjanjian_pk_ubah", "Berubah.", None),
        ("keterangan_perubahan", "Berubah.", None),
        ("tugas", "Ada {{ fakta.x }}.", SEBAGAI_BARU.replace("NAMA", "tugas")),
        ("tugas", "Ada {{ penyesuaian['x'].nilai }}.", SEBAGAI_BARU.replace("NAMA", "tugas")),
        ("iku", "Lihat {{ rujuk('tabel-pk-pk-ubah') }}.", SEBAGAI_BARU.replace("NAMA", "iku")),
        (
            "tugas",
            "Sejak 2025.\n",
            "{%# ISI: periksa naskah ini; di dalamnya tertulis tahun 2025 #}\nSejak 2025.\n",
        ),
        (
            "struktur_program",
            "Pagu 2025 sesudah\nperubahan.\n",
            """{%# ISI: periksa naskah ini; di dalamnya tertulis tahun 2025 dan “sesudah perubahan” #}
Pagu 2025 sesudah
perubahan.
""",
        ),
        ("tugas", "Nomor 120250, perubahan iklim.", "Nomor 120250, perubahan iklim."),
    ],
)
def test_only_general_narrative_is_carried_over(ganti: Pergantian, nama: str, text: str, baru: str | None) -> None:
    assert carry_naskah(nama, text, ganti) == baru
