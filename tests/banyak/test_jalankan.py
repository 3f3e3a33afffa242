"""Jobs in processes of their own: most are scripts of these tests, which stand in the place of the program."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import lkj.banyak.jalankan
from lkj.banyak import Akhir, Hasil, Kerja
from lkj.banyak.daftar import Daftar, find_kerja
from lkj.banyak.jalankan import count_inti, run_semua
from lkj.banyak.proses import Proses
from lkj.banyak.ringkas import write_ringkas
from lkj.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Tiruan = Callable[[str], Callable[..., list[str]]]

RINGKAS = f"print({write_ringkas([])!r})"
posix = pytest.mark.skipif(sys.platform == "win32", reason="of systems that have signals")


def list_kerja(*nama: str) -> Daftar:
    return Daftar(tuple(Kerja(Path(satu), 2025) for satu in nama), (), (2025,), ())


def run(daftar: Daftar, write: Callable[..., list[str]], sekaligus: int = 2, batas: float = 60) -> list[Hasil]:
    return run_semua(daftar, ["check"], sekaligus, lambda *_: None, write=write, batas=batas)


def say_ends(daftar: list[Hasil]) -> dict[str, str]:
    return {hasil.kerja.folder.name: f"{hasil.akhir}: {hasil.sebab}".removesuffix(": ") for hasil in daftar}


def is_alive(pid: int) -> bool:
    with suppress(OSError):
        os.kill(pid, 0)
        # One that ended and was not awaited by whoever got it still bears its number.
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    return False


def wait_until(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


# The program itself.


@pytest.mark.usefixtures("provinsi")
def test_one_agency_with_an_error_stops_no_other() -> None:
    told: list[tuple[str, int]] = []
    daftar = run_semua(find_kerja(Path()), ["check"], 2, lambda hasil, n: told.append((hasil.kerja.nama, n)))
    assert [(hasil.kerja.nama, str(hasil.akhir)) for hasil in daftar] == [
        ("dinas-a", "selesai"),
        ("dinas-b", "galat"),
        ("kota/dinas c", "selesai"),
    ]
    assert [hasil.jumlah[Severity.GALAT] for hasil in daftar] == [0, 1, 0]
    pertama = daftar[1].pertama
    assert pertama
    assert str(pertama.position).startswith("data/2025/target.yaml:")
    assert (pertama.code, "dua" in pertama.message) == ("LKJ012", True)
    assert sorted(nama for nama, _ in told) == ["dinas-a", "dinas-b", "kota/dinas c"]
    assert [n for _, n in told] == [1, 2, 3]


def test_nothing_of_the_folder_one_is_in_is_run(provinsi: Path) -> None:
    for nama in ("yaml", "click", "json", "lkj"):
        (provinsi / f"{nama}.py").write_text("raise SystemExit('kode orang lain')", encoding="utf-8")
    daftar = run_semua(find_kerja(Path("kota")), ["check"], 1, lambda *_: None)
    assert say_ends(daftar) == {"dinas c": "selesai"}


def test_a_year_that_is_gone_meanwhile_is_told(provinsi: Path) -> None:
    daftar = find_kerja(Path("kota"))
    (provinsi / "kota/dinas c/data/2025").rename(provinsi / "kota/dinas c/data/2023")
    assert say_ends(run_semua(daftar, ["check"], 1, lambda *_: None)) == {
        "dinas c": "gagal: Tidak ada data tahun 2025. Tahun yang ada: 2023."
    }


# What may become of a process.


@posix
def test_every_way_to_fail_is_told_and_stops_no_other(tiruan: Tiruan) -> None:
    naskah = f"""
import os, signal, sys
match folder:
    case "terbunuh": os.kill(os.getpid(), signal.SIGKILL)
    case "rusak": os.kill(os.getpid(), signal.SIGSEGV)
    case "gagal": sys.exit("sesuatu\\nProgram gagal: Pandoc rusak:\\nx")
    case "salah": print("Salah pakai: Tidak ada data.", file=sys.stderr); sys.exit(2)
    case "tiga": sys.exit(3)
    case "jejak": raise RuntimeError("tak terduga \\x1b[31m")
    case "kosong": pass
    case "sampah": print("[]")
    case _: {RINGKAS}
