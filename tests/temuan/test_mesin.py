from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from lkj.periksa import HasilPeriksa, check_tahun
from lkj.temuan.mesin import write_json
from tests.temuan.bahan import NARASI, TARGET

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def skema(akar: Path) -> Any:
    return json.loads((akar / "docs/skema/temuan-1.json").read_text(encoding="utf-8"))


def test_all_that_is_said(hasil: Callable[..., HasilPeriksa]) -> None:
    written = json.loads(write_json(hasil(), 2025))
    temuan = written.pop("temuan")
    assert written == {
        "versi": 1,
        "tahun": 2025,
        "jumlah": {"galat": 1, "peringatan": 1, "catatan": 1, "berkas": 2},
    }
    assert [(entry["kode"], entry["tingkat"]) for entry in temuan] == [
        ("LKJ999", "catatan"),
        ("LKJ109", "peringatan"),
        ("LKJ012", "galat"),
    ]
    sidik = temuan[2].pop("sidik")
    assert len(sidik) == 64
    assert temuan[2] == {
        "kode": "LKJ012",
        "aturan": "nilai_tidak_sah",
        "tingkat": "galat",
        "berkas": TARGET,
        "baris": 3,
        "kolom": 13,
        "baris_isi": "    target: 7,25",
        "pesan": "“7,25” bukan angka.",
        "saran": "tulis 7.25",
        "terkait": [{"berkas": NARASI, "baris": 2, "kolom": 1, "pesan": "Naskahnya [di sini]."}],
        "ubah": {"lama": "7,25", "baru": "7.25"},
        "tempat": "program_kegiatan/koperasi_aktif/target",
    }
    assert temuan[0]["ubah"] is None


def test_nothing_found() -> None:
    assert json.loads(write_json(HasilPeriksa(), 2024)) == {
        "versi": 1,
        "tahun": 2024,
        "jumlah": {"galat": 0, "peringatan": 0, "catatan": 0, "berkas": 0},
        "temuan": [],
    }


def test_it_is_as_its_schema_says(hasil: Callable[..., HasilPeriksa], skema: Any, akar: Path) -> None:
    Draft202012Validator.check_schema(skema)
    for found in (hasil(), HasilPeriksa(), check_tahun(akar, 2025)):
        assert list(Draft202012Validator(skema).iter_errors(json.loads(write_json(found, 2025)))) == []


def test_the_schema_describes_every_key(hasil: Callable[..., HasilPeriksa], skema: Any) -> None:
    written = json.loads(write_json(hasil(), 2025))
    temuan = written["temuan"][2]
    parts = {
        "temuan": temuan,
        "terkait": temuan["terkait"][0],
        "ubah": temuan["ubah"],
    }
    assert list(skema["properties"]) == skema["required"] == list(written)
    assert list(skema["properties"]["jumlah"]["properties"]) == list(written["jumlah"])
    for name, part in parts.items():
        assert list(skema["$defs"][name]["properties"]) == skema["$defs"][name]["required"] == list(part)


@pytest.mark.parametrize(
    ("key", "value"),
    [("kode", "X1"), ("tingkat", "error"), ("baris", 0), ("ubah", "7.25"), ("sidik", ""), ("pesan", "")],
)
def test_the_schema_refuses_what_is_wrong(
    hasil: Callable[..., HasilPeriksa], skema: Any, key: str, value: object
) -> None:
    written = json.loads(write_json(hasil(), 2025))
    written["temuan"][0][key] = value
    assert not Draft202012Validator(skema).is_valid(written)
