"""Whatever values the data have: the rules run, the report is computed and printed, and every command copes."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import strategies as st

from lkj.banding import Perbandingan
from lkj.banding.hasil import compare_sisi
from lkj.banding.markdown import write_markdown
from lkj.banding.mesin import write_json as write_banding
from lkj.banding.sisi import read_sisi
from lkj.banding.teks import write_teks as write_beda
from lkj.git import Revisi
from lkj.load import PELENGKAP, WAJIB
from lkj.periksa import examine
from lkj.tahun_baru import carry_tahun
from lkj.tampilan.isi import TABEL, list_isi
from lkj.tampilan.lembar import write_csv
from lkj.tampilan.mesin import write_json
from lkj.tampilan.teks import write_ringkasan, write_teks
from lkj.telusur import trace_tahun
from lkj.telusur.cari import find_angka
from lkj.telusur.mesin import write_json as write_pencarian
from lkj.telusur.teks import format_pencarian
from tests.conftest import KECIL
from tests.fuzz.kasus import Proyek, check_findings, examine_all, fuzz, read_plain, write_yaml
from tests.fuzz.strategi import CONTOH, changed_values

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from lkj.banding.sisi import Sisi

DATA_CONTOH = {
    path.stem: read_plain(path.read_text(encoding="utf-8"))
    for path in sorted((CONTOH / "data" / "2025").glob("*.yaml"))
}


def changed_files(data: dict[str, Any], most: int = 3) -> SearchStrategy[dict[str, bytes]]:
    """Change values, and give the files that are others for it."""
    return changed_values(data, most).map(
        lambda changed: {
            f"data/2025/{nama}.yaml": write_yaml(isi)
            for nama, isi in changed.items()
            if nama in {**WAJIB, **PELENGKAP} and isi != data.get(nama)
        }
    )


@fuzz("model", 8_000, files=changed_files(KECIL))
def test_the_least_data_with_other_values_are_checked(proyek_kecil: Proyek, files: dict[str, bytes]) -> None:
    with proyek_kecil.change(files) as folder:
        examine_all(folder)


@fuzz("model", 2_500, files=changed_files(DATA_CONTOH))
def test_data_of_every_kind_with_other_values_are_checked(proyek_contoh: Proyek, files: dict[str, bytes]) -> None:
    with proyek_contoh.change(files) as folder:
        examine_all(folder)


@fuzz("model", 600, files=changed_files(DATA_CONTOH, 2))
def test_other_values_are_shown(proyek_contoh: Proyek, files: dict[str, bytes]) -> None:
    with proyek_contoh.change(files) as folder:
        telaah = examine(folder, 2025, halaman=False)
        findings = telaah.check_naskah().findings
        if telaah.siap is None:
            return
        isi = list_isi(telaah.siap.laporan)
        write_json(isi, TABEL, findings).encode()
        write_ringkasan(isi, findings, 60).encode()
        for tabel in TABEL:
            assert write_csv(isi, tabel)
            write_teks(isi, tabel, 60).encode()


APA = [
    "anggaran",
    "indikator",
    "100",
    "Tabel III.1:1:1",
    "Tabel I.1",
    "#1",
    "a1",
    "sasaran.baca",
    "0",
    "BAB III",
    "100%",
]


@fuzz("model", 600, files=changed_files(DATA_CONTOH, 2), apa=st.sampled_from(APA))
def test_other_values_are_traced(proyek_contoh: Proyek, files: dict[str, bytes], apa: str) -> None:
    with proyek_contoh.change(files) as folder:
        telusur = trace_tahun(folder, 2025)
        if telusur.peta is None:
            return
        found = find_angka(telusur.peta, apa)
        assert found.maksud or found.catatan
        if found.maksud:
            json.loads(write_pencarian(found, telusur.peta, telusur.hasil))
            format_pencarian(found, telusur.peta, 60).encode()


@fuzz("model", 500, files=changed_files(DATA_CONTOH, 2), tahun=st.sampled_from([2026, 2027, 2030, 2099]))
def test_other_values_are_carried_to_a_new_year(proyek_contoh: Proyek, files: dict[str, bytes], tahun: int) -> None:
    with proyek_contoh.change(files) as folder:
        try:
            hasil = carry_tahun(folder, tahun, 2025)
            check_findings(hasil)
            if hasil.berkas:
                assert hasil.tanda
                examine_all(folder, tahun)
        finally:
            shutil.rmtree(folder / "data" / str(tahun), ignore_errors=True)


@fuzz("banding", 400, files=changed_files(DATA_CONTOH))
def test_a_state_does_not_differ_from_itself(proyek_contoh: Proyek, files: dict[str, bytes]) -> None:
    with proyek_contoh.change(files) as folder:
        assert not compare_sisi(read_sisi(folder, 2025), read_sisi(folder, 2025)).ada


@pytest.fixture(scope="module")
def lama() -> Sisi:
    """The example agency as it is."""
    return read_sisi(CONTOH, 2025)


@fuzz("banding", 600, files=changed_files(DATA_CONTOH))
def test_two_states_are_compared(lama: Sisi, proyek_contoh: Proyek, files: dict[str, bytes]) -> None:
    with proyek_contoh.change(files) as folder:
        baru = read_sisi(folder, 2025)
    for before, after in ((lama, baru), (baru, lama)):
        beda = compare_sisi(before, after)
        banding = Perbandingan(2025, Revisi("main", "0" * 40), beda, after.hasil, ())
        json.loads(write_banding(banding))
        write_markdown(banding).encode()
        write_beda(banding, 60).encode()