"""
    names = ("a", "gagal", "jejak", "kosong", "rusak", "salah", "sampah", "terbunuh", "tiga", "z")
    assert say_ends(run(list_kerja(*names), tiruan(naskah), 4)) == {
        "a": "selesai",
        # sys.exit with words is code 1, which without a summary is no answer.
        "gagal": "gagal: Pandoc rusak: x",
        "jejak": "gagal: RuntimeError: tak terduga �[31m",
        "kosong": "gagal: proses berhenti dengan kode 0",
        "rusak": "gagal: proses dihentikan dari luar atau rusak (SIGSEGV)",
        "salah": "gagal: Tidak ada data.",
        "sampah": "gagal: proses berhenti dengan kode 0",
        "terbunuh": "gagal: proses dihentikan dari luar atau rusak (SIGKILL); mungkin memori komputer habis",
        "tiga": "gagal: proses berhenti dengan kode 3",
        "z": "selesai",
    }


def test_warnings_count_where_the_process_says_so(tiruan: Tiruan) -> None:
    assert say_ends(run(list_kerja("a"), tiruan(f"{RINGKAS}\nraise SystemExit(1)"))) == {"a": "peringatan"}


def test_what_takes_too_long_is_ended_with_all_that_it_started(tiruan: Tiruan, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    naskah = f"""
import subprocess, sys, time
from pathlib import Path
if folder == "lama":
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    Path({str(pid)!r}).write_text(str(child.pid))
    time.sleep(60)
{RINGKAS}
"""
    started = time.monotonic()
    daftar = run(list_kerja("a", "lama", "z"), tiruan(naskah), batas=3)
    assert say_ends(daftar) == {"a": "selesai", "lama": "gagal: lebih dari 0.05 menit, jadi dihentikan", "z": "selesai"}
    assert 3 <= daftar[1].detik < 10
    assert time.monotonic() - started < 20
    if sys.platform == "linux":
        assert wait_until(lambda: not is_alive(int(pid.read_text(encoding="utf-8"))))


def test_what_never_stops_writing_is_ended(tiruan: Tiruan) -> None:
    naskah = "import sys\nwhile True: sys.stderr.write('x' * 65536)"
    ended = run(list_kerja("a"), tiruan(naskah))
    assert say_ends(ended) == {"a": "gagal: menulis terlalu banyak pesan, jadi dihentikan"}


def test_little_is_kept_of_what_a_process_writes(tiruan: Tiruan) -> None:
    naskah = "import sys\nsys.stdout.write('x' * 4_000_000)\nsys.stderr.write('y' * 4_000_000)\nsys.exit(3)"
    daftar = run(list_kerja(*map(str, range(4))), tiruan(naskah))
    assert [len(hasil.sebab) for hasil in daftar] == [500] * 4
    assert {hasil.akhir for hasil in daftar} == {Akhir.GAGAL}


@pytest.mark.skipif(sys.platform != "linux", reason="measures as Linux does")
def test_memory_does_not_grow_with_the_number_of_agencies() -> None:
    """Run many in a process that tells how much memory it took at most; each of them writes a lot."""

    def measure(number: int) -> int:
        naskah = f"""
import resource, sys
from pathlib import Path
from lkj.banyak import Kerja
from lkj.banyak.daftar import Daftar
from lkj.banyak.jalankan import run_semua
kerja = tuple(Kerja(Path(str(n)), 2025) for n in range({number}))
write = lambda *_: ["sh", "-c", "head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2; exit 3"]
assert len(run_semua(Daftar(kerja, (), (), ()), ["check"], 2, lambda *_: None, write=write)) == {number}
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
        done = subprocess.run([sys.executable, "-c", naskah], capture_output=True, text=True, check=True)
        return int(done.stdout)

    assert measure(40) - measure(2) < 3000  # kilobytes, where all of them wrote 240 MB


def test_a_process_that_cannot_be_started_is_told() -> None:
    (hasil,) = run(list_kerja("a"), lambda *_: ["/tidak/ada"])
    assert (hasil.akhir, hasil.sebab.startswith("proses tidak dapat dimulai: ")) == (Akhir.GAGAL, True)


# How many, and in which order.


def test_the_order_is_that_of_the_jobs_whoever_ends_first(tiruan: Tiruan) -> None:
    naskah = f"import time\ntime.sleep({{'a': 0.5, 'b': 0.2}}.get(folder, 0))\n{RINGKAS}"
    told: list[str] = []
    daftar = list_kerja("a", "b", "c")
    daftar = Daftar(daftar.kerja, (Kerja(Path("aa"), 2025),), daftar.tahun, ())
    ended = run_semua(daftar, ["check"], 3, lambda hasil, _: told.append(hasil.kerja.nama), write=tiruan(naskah))
    assert told == ["c", "b", "a"]
    assert [(hasil.kerja.nama, str(hasil.akhir)) for hasil in ended] == [
        ("a", "selesai"),
        ("aa", "tanpa data"),
        ("b", "selesai"),
        ("c", "selesai"),
    ]


