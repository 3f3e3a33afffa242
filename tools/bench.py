"""Measure `lkj check` as whole processes: against importing what it needs, and as an agency grows.

Usage: `python tools/bench.py [--rounds N]`. Runs to be compared take turns, so that what else the machine does falls on
both; printed are medians, their ratio, and the largest memory of a process.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import yaml

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "tests" / "contoh"
TAHUN = 2025
SIZES = (1_000, 10_000)
PER_KEGIATAN = 5
IMPORTS = "import yaml, click, jinja2, jinja2.sandbox, babel.dates, babel.numbers; from pydantic import BaseModel"
FEW_IMPORTS = "import pydantic, yaml, click"
ALL_IMPORTS = f"{IMPORTS}; import markupsafe, matplotlib.pyplot, PIL.Image, pillow_heif, pypandoc, pypdfium2, typst"


class Run(NamedTuple):
    """What one process took: seconds, and megabytes at most."""

    seconds: float
    megabytes: float


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="runs of each command")
    rounds = parser.parse_args().rounds
    check = [sys.executable, "-m", "lkj", "-C", str(ROOT), "check", str(TAHUN)]
    sets = {
        "all dependencies": ALL_IMPORTS,
        "what a check needs of them": IMPORTS,
        "pydantic, PyYAML and click": FEW_IMPORTS,
    }
    checks, *imports = interleave([check, *map(python, sets.values())], rounds)
    print(f"lkj check {TAHUN}: {median(checks):.2f} s, {peak(checks):.0f} MB")
    for name, found in zip(sets, imports, strict=True):
        print(
            f"importing {name}: {median(found):.2f} s; the check takes {median(checks) / median(found):.2f} times that"
        )
    with TemporaryDirectory() as folder:
        commands = []
        for size in SIZES:
            write_agency(Path(folder, str(size)), size)
            commands.append([sys.executable, "-m", "lkj", "-C", str(Path(folder, str(size))), "check", str(TAHUN)])
        runs = interleave(commands, max(1, rounds // 3))
    for size, found in zip(SIZES, runs, strict=True):
        kegiatan = size // PER_KEGIATAN
        print(f"{size} indicators, {kegiatan} kegiatan: {median(found):.2f} s, {peak(found):.0f} MB")
    small, large = (median(found) for found in runs)
    print(f"{SIZES[1] // SIZES[0]} times the data: {large / small:.1f} times the time")


def python(code: str) -> list[str]:
    """Give the command that runs a line of Python."""
    return [sys.executable, "-c", code]


def interleave(commands: list[list[str]], rounds: int) -> list[list[Run]]:
    """Run commands in turn, after each has run once unmeasured."""
    for command in commands:
        measure(command)
    runs: list[list[Run]] = [[] for _ in commands]
    for _ in range(rounds):
        for command, found in zip(commands, runs, strict=True):
            found.append(measure(command))
    return runs


def measure(command: list[str]) -> Run:
    """Run a command to its end; what it prints is dropped.

    Raises:
        RuntimeError: it failed.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 # commands of this file
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment | {"PYTHONPATH": str(ROOT)}
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024)


def median(runs: list[Run]) -> float:
    """Give the median time in seconds."""
    return statistics.median(run.seconds for run in runs)


def peak(runs: list[Run]) -> float:
    """Give the largest memory in megabytes."""
    return max(run.megabytes for run in runs)


def write_agency(project: Path, size: int) -> None:
    """Write an agency with so many indicators of kegiatan, each with a count, a target, quarters and a budget."""
    folder = project / "data" / str(TAHUN)
    (folder / "narasi").mkdir(parents=True)
    base = {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (EXAMPLE / "data" / str(TAHUN)).glob("*.yaml")
    }
    del base["bukti"]
    numbers = range(size)
    kegiatan = [f"1.1.{number + 2}" for number in range(size // PER_KEGIATAN)]
    base["anggaran"]["program"][0]["kegiatan"] += [
        {
            "kode": kode,
            "nama": f"Kegiatan {kode}",
            "pagu_induk": 1_000_000,
            "pagu_perubahan": 1_000_000,
            "realisasi": 990_000,
        }
        for kode in kegiatan
    ]
    base["anggaran"]["jenis_belanja"] = []
    base["indikator"]["indikator"] += [
        {
            "kode": f"i{number}",
            "nama": f"Persentase layanan nomor {number}",
            "kegiatan": kegiatan[number // PER_KEGIATAN],
            "satuan": "%",
            "desimal": 2,
            "rumus": f"selesai_{number}[t] / masuk_{number}[t] * 100",
        }
        for number in numbers
    ]
    base["target"]["program_kegiatan"] += [{"indikator": f"i{number}", "target": 90} for number in numbers]
    base["target"]["rencana_aksi"] += [
        {"indikator": f"i{number}", "cara": "kumulatif", "triwulan": [20, 40, 60, 90]} for number in numbers
    ]
    base["realisasi"]["triwulan"] += [
        {"indikator": f"i{number}", "cara": "kumulatif", "triwulan": [20, 40, 60, 92]} for number in numbers
    ]
    base["realisasi"]["data"] += [
        {"kode": f"{kode}_{number}", "nama": f"{nama} {number}", "satuan": "berkas", "nilai": {2024: lalu, 2025: kini}}
        for number in numbers
        for kode, nama, lalu, kini in (("selesai", "Selesai", 880, 920), ("masuk", "Masuk", 1000, 1000))
    ]
    for name, content in base.items():
        text = yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        (folder / f"{name}.yaml").write_text(re.sub(r"'(\d+(?:\.\d+)*)'", r"\1", text), encoding="utf-8")
    for name in ("kata_pengantar", "kesimpulan"):
        text = (EXAMPLE / "data" / str(TAHUN) / "narasi" / f"{name}.md").read_text(encoding="utf-8")
        (folder / "narasi" / f"{name}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
