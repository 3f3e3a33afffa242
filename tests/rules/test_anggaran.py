from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from lkj.finding import format_finding
from lkj.laporan import compute_laporan
from lkj.load import load_tahun
from lkj.rules import anggaran
from tests.rules.conftest import without_line_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from lkj.laporan import Laporan
    from lkj.rules.aturan import Aturan

    Ubah = Sequence[Mapping[str, str]]


@pytest.fixture
def periksa(proyek: Path, sunting: Callable[[Path, str, str], None]) -> Callable[..., str]:
    """Change the data of 2025, and of a year before that begins as its copy, and give what one rule finds."""

    def periksa(rule: Aturan[Any], ubah: Ubah, lalu: Ubah | None) -> str:
        folder = proyek / "data"
        if lalu is not None:
            shutil.copytree(folder / "2025", folder / "2024")
        for tahun, changes in (("2024", lalu or ()), ("2025", ubah)):
            for satu in changes:
                sunting(folder / tahun / satu["berkas"], satu["lama"], satu["baru"])
        muatan = load_tahun(proyek, 2025)
        assert muatan.findings == []
        assert muatan.data is not None
        findings = rule(compute_laporan(muatan.data) if rule in anggaran.REPORT else muatan.data)
        text = "".join(f"{format_finding(finding, muatan.sources)}\n" for finding in findings)
        return without_line_numbers(re.sub(r"(data/2024/\w+\.yaml):\d+:", r"\1:", text))

    return periksa


def test_what_the_rules_say(periksa: Callable[..., str], kasus: dict[str, Any]) -> None:
    assert periksa(getattr(anggaran, kasus["uji"]), kasus["ubah"], kasus.get("lalu")) == kasus["temuan"]


def test_realised_budget_that_is_missing_below_a_program(
    akar: Path, tmp_path: Path, sunting: Callable[[Path, str, str], None]
) -> None:
    shutil.copytree(akar / "tests" / "instansi_kedua" / "data", tmp_path / "data")
    sunting(tmp_path / "data" / "2025" / "anggaran.yaml", "            realisasi: 219999999\n", "")
    sunting(tmp_path / "data" / "2025" / "anggaran.yaml", "        realisasi: 1432750250\n", "")
    muatan = load_tahun(tmp_path, 2025)
    assert muatan.data is not None
    findings = anggaran.realisasi_anggaran_tidak_ada(muatan.data)
    assert "".join(f"{format_finding(finding, muatan.sources)}\n" for finding in findings) == (
        "data/2025/anggaran.yaml:18:19: peringatan LKJ306: "
        "Realisasi anggaran sasaran “s1_ibu” tidak diketahui dari pagu 220.000.000, jumlahnya tidak akan dicetak.\n"
        " 18 |           - kode: 1.02.02.2.02.0002\n"
        "    |                   ^\n"
        "    = tulis `s1_ibu: …` dalam `realisasi_sasaran`, atau `realisasi` pada 1.02.02.2.02.0002\n"
        "data/2025/anggaran.yaml:31:15: peringatan LKJ306: Realisasi anggaran sasaran “s2_rujukan” "
        "tidak diketahui dari pagu 1.500.000.000, jumlahnya tidak akan dicetak.\n"
        " 31 |       - kode: 1.02.03.2.01\n"
        "    |               ^\n"
        "    = tulis `s2_rujukan: …` dalam `realisasi_sasaran`, atau `realisasi` pada 1.02.03.2.01\n"
    )


@pytest.fixture
def temukan_kecil(
    kecil: dict[str, Any], tulis: Callable[[Mapping[str, Any]], Path]
) -> Callable[..., list[tuple[str, str]]]:
    """Give the code and the sentence of everything the rules on budgets find in the least data there can be."""

    def temukan(program: dict[str, Any], **kunci: Any) -> list[tuple[str, str]]:
        kecil["anggaran"]["program"][0] |= program
        kecil["anggaran"] |= kunci
        data = load_tahun(tulis(kecil), 2025).data
        assert data is not None
        laporan = compute_laporan(data)
        findings = [finding for rule in anggaran.DATA for finding in rule(data)]
        findings += [finding for rule in anggaran.REPORT for finding in rule(laporan)]
        return [(finding.code, finding.message) for finding in findings]

    return temukan


BELANJA = {"tahun": 2025, "operasi": 1000, "modal": 0, "tak_terduga": 0, "transfer": 0}


def test_ceilings_that_are_all_zero_are_reported_instead_of_all_that_is_above_them(
    temukan_kecil: Callable[..., list[tuple[str, str]]],
) -> None:
    penyesuaian = [{"kode": "a", "nama": "A", "nilai": 5, "terhadap": "induk"}]
    program = {"pagu_induk": 0, "pagu_perubahan": 0, "realisasi": 5}
    assert temukan_kecil(program, jenis_belanja=[BELANJA], penyesuaian=penyesuaian) == [
        ("LKJ317", "`pagu_perubahan` semua program nol.")
    ]


@pytest.mark.parametrize("lain", [{"pagu_induk": None, "realisasi": None}, {"pagu_induk": 1000, "realisasi": 1000}])
def test_ceilings_that_are_not_zero(temukan_kecil: Callable[..., list[tuple[str, str]]], lain: dict[str, Any]) -> None:
    assert temukan_kecil(lain) == []


