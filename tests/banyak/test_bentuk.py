"""The list of jobs for engines: what they read is what folders are called, whatever that is."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from lkj.banyak import Kerja, makefile
from lkj.banyak.bentuk import MESIN, warn_banyak, write_daftar
from lkj.banyak.daftar import Daftar, find_kerja
from lkj.banyak.makefile import write_makefile
from lkj.banyak.mesin import write_matriks
from lkj.banyak.nama import TakTertulisError, name_kerja
from lkj.banyak.snakefile import write_snakefile

if TYPE_CHECKING:
    from collections.abc import Callable

    FolderSaja = Callable[..., Path]

ANEH = (
    "Dinas Koperasi, Usaha Kecil (UMKM)", "a$(id)b", "a${x}b$$", "a#b", "#c", "100%", "a%b%c", "a:b", "a::b", "a;b",
    "a;id", "a&b", "a'b", 'a"b', "a`id`b", "a=b", "a:=b", "~a", "-k", "@a", "+b", "a*", "a?", "a[b]", "define x",
    "export", "kab/dinas x", "é ü", "日本", "!a", "a>b", "a^b~", "a,b", "a!=b",
)  # fmt: skip


def list_kerja(*nama: str) -> tuple[Kerja, ...]:
    return tuple(Kerja(Path(satu), 2025) for satu in nama)


# Names.


def test_no_two_jobs_have_the_same_name() -> None:
    names = name_kerja([*list_kerja("a/b", "a-b", "A b", "日本", "é"), Kerja(Path("a/b"), 2024)])
    assert list(names.values()) == ["a-b-2025", "a-b-2025-2", "a-b-2025-3", "2025", "e-2025", "a-b-2024"]


@pytest.mark.parametrize("bentuk", list(MESIN))
@pytest.mark.parametrize("nama", ["a\nb", "a\tb", "a\x1b[31m", "a\u202eb", "a\udcffb", "a\u2028b"])
def test_a_name_that_no_line_can_hold_is_refused(bentuk: str, nama: str) -> None:
    with pytest.raises(TakTertulisError, match=r"^Nama “a�.*b?” tidak dapat ditulis dalam .* tanpa huruf kendali$"):
        MESIN[bentuk](list_kerja("biasa", nama))


@pytest.mark.parametrize(
    ("bentuk", "nama", "message"),
    [
        ("make", "a|b", "Nama “a|b/build/2025.selesai” tidak dapat ditulis dalam Makefile: ganti namanya, tanpa |"),
        ("snakemake", "a{b}", "Nama “a{b}” tidak dapat ditulis dalam Snakefile: ganti namanya, tanpa {"),
    ],
)
def test_a_name_that_means_something_else_is_refused(bentuk: str, nama: str, message: str) -> None:
    with pytest.raises(TakTertulisError, match=f"^{re.escape(message)}$"):
        MESIN[bentuk](list_kerja(nama))


# The table.


def test_the_table_tells_of_those_without_the_year() -> None:
    daftar = Daftar(list_kerja("a", "kab/b c"), list_kerja("d", "e"), (2025,), ())
    assert write_daftar(daftar, None) == (
        "Instansi  Tahun\na          2025\nkab/b c    2025\n\n2 pekerjaan.\n\nTanpa data 2025: d, e.\n"
    )


# GitHub.


def test_the_matrix_is_one_line_of_ascii_with_every_job() -> None:
    text = write_matriks(list_kerja(*ANEH))
    assert text.isascii()
    assert text.count("\n") == 1
    include = json.loads(text)["include"]
    assert [job["folder"] for job in include] == list(ANEH)
    assert {job["tahun"] for job in include} == {2025}
    assert all(re.fullmatch("[a-z0-9-]+", job["nama"]) for job in include)


def test_more_jobs_than_github_runs_are_warned_of() -> None:
    many = list_kerja(*map(str, range(257)))
    assert "paling banyak 256 job dari satu matriks, sedangkan daftar ini memuat 257" in warn_banyak(
        "github-matrix", many
    )
    assert warn_banyak("github-matrix", many[:256]) == ""
    assert warn_banyak("make", many) == ""


# make.


class Make(NamedTuple):
    """How a run of make ended: its exit code, and the folders whose report was made, in order."""

    code: int
    made: list[str]
    said: str


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Make]:
    """Run make with a program in the place of `lkj` that writes down what it is told."""
    tool = shutil.which("make")
    if tool is None or sys.platform == "win32":
        pytest.skip("no make here")
    program = tmp_path / "program.py"
    program.write_text(
        """\