@pytest.mark.parametrize("sekaligus", [1, 3])
def test_no_more_run_at_once_than_were_asked_for(
    tiruan: Tiruan, monkeypatch: pytest.MonkeyPatch, sekaligus: int
) -> None:
    most, running = 0, 0

    class Dihitung(Proses):
        def __init__(self, kerja: Kerja, words: list[str], batas: float) -> None:
            nonlocal most, running
            running += 1
            most = max(most, running)
            super().__init__(kerja, words, batas)

        def close(self) -> None:
            nonlocal running
            running -= 1
            super().close()

    monkeypatch.setattr(lkj.banyak.jalankan, "Proses", Dihitung)
    run(list_kerja(*"abcdef"), tiruan(RINGKAS), sekaligus)
    assert (most, running) == (sekaligus, 0)


def test_the_cores_are_those_this_program_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {1, 4, 5}, raising=False)
    assert count_inti() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    assert count_inti() == 8
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert count_inti() == 1


def test_it_runs_outside_the_main_thread_too(tiruan: Tiruan) -> None:
    ended: list[Hasil] = []
    thread = threading.Thread(target=lambda: ended.extend(run(list_kerja("a"), tiruan(RINGKAS))))
    thread.start()
    thread.join()
    assert say_ends(ended) == {"a": "selesai"}


# Being asked to end.


@pytest.fixture
def lama(provinsi: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Start `lkj check --all` on two agencies that never end, and wait until both run."""
    started: list[subprocess.Popen[str]] = []

    def lama(before: str = "") -> subprocess.Popen[str]:
        # The program with processes that tell their numbers, and start one more each.
        naskah = f"""
import signal, sys
import lkj.banyak.jalankan as jalankan
{before}
child = "import os, subprocess, sys, time; p = subprocess.Popen(['sleep', '60']);" \\
    "open(f'{{sys.argv[1]}}.pid', 'w').write(f'{{os.getpid()}} {{p.pid}} '); time.sleep(60)"
write = lambda kerja, *_: [sys.executable, "-c", child, kerja.folder.name]
jalankan.run_semua.__kwdefaults__["write"] = write
sys.argv = ["lkj", "check", "--all", "2025", "-j", "2"]
from lkj.cli import main
main()
"""
        process = subprocess.Popen(
            [sys.executable, "-c", naskah], cwd=provinsi, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        started.append(process)
        assert wait_until(lambda: len(read_pids(provinsi)) == 4)
        return process

    yield lama
    for process in started:
        process.kill()
        process.communicate()


def read_pids(folder: Path) -> list[int]:
    return [int(pid) for path in folder.glob("*.pid") for pid in path.read_text(encoding="utf-8").split()]


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes as Linux does")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_being_asked_to_end_leaves_no_process(
    lama: Callable[..., subprocess.Popen[str]], provinsi: Path, number: signal.Signals
) -> None:
    process = lama()
    assert all(map(is_alive, read_pids(provinsi)))
    process.send_signal(number)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err.strip()) == (3, "", "Dihentikan.")
    assert wait_until(lambda: not any(map(is_alive, read_pids(provinsi))))
    # No third one was started.
    assert len(read_pids(provinsi)) == 4


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes as Linux does")
def test_what_was_chosen_to_be_ignored_is(lama: Callable[..., subprocess.Popen[str]], provinsi: Path) -> None:
    process = lama("signal.signal(signal.SIGHUP, signal.SIG_IGN)")
    process.send_signal(signal.SIGHUP)
    time.sleep(0.3)
    assert process.poll() is None
    assert all(map(is_alive, read_pids(provinsi)))
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    assert wait_until(lambda: not any(map(is_alive, read_pids(provinsi))))


def test_the_handlers_of_signals_are_put_back(tiruan: Tiruan) -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    run(list_kerja("a"), tiruan(RINGKAS))
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_a_failure_here_leaves_no_process(tiruan: Tiruan) -> None:
    naskah = f"import time\ntime.sleep(0 if folder == 'a' else 60)\n{RINGKAS}"

    def fail(*_: object) -> None:
        raise BrokenPipeError

    started = time.monotonic()
    with pytest.raises(BrokenPipeError):
        run_semua(list_kerja("a", "b"), ["check"], 2, fail, write=tiruan(naskah))
    assert time.monotonic() - started < 20


def test_json_of_a_summary_is_what_the_program_says(provinsi: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lkj", "-C", "dinas-b", "check", "--summary"],
        cwd=provinsi,
        env={**os.environ, "GITHUB_ACTIONS": "true"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads(done.stdout)["jumlah"]["galat"] == 1
