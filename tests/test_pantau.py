from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from lkj.cli import main
from lkj.convert.pandoc import ConvertError
from lkj.finding import Finding, Position, Severity
from lkj.gambar.kanvas import paint_halaman
from lkj.pantau import Diperiksa, Gagal, Kabar, Mulai, Tersusun, Tertahan, describe, list_changes, watch
from lkj.periksa import HasilPeriksa

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lkj.convert.pandoc import Bahan

    Tulis = Callable[[Mapping[str, Any]], Path]
    Langkah = Callable[[], object]

REALISASI = "data/2025/realisasi.yaml"


def follow(*steps: Langkah) -> Callable[[float], None]:
    """Give a sleep that takes a step each time the loop waits for a change, and then presses Ctrl-C."""
    left = list(steps)

    def sleep(seconds: float) -> None:
        if seconds < 0.3:
            return
        if not left:
            raise KeyboardInterrupt
        left.pop(0)()

    return sleep


def collect(items: Iterator[Any]) -> list[Any]:
    """Give what came before Ctrl-C was pressed."""
    found: list[Any] = []
    with pytest.raises(KeyboardInterrupt):
        found.extend(items)
    return found


@pytest.fixture
def proyek(kecil: dict[str, Any], tulis: Tulis) -> Path:
    """The least project there can be."""
    return tulis(kecil)


