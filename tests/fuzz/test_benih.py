"""What once went wrong stays right: the cases of `benih.yaml`."""

from __future__ import annotations

from typing import Any

from lkj.tahun_baru.susunan import read_text, write_text
from tests.conftest import KECIL
from tests.fuzz.kasus import Proyek, examine_all, write_yaml
from tests.fuzz.strategi import encode
from tests.fuzz.test_bentuk import check_written_back
from tests.fuzz.test_naskah import write_fields
from tests.fuzz.test_yaml import read


def test_what_once_went_wrong_stays_right(proyek_kecil: Proyek, kasus: dict[str, Any]) -> None:
    part, times = kasus.get("ulang", ("", 0))
    isi = kasus["isi"].replace("ULANG", part * times)
    match kasus["uji"]:
        case "naskah":
            for files in ({"data/2025/narasi/ikhtisar.md": encode(isi)}, write_fields(isi)):
                with proyek_kecil.change(files) as folder:
                    findings = examine_all(folder).check_naskah().findings
                # A narrative file, or a field.
                assert {finding.position.file for finding in findings if finding.code in {"LKJ501", "LKJ005"}} & set(
                    files
                )
        case "yaml":
            assert read(encode(isi)) is None
        case "pejabat":
            kepala, wali_kota = KECIL["instansi"]["pejabat"]
            instansi = {**KECIL["instansi"], "pejabat": [kepala, {**wali_kota, "kode": isi}]}
            with proyek_kecil.change({"data/2025/instansi.yaml": write_yaml(instansi)}) as folder:
                findings = examine_all(folder).check_naskah().findings
            assert all("\n" not in finding.message + finding.advice for finding in findings)
        case "tulis_ulang":
            check_written_back(isi)
        case "ketik":
            assert read_text(write_text(isi)) == isi
        case uji:
            raise AssertionError(uji)
