"""Name the machine that is measured on."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

import lkj
from lkj.convert.pandoc import read_version
from tools.bench.hasil import Mesin
from tools.bench.percobaan import find_soffice


def describe_mesin() -> Mesin:
    """Describe processor, memory, system, tools and load."""
    alat = {"lkj": lkj.__version__, "pandoc": read_version(), "Typst": version("typst")}
    soffice = find_soffice()
    if soffice:
        said = subprocess.run([soffice, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
        alat["LibreOffice"] = said.split()[1]
    satu, lima, lima_belas = os.getloadavg()
    return Mesin(
        prosesor=_read_prosesor(),
        inti=os.cpu_count() or 1,
        memori=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20,
        sistem=_read_sistem(),
        python=platform.python_version(),
        alat=alat,
        beban=(round(satu, 2), round(lima, 2), round(lima_belas, 2)),
    )


def _read_prosesor() -> str:
    info = Path("/proc/cpuinfo")
    text = info.read_text(encoding="utf-8") if info.exists() else ""
    found = re.search(r"^model name\s*: (.+)$", text, re.MULTILINE)
    return found[1] if found else platform.processor() or platform.machine()


def _read_sistem() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform()
    return f"{name}, {platform.system()} {platform.release().partition('-')[0]}"