@pytest.fixture
def diubah(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put converters in place that only tell what they were asked for."""
    asked: list[str] = []

    def write(_: Bahan, target: Path, read_halaman: Callable[[], object] | None = None) -> dict[str, str]:
        if read_halaman:
            read_halaman()  # the PDF comes first
        asked.append(target.suffix)
        target.write_text(f"{target.suffix} nomor {len(asked)}", encoding="utf-8")
        return {}

    for name in ("write_docx", "write_pdf"):
        monkeypatch.setattr(f"lkj.build.{name}", write)
    return asked


def append(path: Path, text: str) -> Langkah:
    def step() -> None:
        with path.open("a", encoding="utf-8") as berkas:
            berkas.write(text)

    return step


def write(path: Path, text: str) -> Langkah:
    def step() -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return step


# What counts as a change.


def changes(proyek: Path, *steps: Langkah) -> list[tuple[str, ...]]:
    first, *others = collect(list_changes(proyek, 2025, follow(*steps)))
    assert first == ()
    return others


def test_files_that_are_changed_added_and_taken_away(proyek: Path) -> None:
    assert changes(
        proyek,
        append(proyek / REALISASI, "# catatan\n"),
        write(proyek / "data/2025/narasi/penutup.md", "Selesai.\n"),
        write(proyek / "templates/bab/penutup.md.j2", "Habis."),
        write(proyek / "data/2024/instansi.yaml", "nama: A\n"),
        (proyek / "data/2025/narasi/penutup.md").unlink,
        lambda: (proyek / REALISASI).rename(proyek / "data/2025/lain.yaml"),
    ) == [
        (REALISASI,),
        ("data/2025/narasi/penutup.md",),
        ("templates/bab/penutup.md.j2",),
        ("data/2024/instansi.yaml",),
        ("data/2025/narasi/penutup.md",),
        ("data/2025/lain.yaml", REALISASI),
    ]


def test_what_is_no_change(proyek: Path) -> None:
    isi = (proyek / REALISASI).read_text(encoding="utf-8")
    assert (
        changes(
            proyek,
            (proyek / REALISASI).touch,
            write(proyek / REALISASI, isi),
            write(proyek / "build/2025/lkj-2025.md", "a"),
            write(proyek / "data/2023/instansi.yaml", "a"),
            write(proyek / "data/2025/.realisasi.yaml.swp", "a"),
            write(proyek / "data/2025/realisasi.yaml~", "a"),
            write(proyek / "data/2025/4913", "a"),
            write(proyek / "data/2025/.git/index", "a"),
            write(proyek / "templates/__pycache__/a.cache", "a"),
            lambda: (proyek / "data/2025/.#realisasi.yaml").symlink_to("perencana@komputer.1"),
        )
        == []
    )


def test_a_folder_that_comes_and_goes(proyek: Path) -> None:
    data, away = proyek / "data/2025", proyek / "data/lain"
    names = tuple(sorted(f"data/2025/{path.name}" for path in data.iterdir()))
    assert changes(proyek, lambda: data.rename(away), lambda: away.rename(data)) == [names, names]


def test_many_savings_in_a_row_are_one_change(proyek: Path) -> None:
    left = [f"# catatan {n}\n" for n in range(5)]

    def sleep(seconds: float) -> None:
        if left:
            append(proyek / REALISASI, left.pop())()
        elif seconds >= 0.3:
            raise KeyboardInterrupt

    assert collect(list_changes(proyek, 2025, sleep)) == [(), (REALISASI,)]
    assert left == []


def test_what_never_rests_is_told_all_the_same(proyek: Path) -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if slept.count(0.3) > 1:
            raise KeyboardInterrupt
        append(proyek / REALISASI, "# catatan\n")()

    assert collect(list_changes(proyek, 2025, sleep)) == [(), (REALISASI,)]
    assert sum(slept) < 5


def test_a_change_that_is_taken_back_is_none(proyek: Path) -> None:
    isi = (proyek / REALISASI).read_text(encoding="utf-8")
    left = [append(proyek / REALISASI, "# catatan\n"), write(proyek / REALISASI, isi)]

    def sleep(seconds: float) -> None:
        if left:
            left.pop(0)()
        elif seconds >= 0.3:
            raise KeyboardInterrupt

    assert collect(list_changes(proyek, 2025, sleep)) == [()]


def test_a_clock_too_coarse_to_tell_two_savings_apart(proyek: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true = Path.stat

    def stat(path: Path, **options: bool) -> Any:
        found = true(path, **options)
        return SimpleNamespace(st_mode=found.st_mode, st_mtime_ns=5 * 10**18, st_ctime_ns=0, st_size=9, st_ino=0)

    berkas = proyek / "data/2025/narasi/a.md"
    write(berkas, "sembilan\n")()
    monkeypatch.setattr(Path, "stat", stat)
    monkeypatch.setattr("lkj.pantau.time.time_ns", lambda: 5 * 10**18 + 10**9)
    assert changes(proyek, write(berkas, "SEMBILAN\n")) == [("data/2025/narasi/a.md",)]


def test_a_file_that_is_not_read_again_without_need(proyek: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (proyek / "data/2025").iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    read: list[str] = []
    true = Path.open

    def record(path: Path, *arguments: str, **options: str) -> Any:
        read.append(path.name)
        return true(path, *arguments, **options)  # type: ignore[call-overload] # as it was called

    monkeypatch.setattr(Path, "open", record)
    assert changes(proyek, list, list, list) == []
    assert sorted(read) == sorted(path.name for path in (proyek / "data/2025").iterdir())


def test_a_file_that_vanishes_while_it_is_looked_at(proyek: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true = os.walk

    def walk(top: Path) -> Iterator[Any]:
        for root, names, files in true(top):
            yield root, names, [*files, "hilang.yaml"]

    monkeypatch.setattr("lkj.pantau.os.walk", walk)
    assert changes(proyek, list) == []


def test_a_file_that_is_locked_is_read_when_it_is_free(proyek: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true = Path.open
    locked = {"realisasi.yaml"}

    def refuse(path: Path, *arguments: str, **options: str) -> Any:
        if path.name in locked:
            raise PermissionError(13, "terkunci", str(path))
        return true(path, *arguments, **options)  # type: ignore[call-overload] # as it was called

    os.utime(proyek / REALISASI, (1_700_000_000, 1_700_000_000))
    monkeypatch.setattr(Path, "open", refuse)
    assert changes(proyek, list, locked.clear, list) == [(REALISASI,)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without queues")
def test_a_queue_is_not_waited_for(proyek: Path) -> None:
    assert changes(proyek, lambda: os.mkfifo(proyek / "data/2025/antrean")) == [("data/2025/antrean",)]


# What follows a change.


def rounds(proyek: Path, *steps: Langkah) -> list[Kabar]:
    seconds = iter(range(1000))
    return collect(watch(proyek, 2025, lambda _: None, sleep=follow(*steps), clock=lambda: float(next(seconds))))


def kinds(news: list[Kabar]) -> list[str]:
    return [type(kabar).__name__ for kabar in news]


def read_outputs(proyek: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (proyek / "build/2025").iterdir()}


def test_only_what_changed_is_made_again(proyek: Path, diubah: list[str]) -> None:
    outputs: list[dict[str, bytes]] = []
    drawn: list[int] = []

    def keep() -> None:
        outputs.append(read_outputs(proyek))
        drawn.append(paint_halaman.cache_info().misses)

    news = rounds(
        proyek,
        keep,
        append(proyek / REALISASI, "# catatan\n"),
        keep,
        write(proyek / REALISASI, (proyek / REALISASI).read_text(encoding="utf-8").replace("190", "195")),
        keep,
    )
    assert kinds(news) == ["Mulai", "Diperiksa", "Tersusun"] * 3
    assert diubah == [".pdf", ".docx"] * 2
    assert drawn[0] == drawn[1] < drawn[2]
    first, second, third = outputs
    assert {name for name in first if first[name] != second[name]} == {"manifest.json"}
    assert {name for name in second if second[name] != third[name]} == {*first}
    # The manifest tells the truth of documents that were kept, too.
    assert set(json.loads(second["manifest.json"])["keluaran"]) == {*first} - {"manifest.json"}


def test_another_layout_makes_other_documents(proyek: Path, diubah: list[str], akar: Path) -> None:
    pandoc = proyek / "templates/pandoc"

    def copy() -> None:
        for path in (akar / "templates/pandoc").rglob("*"):
            if path.is_file():
                target = pandoc / path.relative_to(akar / "templates/pandoc")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())

    news = rounds(proyek, copy, append(pandoc / "dokumen.typ", "// catatan\n"))
    assert kinds(news) == ["Mulai", "Diperiksa", "Tersusun"] * 3
    assert diubah == [".pdf", ".docx"] * 2  # a copy of the same files is the same layout


def test_a_layout_saved_while_documents_are_made_is_not_trusted(
    proyek: Path, diubah: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    digests = iter(["sebelum", "sesudah", "sesudah", "sesudah", "sesudah"])
    monkeypatch.setattr("lkj.build._identify", lambda *_: next(digests))
    rounds(proyek, append(proyek / REALISASI, "# a\n"), append(proyek / REALISASI, "# b\n"))
    assert diubah == [".pdf", ".docx"] * 2


def test_broken_files_are_survived_and_keep_the_old_outputs(proyek: Path, diubah: list[str]) -> None:
    isi = (proyek / REALISASI).read_text(encoding="utf-8")
    outputs: list[dict[str, bytes]] = []

    def keep() -> None:
        outputs.append(read_outputs(proyek))

    news = rounds(
        proyek,
        keep,
        write(proyek / REALISASI, "realisasi: [\n"),
        keep,
        lambda: (proyek / REALISASI).write_bytes(b"\xff\xfe\x00"),
        (proyek / REALISASI).unlink,
        keep,
        write(proyek / REALISASI, isi),
        keep,
    )
    assert kinds(news) == [
        *("Mulai", "Diperiksa", "Tersusun"),
        *("Mulai", "Diperiksa", "Tertahan") * 3,
        *("Mulai", "Diperiksa", "Tersusun"),
    ]
    assert outputs[0] == outputs[1] == outputs[2] == outputs[3]
    assert diubah == [".pdf", ".docx"]
    assert [path.name for path in (proyek / "build").iterdir()] == ["2025"]


def test_findings_are_shown_once_and_errors_always(proyek: Path, diubah: list[str]) -> None:  # noqa: ARG001 # no converter runs
    isi = (proyek / REALISASI).read_text(encoding="utf-8")
    news = rounds(
        proyek,
        write(proyek / REALISASI, f"# bergeser\n{isi}"),
        write(proyek / REALISASI, "realisasi: [\n"),
        write(proyek / REALISASI, "realisasi: [\n\n"),
        write(proyek / REALISASI, isi),
    )
    checked = [kabar for kabar in news if isinstance(kabar, Diperiksa)]
    found = len(checked[0].hasil.findings)
    assert found > 0
    assert [(len(kabar.hasil.findings), kabar.tetap) for kabar in checked] == [
        (found, 0),
        (0, found),
        (1, 0),
        (1, 0),
        (0, found),
    ]


@pytest.mark.parametrize("sebab", [ConvertError("Pandoc menolak."), OSError(28, "penuh"), ZeroDivisionError()])
def test_a_failure_is_survived_and_tried_again(
    proyek: Path, diubah: list[str], monkeypatch: pytest.MonkeyPatch, sebab: Exception
) -> None:
    true = sys.modules["lkj.build"].write_pdf
    failing = [sebab]

    def fail(*given: object) -> Mapping[str, str]:
        if failing:
            raise failing.pop()
        return true(*given)  # type: ignore[no-any-return] # of the fixture

    monkeypatch.setattr("lkj.build.write_pdf", fail)
    news = rounds(proyek, append(proyek / REALISASI, "# catatan\n"))
    assert kinds(news) == ["Mulai", "Diperiksa", "Gagal", "Mulai", "Diperiksa", "Tersusun"]
    assert isinstance(news[2], Gagal)
    assert news[2].sebab is sebab
    assert diubah == [".pdf", ".docx"]


def test_a_folder_that_is_gone_is_waited_for(proyek: Path, diubah: list[str]) -> None:
    data, away = proyek / "data/2025", proyek / "data/lain"
    news = rounds(proyek, lambda: data.rename(away), lambda: away.rename(data))
    assert kinds(news) == ["Mulai", "Diperiksa", "Tersusun", "Mulai", "Gagal", "Mulai", "Diperiksa", "Tersusun"]
    assert isinstance(news[4], Gagal)
    assert isinstance(news[4].sebab, FileNotFoundError)
    assert diubah == [".pdf", ".docx"]


def test_what_only_a_build_finds_is_shown(proyek: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = sys.modules["lkj.build"]
    galat = Finding(Position("data/2025/bukti.yaml"), "LKJ009", "Halaman tidak dapat dibaca.")
    monkeypatch.setattr("lkj.pantau.build", lambda *_: build.HasilBuild([galat]))
    news = rounds(proyek)
    assert kinds(news) == ["Mulai", "Diperiksa", "Diperiksa", "Tertahan"]
    assert isinstance(news[2], Diperiksa)
    assert news[2].hasil.findings == [galat]


def test_the_time_of_a_round_is_told(proyek: Path, diubah: list[str]) -> None:  # noqa: ARG001 # no converter runs
    news = rounds(proyek)
    assert isinstance(news[-1], Tersusun)
    assert news[-1].detik == 1
    assert describe(news[-1]) == f"Selesai dalam 1,0 detik: {(proyek / 'build/2025').as_posix()}"


@pytest.mark.parametrize(
    ("kabar", "kalimat"),
    [
        (Mulai(()), "Menyusun laporan"),
        (Mulai(("a", "b", "c")), "Berubah: a, b, c"),
        (Mulai(("a", "b", "c", "d", "e")), "Berubah: a, b, c dan 2 berkas lain"),
        (
            Tertahan(0.25),
            "Perbaiki galatnya; laporan tidak disusun, keluaran yang lama tidak berubah (0,3 detik)",
        ),
        (Gagal(OSError(), 12.04), "Keluaran yang lama tidak berubah (12,0 detik)"),
    ],
)
def test_sentences(kabar: Mulai | Tertahan | Gagal, kalimat: str) -> None:
    assert describe(kabar) == kalimat


# The command.


def test_the_command_tells_and_ends_well(
    proyek: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    catatan = Finding(Position("data/2025/sdm.yaml"), "LKJ900", "Perlu dilihat.", severity=Severity.CATATAN)

    def news(*_: object) -> Iterator[Kabar]:
        yield Mulai((REALISASI,))
        yield Diperiksa(HasilPeriksa([catatan]), 7)
        yield Diperiksa(HasilPeriksa(), 0)
        yield Tertahan(1)
        yield Gagal(PermissionError(13, "terkunci", "build/2025"), 2)
        raise KeyboardInterrupt

    monkeypatch.setattr("lkj.pantau.watch", news)
    monkeypatch.setattr("time.strftime", lambda _: "14.05.09")
    monkeypatch.setattr(sys, "argv", ["lkj", "-C", str(proyek), "build", "--watch"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "Ctrl+C menghentikan pantauan.\n"
        "14.05.09 Berubah: data/2025/realisasi.yaml\n"
        "data/2025/sdm.yaml (1 catatan)\n\n"
        "data/2025/sdm.yaml:1:1: catatan LKJ900: Perlu dilihat.\n\n"
        "Ditemukan 1 catatan dalam 1 berkas.\n"
        "7 temuan lain sama seperti sebelumnya.\n"
        "14.05.09 Perbaiki galatnya; laporan tidak disusun, keluaran yang lama tidak berubah (1,0 detik)\n"
        "Program gagal: build/2025: tidak ada hak akses.\n"
        "14.05.09 Keluaran yang lama tidak berubah (2,0 detik)\n"
        "14.05.09 Pantauan dihentikan\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C otherwise")
def test_ctrl_c_in_the_middle_leaves_whole_outputs(proyek: Path) -> None:
    folder = proyek / "build/2025"
    folder.mkdir(parents=True)
    (folder / "lkj-2025.pdf").write_text("lama", encoding="utf-8")
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from lkj.cli import main; main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, "-C", str(proyek), "build", "--watch"],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
        start_new_session=True,
    ) as running:
        assert running.stderr
        told = []
        for line in running.stderr:
            told.append(line)
            if line.startswith("Menulis lkj-2025.pdf"):
                os.killpg(running.pid, signal.SIGINT)
        assert running.wait() == 0
    assert told[-1].endswith(" Pantauan dihentikan\n")
    assert [path.name for path in (proyek / "build").iterdir()] == ["2025"]
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == {"lkj-2025.pdf": "lama"}