def test_a_budget_that_was_not_revised(temukan_kecil: Callable[..., list[tuple[str, str]]]) -> None:
    penyesuaian = [{"kode": "a", "nama": "A", "nilai": 5, "terhadap": "induk"}]
    assert temukan_kecil({"realisasi": 1001}, jenis_belanja=[BELANJA | {"modal": 1}], penyesuaian=penyesuaian) == [
        ("LKJ307", "Realisasi 1.1 melebihi pagunya: 1.001 − 1.000 = 1."),
        (
            "LKJ309",
            "Jenis belanja 2025 berjumlah 1.000 + 1 + 0 + 0 = 1.001, sedangkan pagu program 1.000, selisih 1.",
        ),
    ]


def test_a_revised_budget_without_adjustments(temukan_kecil: Callable[..., list[tuple[str, str]]]) -> None:
    assert temukan_kecil({"pagu_perubahan": 1500, "realisasi": 1400}) == []


def test_nothing_spent_although_two_indicators_have_a_value(
    kecil: dict[str, Any], rakit: Callable[[Mapping[str, Any]], Laporan]
) -> None:
    kecil["indikator"]["indikator"].append(kecil["indikator"]["indikator"][0] | {"kode": "buku", "nama": "Buku"})
    kecil["realisasi"]["realisasi"].append({"indikator": "buku", "nilai": {2025: 150}})
    kecil["anggaran"]["program"][0]["realisasi"] = 0
    [finding] = anggaran.kinerja_tanpa_belanja(rakit(kecil))
    assert finding.message == (
        "Realisasi anggaran sasaran “baca” nol dari pagu 1.000, padahal “Pengunjung” terealisasi 190\xa0orang."
    )


def test_nothing_spent_where_there_is_no_ceiling(
    kecil: dict[str, Any], rakit: Callable[[Mapping[str, Any]], Laporan]
) -> None:
    del kecil["anggaran"]["program"][0]["pagu_induk"], kecil["anggaran"]["program"][0]["realisasi"]
    kecil["anggaran"]["realisasi_sasaran"] = {"baca": 0}
    assert list(anggaran.kinerja_tanpa_belanja(rakit(kecil))) == []


def test_last_year_was_without_ceilings(
    kecil: dict[str, Any], tulis: Callable[[Mapping[str, Any]], Path], sunting: Callable[[Path, str, str], None]
) -> None:
    kecil["anggaran"]["jenis_belanja"] = [BELANJA | {"tahun": 2024}]
    folder = tulis(kecil) / "data"
    shutil.copytree(folder / "2025", folder / "2024")
    sunting(folder / "2024" / "anggaran.yaml", "tahun: 2024", "tahun: 2023")
    sunting(folder / "2024" / "anggaran.yaml", "pagu_induk: 1000", "pagu_induk: 0")
    data = load_tahun(folder.parent, 2025).data
    assert data is not None
    assert data.lalu is not None
    assert list(anggaran.belanja_lalu_tidak_sama(data)) == []


def test_little_spent_counts_only_if_all_targets_were_reached(
    kecil: dict[str, Any], rakit: Callable[[Mapping[str, Any]], Laporan]
) -> None:
    kecil["indikator"]["indikator"].append(kecil["indikator"]["indikator"][0] | {"kode": "buku", "nama": "Buku"})
    # Of no target for the year nothing can be said.
    kecil["indikator"]["indikator"].append(kecil["indikator"]["indikator"][0] | {"kode": "rak", "nama": "Rak"})
    janji = kecil["target"]["perjanjian"][0]["sasaran"][0]["indikator"]
    janji.append({"indikator": "buku", "target": 100})
    kecil["realisasi"]["realisasi"].append({"indikator": "buku", "nilai": {2025: 150}})
    kecil["anggaran"]["program"][0]["realisasi"] = 700
    janji[0]["target"] = 190
    [finding] = anggaran.serapan_jauh_di_bawah_capaian(rakit(kecil))
    assert finding.position.file == "data/2025/renstra.yaml"
    assert finding.message == (
        "Serapan sasaran “baca” 700 ÷ 1.000 = 70,00%, padahal semua indikatornya tercapai paling sedikit 100,00%."
    )


def test_little_spent_where_a_target_was_missed(
    kecil: dict[str, Any], rakit: Callable[[Mapping[str, Any]], Laporan]
) -> None:
    kecil["anggaran"]["program"][0]["realisasi"] = 700
    assert list(anggaran.serapan_jauh_di_bawah_capaian(rakit(kecil))) == []


def test_no_indicator_has_a_target(kecil: dict[str, Any], tulis: Callable[[Mapping[str, Any]], Path]) -> None:
    kecil["renstra"]["sasaran"].append({"kode": "tulis", "tujuan": "literasi", "nama": "Menulis"})
    kecil["anggaran"]["program"][0] |= {"sasaran": "tulis", "realisasi": 700}
    data = load_tahun(tulis(kecil), 2025).data
    assert data is not None
    assert list(anggaran.serapan_jauh_di_bawah_capaian(compute_laporan(data))) == []
