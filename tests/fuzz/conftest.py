from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import lkj.periksa
from lkj.convert.tata_letak import load_tata_letak
from lkj.rules import DAFTAR_ATURAN
from lkj.temuan import sarif
from tests.conftest import AKAR, KECIL, KEDUA
from tests.fuzz.kasus import DIJALANKAN, FAKTOR, JENIS, PALING_SEDIKIT, Proyek, read_files, write_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTOH = Path(__file__).parents[1] / "contoh"


@pytest.fixture(scope="session", autouse=True)
def _fast() -> Iterator[None]:
    """Make what no case changes once: the layout, and the descriptions of the rules."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lkj.periksa, "load_tata_letak", cache(load_tata_letak))
        describe = {rule.kode: sarif._describe_rule(rule) for rule in DAFTAR_ATURAN.values()}  # noqa: SLF001
        patch.setattr(sarif, "_describe_rule", lambda rule: describe[rule.kode])
        yield


@pytest.fixture(scope="session")
def proyek_kecil(tmp_path_factory: pytest.TempPathFactory) -> Proyek:
    """The least project a report can be made of."""
    isi = {f"data/2025/{nama}.yaml": write_yaml(data) for nama, data in KECIL.items()}
    return Proyek(tmp_path_factory.mktemp("kecil"), isi)


@pytest.fixture(scope="session")
def proyek_contoh(tmp_path_factory: pytest.TempPathFactory) -> Proyek:
    """The example agency, which has a file of each kind and a year before."""
    return Proyek(tmp_path_factory.mktemp("contoh"), read_files(CONTOH))


@pytest.fixture(scope="session")
def proyek_kedua(tmp_path_factory: pytest.TempPathFactory) -> Proyek:
    """The second agency."""
    return Proyek(tmp_path_factory.mktemp("kedua"), read_files(KEDUA))


@pytest.fixture(scope="session")
def proyek_besar(tmp_path_factory: pytest.TempPathFactory) -> Proyek:
    """The agency of this repository."""
    return Proyek(tmp_path_factory.mktemp("besar"), read_files(AKAR))


# How many cases were tried.


@pytest.fixture(autouse=True)
def _count(request: pytest.FixtureRequest) -> Iterator[None]:
    """Note how many cases a property has tried, for the table at the end."""
    nama = getattr(request.node, "originalname", request.node.name)
    before = DIJALANKAN[nama]
    yield
    if nama in JENIS:
        request.node.user_properties.append(("kasus", (JENIS[nama], nama, DIJALANKAN[nama] - before)))


def count_cases(config: pytest.Config) -> Counter[tuple[str, str]]:
    """Give how many cases were tried, by kind and property, in all processes together."""
    reporter: Any = config.pluginmanager.getplugin("terminalreporter")
    reports = [report for reports in reporter.stats.values() for report in reports] if reporter else []
    counts: Counter[tuple[str, str]] = Counter()
    for report in reports:
        if getattr(report, "when", "") == "teardown":
            for what, value in report.user_properties:
                if what == "kasus":
                    jenis, nama, banyak = value
                    counts[jenis, nama] += banyak
    return counts


def sum_up(counts: Counter[tuple[str, str]]) -> Counter[str]:
    """Add the cases up by kind, and all of them."""
    sums = Counter({"seluruhnya": counts.total()})
    for (jenis, _), banyak in counts.items():
        sums[jenis] += banyak
    return sums


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print how many cases were tried."""
    counts = count_cases(config)
    if not (FAKTOR and counts):
        return
    terminalreporter.section("kasus yang dijalankan")
    for (jenis, nama), banyak in sorted(counts.items()):
        terminalreporter.write_line(f"{banyak:>9,}  {jenis:9}{nama}")
    for jenis, banyak in sorted(sum_up(counts).items(), key=lambda item: item[1]):
        least = PALING_SEDIKIT.get(jenis, 0)
        terminalreporter.write_line(f"{banyak:>9,}  {jenis}" + (f" (paling sedikit {least:,})" if least else ""))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a full run fail that tried too little."""
    if FAKTOR >= 1 and session.config.args == ["tests/fuzz"] and not hasattr(session.config, "workerinput"):
        sums = sum_up(count_cases(session.config))
        if any(sums[jenis] < least for jenis, least in PALING_SEDIKIT.items()):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