import sys
from pathlib import Path

_, flag, folder, command, year = sys.argv
assert (flag, command) == ("-C", "build")
if Path(folder, "data", year, "salah").exists():
    sys.exit(1)
Path(folder, "build", year).mkdir(parents=True, exist_ok=True)
with open("dibuat", "a", encoding="utf-8") as log:
    log.write(folder + "\\0")
""",
        encoding="utf-8",
    )

    def make(*options: str) -> Make:
        log = tmp_path / "dibuat"
        log.unlink(missing_ok=True)
        done = subprocess.run(
            [tool, "-f", "jobs.mk", f"LKJ={sys.executable} {program}", *options],
            cwd=tmp_path,
            # Of the outer make, if the tests are run by one.
            env={name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))},
            capture_output=True,
            text=True,
            check=False,
        )
        made = log.read_text(encoding="utf-8").split("\0")[:-1] if log.exists() else []
        return Make(done.returncode, made, done.stderr)

    return make


def write_mk(tahun: int | None = 2025) -> None:
    Path("jobs.mk").write_text(write_makefile(find_kerja(Path(), tahun).kerja), encoding="utf-8")


def let_time_pass(path: Path) -> None:
    """Give a file a time after that of everything there is."""
    newest = max(each.stat().st_mtime for each in Path().rglob("*"))
    os.utime(path, (newest + 2, newest + 2))


def test_make_builds_every_agency_whatever_it_is_called(folder_saja: FolderSaja, make: Callable[..., Make]) -> None:
    akar = folder_saja(*(f"{nama}/data/2025" for nama in ANEH))
    for nama in ANEH:
        (akar / nama / "data/2025/target.yaml").write_text("a", encoding="utf-8")
    write_mk()
    code, made, said = make("-j", "8", "-k")
    assert (code, said, sorted(made)) == (0, "", sorted(ANEH))
    assert make("-k") == Make(0, [], "")


def test_make_builds_again_only_what_changed(folder_saja: FolderSaja, make: Callable[..., Make]) -> None:
    akar = folder_saja(*(f"{nama}/data/2025/bukti" for nama in ANEH), "a#b/data/2024", "a:b/templates")
    odd = "foto = $(1); #2: [x] *.jpg"
    for nama in ANEH:
        (akar / nama / "data/2025/bukti" / odd).write_text("a", encoding="utf-8")
    for path in ("a#b/data/2024/target.yaml", "a:b/templates/x.j2"):
        (akar / path).touch()
    write_mk()
    assert make().code == 0
    for path, nama in (
        *((f"{nama}/data/2025/bukti/{odd}", nama) for nama in ("a;b", "日本", "100%")),
        ("a#b/data/2024/target.yaml", "a#b"),
        ("a:b/templates/x.j2", "a:b"),
        ("-k/data/2025/bukti", "-k"),
    ):
        let_time_pass(akar / path)
        # make warns of times to come.
        assert make()[:2] == (0, [nama])
        for each in (akar / nama).rglob("*"):
            os.utime(each, (1, 1))
        assert make("-t").code == 0
    # A file that is gone makes its report again, too.
    (akar / "a'b/data/2025/bukti" / odd).unlink()
    assert make()[:2] == (0, ["a'b"])


def test_make_goes_on_where_one_fails_and_tries_that_again(folder_saja: FolderSaja, make: Callable[..., Make]) -> None:
    akar = folder_saja("a/data/2025", "b/data/2025", "c/data/2025")
    (akar / "b/data/2025/salah").touch()
    write_mk()
    code, made, _ = make("-k")
    assert (code, made) == (2, ["a", "c"])
    (akar / "b/data/2025/salah").unlink()
    assert make("-k")[:2] == (0, ["b"])


def test_make_builds_the_years_of_the_folder_one_is_in(folder_saja: FolderSaja, make: Callable[..., Make]) -> None:
    akar = folder_saja("data/2024", "data/2025")
    write_mk(None)
    assert make()[:2] == (0, [".", "."])
    assert sorted(path.name for path in (akar / "build").glob("*.selesai")) == ["2024.selesai", "2025.selesai"]


@pytest.mark.parametrize("nama", ["a|b", "a\\b", "foto ", "foto (1)"])
def test_a_file_that_make_cannot_be_told_is_refused(folder_saja: FolderSaja, nama: str) -> None:
    if sys.platform == "win32":
        pytest.skip("such names cannot be there")
    akar = folder_saja("a/data/2025")
    (akar / "a/data/2025" / nama).touch()
    with pytest.raises(TakTertulisError, match=f"^Nama “a/data/2025/{re.escape(nama)}” tidak dapat ditulis"):
        write_makefile(find_kerja(akar).kerja)


def test_what_editors_keep_for_themselves_makes_nothing_again(folder_saja: FolderSaja) -> None:
    akar = folder_saja("a/data/2025/.git")
    for nama in ("target.yaml", ".target.yaml.swp", "target.yaml~", ".git/HEAD"):
        (akar / "a/data/2025" / nama).touch()
    text = write_makefile(find_kerja(akar).kerja)
    assert re.findall(r"^(\S+) :$", text, re.MULTILINE) == ["a/data/2025", "a/data/2025/target.yaml"]


def test_windows_has_other_quotation_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(makefile, "WINDOWS", True)
    text = write_makefile(list_kerja("Dinas A (UMKM)"))
    assert '\t$(LKJ) -C "Dinas A (UMKM)" build 2025\n' in text
    assert '\t@echo selesai > "Dinas A (UMKM)/build/2025.selesai"\n' in text
    text = write_makefile((Kerja(Path(PureWindowsPath("C:/data/a b").as_posix()), 2025),))
    assert "\nall: C:/data/a\\ b/build/2025.selesai\n" in text
    for nama in ("100%", "a$b", "a`b", "a!"):
        with pytest.raises(TakTertulisError, match="tidak dapat ditulis dalam Makefile"):
            write_makefile(list_kerja(nama))


# snakemake.


def read_snakefile(text: str) -> dict[str, dict[str, list[Any]]]:
    """Read a Snakefile of ours: its rules, with what each is given. Its words become calls, which Python can run."""
    found: dict[str, dict[str, list[Any]]] = {}

    def note(rule: str, word: str, *values: Any, **named: Any) -> None:
        found.setdefault(rule, {})[word] = [*values, *named.items()]

    lines, rule, inside = [], "", False
    for line in [*text.splitlines(), ""]:
        started = re.fullmatch(r"rule (\w+):", line)
        word = re.fullmatch(r"    (input|output|params|shell):", line)
        if inside and (word or not line):
            lines.append(")")
            inside = False
        if started:
            rule = started[1]
        elif rule and word:
            lines.append(f"note({rule!r}, {word[1]!r},")
            inside = True
        else:
            lines.append(line)
    program = compile("\n".join(lines), "Snakefile", "exec")
    exec(program, {"config": {}, "note": note, "touch": lambda name: f"touch {name}"})  # noqa: S102 # what we wrote
    return found


def test_every_agency_has_a_rule(folder_saja: FolderSaja) -> None:
    names = [nama for nama in ANEH if "{" not in nama]
    akar = folder_saja(*(f"{nama}/data/2025" for nama in names), "#c/data/2024")
    (akar / "#c/data/2024/target.yaml").touch()
    for nama in names:
        for berkas in ("target.yaml", ".hidden", "{x}.jpg"):
            (akar / nama / "data/2025" / berkas).touch()
    text = write_snakefile(find_kerja(akar, 2025).kerja)
    rules = read_snakefile(text)
    everything = rules.pop("all")["input"]
    assert len(rules) == len(everything) == len(names)
    assert {dict(rule["params"])["folder"] for rule in rules.values()} == set(names)
    for rule in rules.values():
        folder = dict(rule["params"])["folder"]
        before = ["#c/data/2024/target.yaml"] if folder == "#c" else []
        assert rule["input"] == [[*before, f"{folder}/data/2025/target.yaml"]]
        assert rule["output"] == [f"touch {folder}/build/2025.selesai"]
        assert f"{folder}/build/2025.selesai" in everything
        assert rule["shell"] == ["{LKJ} -C {params.folder:q} build 2025"]


def test_years_of_one_agency_have_rules_of_their_own(folder_saja: FolderSaja) -> None:
    rules = read_snakefile(write_snakefile(find_kerja(folder_saja("data/2024", "data/2025")).kerja))
    assert list(rules) == ["all", "lkj_2024", "lkj_2025"]
    assert rules["all"]["input"] == ["build/2024.selesai", "build/2025.selesai"]


@pytest.mark.skipif(importlib.util.find_spec("snakemake") is None, reason="snakemake is not installed")
def test_snakemake_reads_it(folder_saja: FolderSaja) -> None:
    akar = folder_saja(*(f"{nama}/data/2025" for nama in ANEH if "{" not in nama))
    Path("Snakefile").write_text(write_snakefile(find_kerja(akar).kerja), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "snakemake", "--dry-run", "--cores", "1"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
