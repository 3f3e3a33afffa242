"""The jobs as a Snakefile: a rule for each, run again when its data change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lkj.banyak.nama import check_nama, find_tanda, name_kerja
from lkj.masukan import name_masukan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lkj.banyak import Kerja

_KEPALA = '''\
# Ditulis oleh lkj jobs --format snakemake. Jalankan dari folder tempat perintah itu dijalankan, misalnya:
#   snakemake --snakefile Snakefile --cores 8 --keep-going
# Tulis ulang bila ada instansi atau tahun baru.
from pathlib import Path

LKJ = config.get("lkj", "lkj")


def berkas(*folder):
    """Semua berkas di dalam folder; nama dengan kurung kurawal berarti lain bagi snakemake, jadi tidak ikut."""
    semua = (satu for nama in folder for satu in Path(nama).rglob("*") if satu.is_file())
    return sorted(satu.as_posix() for satu in semua if not satu.name.startswith(".") and "{" not in satu.as_posix())
'''


def write_snakefile(daftar: Sequence[Kerja]) -> str:
    """Write the jobs as a Snakefile.

    Raises:
        TakTertulisError: snakemake cannot be told a name.
    """
    names = name_kerja(daftar, "_")
    rules, outputs = [], []
    for kerja in daftar:
        folder = check_nama(kerja.folder.as_posix(), "Snakefile", "{}")
        output = _write(find_tanda(kerja).as_posix())
        inputs = ", ".join(_write((kerja.folder / name).as_posix()) for name in name_masukan(kerja.tahun))
        outputs.append(f"        {output},\n")
        rules.append(
            f"\n\nrule lkj_{names[kerja]}:\n"
            f"    input:\n        berkas({inputs}),\n"
            f"    output:\n        touch({output}),\n"
            f"    params:\n        folder={_write(folder)},\n"
            f'    shell:\n        "{{LKJ}} -C {{params.folder:q}} build {kerja.tahun}"\n'
        )
    return "".join([_KEPALA, "\n\nrule all:\n    input:\n", *outputs, *rules])


def _write(text: str) -> str:
    """Write a text as Python reads it, which of printable characters is the same as JSON."""
    return json.dumps(text, ensure_ascii=False)
