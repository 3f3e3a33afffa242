"""Commands: read arguments, call one function, print what it found, decide the exit code. No logic."""

from __future__ import annotations

import errno
import gc
import os
import re
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

import lkj
from lkj.finding import Severity, suggest_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from click.shell_completion import CompletionItem

    from lkj.banyak.daftar import Daftar
    from lkj.build import HasilBuild
    from lkj.pantau import Kabar
    from lkj.periksa import HasilPeriksa
    from lkj.ucapan import Teks, Ucapan

EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_FAILED = 3

_FORMAT = ("text", "json", "github", "sarif", "gitlab")
_LEBAR = 80


class _Bantuan:
    """Help texts of click in Indonesian."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined] # of the click class beside it
        usage = " ".join(pieces).replace("[OPTIONS]", "[PILIHAN]")
        formatter.write_usage(ctx.command_path, usage, prefix="Pemakaian: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]  # type: ignore[attr-defined]
        with formatter.section("Pilihan"):
            formatter.write_dl([record for option in options if (record := option.get_help_record(ctx))])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Tampilkan bantuan ini."
        return option


class Perintah(_Bantuan, click.Command):
    """A command with Indonesian help."""

    allow_extra_args = True  # so that it is this class that complains about them

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse arguments that are left over."""
        extra = super().parse_args(ctx, args)
        if extra and not ctx.resilient_parsing:
            raise click.UsageError(f"Argumen berlebih: {' '.join(extra)}.")
        return extra


class Kelompok(_Bantuan, click.Group):
    """A group of commands with Indonesian help."""

    command_class = Perintah

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the one that was probably meant."""
        name = args[0]
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            raise _missing("Perintah", name, _suggest(name, self.list_commands(ctx))) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        rows = [(name, self.commands[name].get_short_help_str(80)) for name in self.list_commands(ctx)]
        with formatter.section("Perintah"):
            formatter.write_dl(rows)


def _suggest(name: str, known: Sequence[str]) -> str:
    return suggest_name(name, known, f"yang ada: {', '.join(known)}.", str)


def _missing(what: str, name: str, hint: str) -> click.UsageError:
    return click.UsageError(f"{what} {name} tidak ada. {hint[0].upper()}{hint[1:]}")


def _setting(option: str, name: str, value: str, help: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:  # noqa: A002 # as click calls it
    """Give the program an option that sets a variable, so that the processes of `--all` inherit it."""

    def set_it(ctx: click.Context, _: click.Parameter, given: bool) -> None:  # noqa: FBT001 # as click calls it
        if given:
            before = os.environ.get(name)
            os.environ[name] = value
            ctx.call_on_close(
                lambda: os.environ.pop(name, None) if before is None else os.environ.update({name: before})
            )

    return click.option(option, is_flag=True, expose_value=False, callback=set_it, help=help)


@click.group(
    cls=Kelompok,
    subcommand_metavar="PERINTAH",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("-C", "folder", default=".", metavar="FOLDER", help="Folder proyek yang memuat data/.")
@_setting("--no-templates", "LKJ_NO_TEMPLATES", "1", "Abaikan templates/ proyek.")
@_setting("--no-cache", "LKJ_CACHE", "", "Kerjakan semuanya lagi, juga bila tidak ada yang berubah.")
@click.version_option(lkj.__version__, prog_name="lkj", message="%(prog)s %(version)s", help="Tampilkan versi.")
@click.pass_context
def cli(ctx: click.Context, folder: str) -> None:
    """Susun Laporan Kinerja (LKjIP) dari data YAML yang diperiksa.

    \b
    Contoh:
      lkj check 2025       periksa data tahun 2025
      lkj build 2025       tulis laporan ke build/2025/
      lkj -C dinas build   folder lain, tahun terbaru
    """
    ctx.obj = Path(folder)
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(EXIT_USAGE)


def _allow_semua(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options to be run for every agency and year below a folder."""

    def check(_: click.Context, param: click.Parameter, value: str | None) -> int | None:
        if value is not None and not re.fullmatch("[1-9][0-9]{0,3}", value):
            raise click.UsageError(f"Pilihan {param.opts[-1]} tidak ditulis dengan benar: tulis bilangan mulai dari 1.")
        return None if value is None else int(value)

    for option in (
        # What `--all` asks each of its processes for.
        click.option("--summary", "ringkas", is_flag=True, hidden=True),
        click.option("--json", "mesin", is_flag=True, help="Dengan --all: tulis ringkasannya sebagai JSON."),
        click.option(
            "-j", "--jobs", "sekaligus", metavar="N", callback=check, help="Dengan --all: paling banyak N sekaligus."
        ),
        click.option("--all", "semua", is_flag=True, help="Semua instansi di dalam FOLDER, semua tahun atau TAHUN."),
    ):
        command = option(command)
    return command


@cli.command(short_help="Periksa data dan tulis laporan DOCX dan PDF.")
@click.argument("tahun", required=False, metavar="[TAHUN]")
@_allow_semua
@click.option("--watch", "pantau", is_flag=True, help="Susun lagi setiap kali berkas disimpan, sampai Ctrl+C ditekan.")
@click.pass_obj
def build(
    project: Path,
    tahun: str | None,
    *,
    semua: bool,
    sekaligus: int | None,
    mesin: bool,
    ringkas: bool,
    pantau: bool,
) -> int:
    """Periksa data TAHUN (tanpa TAHUN: yang terbaru) dan tulis laporan ke build/TAHUN/.

    Bila data salah, kesalahannya ditampilkan dan berkas yang lama tidak berubah.

    Dengan --watch laporan disusun lagi setiap kali isi berkas dalam data/TAHUN, data tahun sebelumnya atau templates/
    berubah. Temuan yang sudah ditampilkan tidak diulang, kecuali galat.

    Dengan --all laporan semua instansi di dalam FOLDER disusun, beberapa sekaligus; yang gagal tidak menghentikan yang
    lain.

    \b
    Contoh:
      lkj build 2025
      lkj build --watch
      lkj -C provinsi build --all 2025
    """
    if semua:
        if pantau:
            raise click.UsageError("Pilihan --watch tidak dipakai bersama --all.")
        return _run_semua(project, tahun, ["build"], sekaligus, mesin=mesin)
    _refuse_alone(sekaligus, mesin=mesin)
    year = _choose_tahun(project, tahun)
    if pantau:
        return _watch(project, year)
    folder = project / "build" / str(year)
    return _say_once(project, year, ["build", ringkas], lambda: _build(project, year, ringkas=ringkas), folder)


def _build(project: Path, tahun: int, *, ringkas: bool) -> Ucapan:
    from lkj.build import build as run  # noqa: PLC0415 # converters are slow to import
    from lkj.ucapan import Ucapan  # noqa: PLC0415

    hasil = run(project, tahun, _report)
    if ringkas:
        teks = [_write_ringkas(hasil)]
    else:
        teks = [*_write_findings(hasil), *_annotate(hasil, project), *_write_berkas(hasil, project)]
    return Ucapan(0 if hasil.berkas else EXIT_FINDINGS, teks)


def _write_berkas(hasil: HasilBuild, project: Path) -> Iterator[Teks]:
    if hasil.berkas:
        yield "\n".join(path.relative_to(project).as_posix() for path in hasil.berkas), "out"
        yield f"Selesai: {hasil.jumlah_angka} angka dalam laporan terlacak sampai ke data", "err"


def _say_once(
    project: Path, tahun: int, words: Sequence[object], run: Callable[[], Ucapan], folder: Path | None = None
) -> int:
    """Run a command and say what it says, or say again what it said of the same content; see `lkj.ucapan`."""
    from lkj.ucapan import TETAP, Ingatan  # noqa: PLC0415 # no command that must run needs it

    # What GitHub is told depends on the repository around the project, too.
    ingatan = None if _is_github() else Ingatan(project, tahun, [*words, _measure(sys.stderr)], folder)
    ucapan = ingatan.recall() if ingatan else None
    if ucapan and folder:
        _report(TETAP)
    elif not ucapan:
        ucapan = run()
        if ingatan:
            ingatan.remember(ucapan)
    _say(ucapan.teks)
    return ucapan.kode


def _watch(project: Path, tahun: int) -> int:
    """Build until Ctrl-C, which is how this is meant to end."""
    from lkj.pantau import watch  # noqa: PLC0415 # slow to import

    gc.enable()  # it may run for days
    _report("Ctrl+C menghentikan pantauan.")
    with suppress(KeyboardInterrupt):
        for kabar in watch(project, tahun, _report):
            _tell(kabar)
    _report(f"{time.strftime('%H.%M.%S')} Pantauan dihentikan")
    return 0


def _tell(kabar: Kabar) -> None:
    from lkj.pantau import Diperiksa, Gagal, describe  # noqa: PLC0415 # slow to import

    match kabar:
        case Diperiksa():
            _print_findings(kabar.hasil)
            if kabar.tetap:
                _report(f"{kabar.tetap} temuan lain sama seperti sebelumnya.")
        case Gagal():
            _report(f"{_explain_failure(kabar.sebab)}\n{time.strftime('%H.%M.%S')} {describe(kabar)}")
        case _:
            _report(f"{time.strftime('%H.%M.%S')} {describe(kabar)}")


def _choose_format(names: Sequence[str], help: str) -> Callable[[Callable[..., int]], Callable[..., int]]:  # noqa: A002 # as click calls it
    """Give a command the option to be written in one of several formats."""

    def check(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
        if value is not None and value not in names:
            raise _missing("Format", value, _suggest(value, names))
        return value

    return click.option(
        "--format",
        "bentuk",
        metavar="FORMAT",
        callback=check,
        shell_complete=lambda _ctx, _param, begun: [name for name in names if name.startswith(begun)],
        help=help,
    )


@cli.command(short_help="Periksa data tanpa menulis laporan.")
@click.argument("tahun", required=False, metavar="[TAHUN]")
@_choose_format(_FORMAT, "Bentuk temuan: text (bawaan), json, github, sarif, atau gitlab.")
@click.option("--strict", is_flag=True, help="Peringatan juga membuat kode keluar 1.")
@_allow_semua
@click.pass_obj
def check(
    project: Path,
    tahun: str | None,
    bentuk: str | None,
    *,
    strict: bool,
    semua: bool,
    sekaligus: int | None,
    mesin: bool,
    ringkas: bool,
) -> int:
    """Periksa data TAHUN (tanpa TAHUN: yang terbaru); tidak menulis apa pun dalam proyek.

    Dalam GitHub Actions temuan juga ditampilkan pada barisnya, kecuali FORMAT disebut.

    Dengan --all data semua instansi di dalam FOLDER diperiksa, beberapa sekaligus; yang gagal tidak menghentikan yang
    lain.

    \b
    Contoh:
      lkj check 2025
      lkj check --strict
      lkj check --format sarif > lkj.sarif
      lkj -C provinsi check --all 2025
    """
    if semua:
        if bentuk:
            raise click.UsageError("Pilihan --format tidak dipakai bersama --all: ringkasannya ditulis dengan --json.")
        return _run_semua(project, tahun, ["check", *(["--strict"] if strict else [])], sekaligus, mesin=mesin)
    _refuse_alone(sekaligus, mesin=mesin)
    year = _choose_tahun(project, tahun)

    def run() -> Ucapan:
        return _check(project, year, bentuk, strict=strict, ringkas=ringkas)

    if bentuk in {None, "text"}:
        return _say_once(project, year, ["check", strict, ringkas], run)
    ucapan = run()
    _say(ucapan.teks)
    return ucapan.kode


def _check(project: Path, tahun: int, bentuk: str | None, *, strict: bool, ringkas: bool) -> Ucapan:
    from lkj.periksa import check_tahun  # noqa: PLC0415 # models and templates are slow to import
    from lkj.ucapan import Ucapan  # noqa: PLC0415

    hasil = check_tahun(project, tahun)
    grave = {Severity.GALAT, Severity.PERINGATAN} if strict else {Severity.GALAT}
    kode = EXIT_FINDINGS if any(finding.severity in grave for finding in hasil.findings) else 0
    if ringkas:
        return Ucapan(kode, [_write_ringkas(hasil)])
    if bentuk not in {None, "text"}:
        return Ucapan(kode, [_write_machine(str(bentuk), hasil, tahun, project)])
    none: list[Teks] = [] if hasil.findings else [("Tidak ada temuan.", "err")]
    annotations = [] if bentuk else _annotate(hasil, project)
    return Ucapan(kode, [*_write_findings(hasil), *none, *_write_skor(hasil), *annotations])


def _refuse_alone(sekaligus: int | None, *, mesin: bool) -> None:
    for name, given in (("--jobs", sekaligus is not None), ("--json", mesin)):
        if given:
            raise click.UsageError(f"Pilihan {name} hanya dipakai bersama --all.")


def _run_semua(akar: Path, tahun: str | None, words: list[str], sekaligus: int | None, *, mesin: bool) -> int:
    """Run a command for every agency and year below a folder, and say how each ended."""
    from lkj.banyak import Akhir  # noqa: PLC0415 # not needed for a single year
    from lkj.banyak.jalankan import count_inti, run_semua  # noqa: PLC0415
    from lkj.banyak.mesin import write_json  # noqa: PLC0415
    from lkj.banyak.teks import write_kemajuan, write_teks  # noqa: PLC0415

    daftar = _find_kerja(akar, tahun)
    many = sekaligus or count_inti()
    total = len(daftar.kerja)
    started = time.monotonic()
    hasil = run_semua(daftar, words, many, lambda satu, ended: _report(write_kemajuan(satu, ended, total)))
    if mesin:
        click.echo(write_json(words[0], hasil).encode(), nl=False)
    else:
        spent = time.monotonic() - started
        click.echo(f"\n{write_teks(words[0], hasil, spent, min(many, total), _measure(sys.stdout))}", nl=False)
    ends = {satu.akhir for satu in hasil}
    if Akhir.GAGAL in ends:
        return EXIT_FAILED
    return EXIT_FINDINGS if ends & {Akhir.GALAT, Akhir.PERINGATAN} else 0


def _find_kerja(akar: Path, tahun: str | None) -> Daftar:
    from lkj.banyak.daftar import DALAM, find_kerja  # noqa: PLC0415 # not needed for a single year

    if tahun is not None and not re.fullmatch(r"(19|20)\d\d", tahun, re.ASCII):
        raise click.UsageError(f"“{tahun}” bukan tahun: tulis empat angka, misalnya 2025.")
    daftar = find_kerja(akar, None if tahun is None else int(tahun))
    for kalimat in daftar.terlewat:
        _report(kalimat)
    if not daftar.tahun:
        where = akar.as_posix()
        raise click.UsageError(
            f"Tidak ada instansi di {where}: folder data/TAHUN tidak ditemukan, juga tidak {DALAM} tingkat di bawahnya."
        )
    if not daftar.kerja:
        years = ", ".join(map(str, daftar.tahun))
        raise click.UsageError(f"Tidak ada instansi yang mempunyai data tahun {tahun}. Tahun yang ada: {years}.")
    return daftar


_FORMAT_KERJA = ("text", "github-matrix", "make", "snakemake")


@cli.command(short_help="Daftar pekerjaan untuk banyak instansi.")
@click.argument("tahun", required=False, metavar="[TAHUN]")
@_choose_format(_FORMAT_KERJA, "Bentuk: text (bawaan), github-matrix, make, atau snakemake.")
@click.pass_obj
def jobs(akar: Path, tahun: str | None, *, bentuk: str | None) -> int:
    """Tulis daftar pekerjaan: semua instansi di dalam FOLDER dan semua tahunnya, atau TAHUN saja.

    Daftar itu dapat dijalankan mesin yang sudah ada: GitHub Actions, make atau snakemake. Tanpa mesin lain, jalankan
    semuanya dengan lkj build --all.

    \b
    Contoh:
      lkj -C provinsi jobs
      lkj jobs 2025 --format make > jobs.mk
      lkj jobs 2025 --format github-matrix
    """
    from lkj.banyak.bentuk import MESIN, warn_banyak, write_daftar  # noqa: PLC0415 # not needed for a single year
    from lkj.banyak.nama import TakTertulisError  # noqa: PLC0415

    daftar = _find_kerja(akar, tahun)
    if bentuk in {None, "text"}:
        click.echo(write_daftar(daftar, _measure(sys.stdout)), nl=False)
        return 0
    try:
        click.echo(MESIN[str(bentuk)](daftar.kerja).encode(), nl=False)
    except TakTertulisError as error:
        raise click.UsageError(f"{error}.") from error
    warning = warn_banyak(str(bentuk), daftar.kerja)
    if warning:
        _report(warning)
    return 0


class _PerintahTelusur(Perintah):
    """A command whose argument may be a negative number."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take `-0,17` for a number, not for an option."""
        return super().parse_args(ctx, [re.sub(r"^-(?=(?:[Rr]p)?\d)", "−", argument) for argument in args])


@cli.command(cls=_PerintahTelusur, short_help="Telusuri asal angka dalam laporan.")
@click.argument("apa", nargs=-1, metavar="[TAHUN] APA")
@click.option("--json", "mesin", is_flag=True, help="Tulis sebagai JSON.")
@click.pass_obj
def explain(project: Path, apa: tuple[str, ...], *, mesin: bool) -> int:
    """Telusuri asal angka: rumusnya, hitungannya, baris datanya, dan semua tempatnya dalam laporan.

    \b
    APA salah satu dari:
      kode indikator, atau nama angka dalam naskah
      tabel, bagian atau gambar; selnya dengan :BARIS:KOLOM
      angka seperti tercetak, dengan atau tanpa satuan
      nomor atau simpul dalam jejak.json

    Empat angka yang sama dengan nama folder data adalah TAHUN (tanpa TAHUN: yang terbaru). Laporan dihitung dari
    data, tanpa lkj build.

    \b
    Contoh:
      lkj explain pertumbuhan_koperasi
      lkj explain 2025 anggaran.serapan
      lkj explain Tabel III.2
      lkj explain Tabel III.2:1:9
      lkj explain 111,23%
      lkj explain '#17'
    """
    from lkj.telusur import trace_tahun  # noqa: PLC0415 # models and templates are slow to import
    from lkj.telusur.cari import find_angka  # noqa: PLC0415
    from lkj.telusur.mesin import write_json  # noqa: PLC0415
    from lkj.telusur.teks import format_pencarian  # noqa: PLC0415

    tahun, words = _split_tahun(project, apa)
    year = _choose_tahun(project, tahun)
    if not words:
        raise click.UsageError("APA yang ditelusuri belum disebut, misalnya: lkj explain pertumbuhan_koperasi.")
    telusur = trace_tahun(project, year)
    wrong = any(finding.severity is Severity.GALAT for finding in telusur.hasil.findings)
    if telusur.peta is None:
        _print_findings(telusur.hasil)
        _report("Laporan belum dapat dihitung, sehingga angkanya belum dapat ditelusuri.")
        return EXIT_FINDINGS
    found = find_angka(telusur.peta, " ".join(words))
    if not found.maksud:
        raise _missing("Angka", f"“{found.apa}”", found.catatan)
    _warn_galat(telusur.hasil, year)
    if mesin:
        click.echo(write_json(found, telusur.peta, telusur.hasil).encode(), nl=False)
    else:
        click.echo(format_pencarian(found, telusur.peta, _measure(sys.stdout)))
    return EXIT_FINDINGS if wrong else 0


def _complete_tabel(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem | str]:
    from lkj.tampilan.isi import TABEL  # noqa: PLC0415 # models are slow to import

    return [nama for nama in TABEL if nama.startswith(begun)]


@cli.command(short_help="Tampilkan hasil hitungan sebagai tabel.")
@click.argument("apa", nargs=-1, metavar="[TAHUN] [TABEL]", shell_complete=_complete_tabel)
@click.option("--json", "mesin", is_flag=True, help="Tulis sebagai JSON; tanpa TABEL: semua tabel.")
@click.option("--csv", "lembar", is_flag=True, help="Tulis TABEL sebagai CSV, untuk dibuka dengan Excel.")
@click.pass_obj
def show(project: Path, apa: tuple[str, ...], *, mesin: bool, lembar: bool) -> int:
    """Tampilkan hasil hitungan tahun TAHUN (tanpa TAHUN: yang terbaru), tanpa lkj build.

    \b
    TABEL salah satu dari:
      indikator     target, realisasi, capaian dan kriteria setiap indikator
      anggaran      pagu, realisasi, serapan dan sisa sampai kegiatan
      triwulan      target dan realisasi setiap triwulan
      kelengkapan   kelengkapan analisis setiap sasaran

    Tanpa TABEL: ringkasannya.

    \b
    Contoh:
      lkj show
      lkj show anggaran
      lkj show 2025 indikator --csv > indikator.csv
      lkj show --json > hasil.json
    """
    from lkj.periksa import examine  # noqa: PLC0415 # models and templates are slow to import
    from lkj.tampilan.isi import TABEL, list_isi  # noqa: PLC0415
    from lkj.tampilan.lembar import write_csv  # noqa: PLC0415
    from lkj.tampilan.mesin import write_json  # noqa: PLC0415
    from lkj.tampilan.teks import write_ringkasan, write_teks  # noqa: PLC0415

    tahun, words = _split_tahun(project, apa)
    year = _choose_tahun(project, tahun)
    tabel = words[0] if words else ""
    if len(words) > 1:
        raise click.UsageError(f"Argumen berlebih: {' '.join(words[1:])}.")
    if tabel and tabel not in TABEL:
        raise _missing("Tabel", tabel, _suggest(tabel, tuple(TABEL)))
    if lembar and (mesin or not tabel):
        raise click.UsageError("Pilihan --csv memerlukan TABEL, dan tidak dipakai bersama --json.")
    telaah = examine(project, year, halaman=False)
    hasil = telaah.check_naskah()
    if telaah.siap is None:
        _print_findings(hasil)
        _report("Laporan belum dapat dihitung, sehingga belum ada yang ditampilkan.")
        return EXIT_FINDINGS
    _warn_galat(hasil, year)
    isi = list_isi(telaah.siap.laporan)
    if lembar:
        click.echo(write_csv(isi, tabel), nl=False)
    elif mesin:
        click.echo(write_json(isi, [tabel] if tabel else TABEL, hasil.findings).encode(), nl=False)
    elif tabel:
        click.echo(write_teks(isi, tabel, _measure(sys.stdout)))
    else:
        click.echo(write_ringkasan(isi, hasil.findings, _measure(sys.stdout)))
    return 0


def _warn_galat(hasil: HasilPeriksa, tahun: int) -> None:
    if any(finding.severity is Severity.GALAT for finding in hasil.findings):
        _report(f"Data {tahun} memuat galat (lihat lkj check {tahun}); angka berikut dihitung dari data apa adanya.")


_FORMAT_BANDING = ("text", "markdown", "json")


@cli.command(short_help="Bandingkan laporan dengan revisi git.")
@click.argument("apa", nargs=-1, metavar="[TAHUN] [REV]")
@_choose_format(_FORMAT_BANDING, "Bentuk: text (bawaan), markdown (untuk komentar pull request), atau json.")
@click.option("--json", "mesin", is_flag=True, help="Sama dengan --format json.")
@click.option("--exit-code", "kode", is_flag=True, help="Kode keluar 1 bila ada perbedaan.")
@click.pass_obj
def diff(project: Path, apa: tuple[str, ...], *, bentuk: str | None, mesin: bool, kode: bool) -> int:
    """Bandingkan laporan TAHUN (tanpa TAHUN: yang terbaru) dengan revisi git REV.

    Ditampilkan data yang berubah beserta barisnya, lalu akibatnya: angka dan penilaian dalam laporan yang ikut
    berubah, dan temuan yang baru atau hilang. Pindah baris dan komentar bukan perbedaan.

    REV nama cabang, tag atau commit; tanpa REV: tempat cabang ini berpisah dari cabang utama. Berkas kerja tidak
    diubah.

    \b
    Contoh:
      lkj diff
      lkj diff HEAD~1
      lkj diff 2025 main --exit-code
      lkj diff --format markdown > komentar.md
    """
    from lkj.banding import compare_tahun  # noqa: PLC0415 # models and templates are slow to import
    from lkj.banding.markdown import write_markdown  # noqa: PLC0415
    from lkj.banding.mesin import write_json  # noqa: PLC0415
    from lkj.banding.teks import write_teks  # noqa: PLC0415
    from lkj.git import RevisiError  # noqa: PLC0415

    tahun, words = _split_tahun(project, apa)
    year = _choose_tahun(project, tahun)
    if len(words) > 1:
        raise click.UsageError(f"Argumen berlebih: {' '.join(words[1:])}.")
    if mesin and bentuk not in {None, "json"}:
        raise click.UsageError(f"Pilihan --json tidak dipakai bersama --format {bentuk}.")
    try:
        banding = compare_tahun(project, year, words[0] if words else None)
    except RevisiError as error:
        raise click.UsageError(str(error)) from error
    if mesin or bentuk == "json":
        click.echo(write_json(banding).encode(), nl=False)
    elif bentuk == "markdown":
        click.echo(write_markdown(banding).encode(), nl=False)
    else:
        click.echo(write_teks(banding, _measure(sys.stdout)))
    if not banding.beda.terhitung_baru:
        _report(f"Laporan {year} belum dapat dihitung; lihat lkj check {year}.")
        return EXIT_FINDINGS
    return EXIT_FINDINGS if kode and banding.beda.ada else 0


def _split_tahun(project: Path, apa: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Take the first word for a year if it looks like one and others follow, or the project has data of it."""
    is_year = apa and re.fullmatch(r"(19|20)\d\d", apa[0], re.ASCII)
    return (apa[0], apa[1:]) if is_year and (apa[1:] or (project / "data" / apa[0]).is_dir()) else (None, apa)


@cli.command(short_help="Mulai data tahun baru, dari tahun lalu atau dari contoh.")
@click.argument("tahun", required=False, metavar="TAHUN")
@click.option("--from", "lalu", metavar="TAHUN", help="Tahun yang datanya diteruskan.")
@click.pass_obj
def new(project: Path, tahun: str | None, lalu: str | None) -> int:
    """Mulai data TAHUN: dari tahun lalu dengan --from, atau dari contoh bila belum ada data sama sekali.

    Susunan, indikator, pejabat, target Renstra dan realisasi yang lalu diteruskan. Target, anggaran, realisasi, bukti
    dan uraian tahun baru dikosongkan dan ditandai # ISI; lkj check menampilkan semuanya. Data yang sudah ada tidak
    pernah diubah.

    \b
    Contoh:
      lkj new 2026 --from 2025     teruskan data 2025 ke data/2026/
      lkj -C dinas new 2025        mulai instansi baru dari contoh
    """
    from lkj.tahun_baru import carry_tahun, start_instansi  # noqa: PLC0415 # models are slow to import

    year, before = _choose_new(project, tahun, lalu)
    hasil = start_instansi(project, year) if before is None else carry_tahun(project, year, before)
    if not hasil.berkas:
        _print_findings(hasil)
        _report(f"Tidak ada yang ditulis: perbaiki dahulu data {before} sampai dapat dibaca.")
        return EXIT_FINDINGS
    for path in hasil.berkas:
        click.echo(path.relative_to(project).as_posix())
    for catatan in hasil.catatan:
        _report(f"Catatan: {catatan}")
    first = "Ganti isi contoh" if before is None else "Isi target.yaml dan anggaran.yaml, lalu berkas lain"
    _report(
        f"Langkah berikutnya:\n"
        f"  1. Jalankan lkj check {year}: semua yang belum diisi ditampilkan ({hasil.tanda} tanda # ISI).\n"
        f"  2. {first} dalam data/{year}/; hapus setiap tanda # ISI yang sudah diisi.\n"
        f"  3. Jalankan lkj build {year} untuk menyusun laporannya."
    )
    return 0


def _choose_new(project: Path, tahun: str | None, lalu: str | None) -> tuple[int, int | None]:
    """Give the year to start and the one to start from; None where there are no data yet."""
    if tahun is None:
        raise click.UsageError("TAHUN yang dimulai belum disebut, misalnya: lkj new 2026 --from 2025.")
    if not re.fullmatch(r"(19|20)\d\d", tahun, re.ASCII):
        raise click.UsageError(f"“{tahun}” bukan tahun: tulis empat angka, misalnya 2026.")
    if os.path.lexists(project / "data" / tahun):
        raise click.UsageError(f"data/{tahun} sudah ada dan tidak diubah. Pindahkan dahulu bila tidak dipakai.")
    years = _list_tahun(project)
    if lalu is None and years:
        raise click.UsageError(f"Sudah ada data tahun {', '.join(years)}: tambahkan misalnya --from {years[-1]}.")
    if lalu is None:
        return int(tahun), None
    before = _choose_tahun(project, lalu)
    if before > int(tahun):
        raise click.UsageError(f"Tahun {before} sesudah {tahun}: yang diteruskan adalah tahun sebelumnya.")
    return int(tahun), before


def _complete_aturan(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem | str]:
    from lkj.temuan.aturan import list_names  # noqa: PLC0415 # rules are slow to import

    return [name for name in list_names() if name.startswith((begun, begun.upper()))]


@cli.command(short_help="Daftar aturan pemeriksaan, atau penjelasan satu aturan.")
@click.argument("aturan", required=False, metavar="[ATURAN]", shell_complete=_complete_aturan)
def rules(aturan: str | None) -> int:
    """Jelaskan ATURAN, disebut dengan kode atau namanya; tanpa ATURAN: daftar semua aturan.

    \b
    Contoh:
      lkj rules
      lkj rules LKJ109
      lkj rules target_nol
    """
    from lkj.temuan.aturan import find_aturan, format_list, format_page, suggest_aturan  # noqa: PLC0415 # slow to import

    width = _measure(sys.stdout)
    if aturan is None:
        click.echo(format_list(width))
        return 0
    rule = find_aturan(aturan)
    if rule is None:
        raise _missing("Aturan", aturan, suggest_aturan(aturan))
    click.echo(format_page(rule, width))
    return 0


@cli.command(short_help="Tulis skema JSON berkas data, untuk penyunting teks.")
@click.argument("tujuan", required=False, metavar="[FOLDER|NAMA]")
@click.option("--check", "periksa", is_flag=True, help="Periksa saja; kode keluar 1 bila ada yang tidak sesuai.")
@click.option("--stdout", "tampilkan", is_flag=True, help="Tampilkan skema berkas NAMA saja, misalnya target.")
@click.pass_obj
def schema(project: Path, tujuan: str | None, *, periksa: bool, tampilkan: bool) -> int:
    """Tulis skema JSON setiap berkas data ke FOLDER (bawaan: skema).

    Dengan skema itu penyunting seperti VS Code melengkapi kunci, menerangkannya, dan menandai yang salah.

    \b
    Contoh:
      lkj schema
      lkj schema --check
      lkj schema target --stdout
    """
    from lkj.schema import DAFTAR_NAMA, FOLDER, find_stale, write_schema, write_stale  # noqa: PLC0415 # slow to import

    nama = (tujuan or "").removesuffix(".yaml")
    if tampilkan:
        if periksa or not nama:
            raise click.UsageError("Pilihan --stdout memerlukan NAMA, dan tidak dipakai bersama --check.")
        if nama not in DAFTAR_NAMA:
            raise _missing("Skema", nama, _suggest(nama, DAFTAR_NAMA))
        click.echo(write_schema(nama).encode(), nl=False)
        return 0
    if nama in DAFTAR_NAMA:
        raise click.UsageError(f"{tujuan} adalah nama berkas data; tambahkan --stdout untuk menampilkan skemanya.")
    folder = Path(tujuan or FOLDER)
    if periksa:
        stale = [folder / path.name for path in find_stale(project / folder)]
        for path in stale:
            _report(f"{path.as_posix()} tidak sesuai dengan program; jalankan `lkj schema`.")
        if stale:
            return EXIT_FINDINGS
    else:
        for path in write_stale(project / folder):
            click.echo((folder / path.name).as_posix())
    _report(f"Selesai: {len(DAFTAR_NAMA)} skema di {folder.as_posix()} sesuai dengan program")
    return 0


def _list_tahun(project: Path) -> list[str]:
    data = project / "data"
    folders = data.iterdir() if data.is_dir() else ()
    return sorted(path.name for path in folders if re.fullmatch(r"(19|20)\d\d", path.name, re.ASCII) and path.is_dir())


def _choose_tahun(project: Path, tahun: str | None) -> int:
    years = _list_tahun(project)
    if not years:
        data = (project / "data").as_posix()
        raise click.UsageError(f"Tidak ada data di {data}: folder data/TAHUN tidak ditemukan.")
    if tahun is None:
        return int(years[-1])
    if tahun not in years:
        raise click.UsageError(f"Tidak ada data tahun {tahun}. Tahun yang ada: {', '.join(years)}.")
    return int(tahun)


def _report(text: str) -> None:
    click.echo(text, err=True)


def _say(teks: Iterable[Teks]) -> None:
    for text, where in teks:
        if where == "mesin":
            # Bytes, so that no console changes the encoding or the ends of the lines.
            click.echo(text.encode(), nl=False)
        else:
            click.echo(text, err=where == "err")


def _write_skor(hasil: HasilPeriksa) -> Iterator[Teks]:
    from lkj.tampilan import write_skor  # noqa: PLC0415 # rules are slow to import

    if hasil.skor:
        yield f"\n{write_skor(hasil.skor, _measure(sys.stderr))}", "err"


@cli.command(short_help="Buktikan bahwa keluaran sesuai dengan manifes dan data.")
@click.argument("keluaran", required=False, metavar="[FOLDER]")
@click.pass_obj
def verify(project: Path, keluaran: str | None) -> int:
    """Buktikan bahwa keluaran dalam FOLDER (bawaan: build/ tahun terbaru) sesuai dengan manifes dan data.

    Sidik setiap keluaran dan masukan dibandingkan dengan manifest.json. Bila semuanya sama, laporan disusun ulang di
    tempat sementara dan dibandingkan byte demi byte. Tidak ada yang diubah.

    \b
    Contoh:
      lkj verify
      lkj verify build/2025
    """
    from lkj.verifikasi import verify as run  # noqa: PLC0415 # converters are slow to import

    folder = project / (keluaran or f"build/{_choose_tahun(project, None)}")
    found = run(folder, _report)
    if found is None:
        raise click.UsageError(f"{folder.as_posix()} tidak memuat manifest.json. Susun dahulu: lkj build.")
    for beda in found.beda:
        click.echo(beda)
    if found.beda:
        return EXIT_FINDINGS
    click.echo(f"{found.berkas} keluaran sesuai dengan manifes, data, dan hasil susun ulang.")
    return 0


def _print_findings(hasil: HasilPeriksa) -> None:
    _say(_write_findings(hasil))


def _write_findings(hasil: HasilPeriksa) -> Iterator[Teks]:
    from lkj.temuan.teks import format_findings  # noqa: PLC0415 # rules are slow to import

    if hasil.findings:
        yield format_findings(hasil, _measure(sys.stderr)), "err"


def _write_ringkas(hasil: HasilPeriksa) -> Teks:
    from lkj.banyak.ringkas import write_ringkas  # noqa: PLC0415 # not needed by people

    return write_ringkas(hasil.findings), "out"


def _write_machine(bentuk: str, hasil: HasilPeriksa, tahun: int, project: Path) -> Teks:
    from lkj.temuan import write_findings  # noqa: PLC0415 # rules are slow to import

    return write_findings(bentuk, hasil, tahun, project), "mesin"


def _annotate(hasil: HasilPeriksa, project: Path) -> Iterator[Teks]:
    """Show the findings at their lines where GitHub Actions runs the program."""
    if _is_github():
        yield _write_machine("github", hasil, 0, project)


def _is_github() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"


def _measure(stream: TextIO | None) -> int | None:
    """Give the width of a terminal; None for what is none."""
    if stream is None or not stream.isatty():
        return None
    stated = os.environ.get("COLUMNS", "")
    try:
        return int(stated) if stated.isdecimal() else os.get_terminal_size(stream.fileno()).columns or _LEBAR
    except OSError:
        return _LEBAR


def _explain(error: click.UsageError) -> str:
    """Say what is wrong with the command line; click's own sentences are English."""
    match error:
        case click.NoSuchOption(option_name=name):
            return f"Pilihan {name} tidak ada."
        case click.BadOptionUsage(option_name=name):
            return f"Pilihan {name} tidak ditulis dengan benar."
        case _:
            return error.message


def _explain_failure(error: Exception) -> str:
    """Say that the program failed, and of what."""
    reason = _explain_os(error) if isinstance(error, OSError) else str(error) or type(error).__name__
    return f"Program gagal: {reason}"


def _explain_os(error: OSError) -> str:
    """Say in Indonesian what the system refused, and where."""
    reason = {
        errno.EACCES: "tidak ada hak akses",
        errno.EPERM: "tidak ada hak akses",
        errno.EROFS: "hanya dapat dibaca",
        errno.ENOSPC: "tempat penyimpanan penuh; hapus berkas yang tidak diperlukan, lalu ulangi",
        errno.EDQUOT: "jatah tempat penyimpanan habis; hapus berkas yang tidak diperlukan, lalu ulangi",
        errno.EFBIG: "berkas lebih besar daripada yang diizinkan di sana",
        errno.EIO: "tempat penyimpanan rusak atau terputus",
        errno.EEXIST: "sudah ada, dan bukan folder",
        errno.ENOTDIR: "bukan folder",
        errno.EISDIR: "folder, bukan berkas",
        errno.ENOENT: "tidak ada",
    }.get(error.errno or 0, error.strerror or type(error).__name__)
    return f"{error.filename}: {reason}." if error.filename else f"{reason}."


def main() -> None:
    """Run the program; the only place where what happened becomes an exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A console of another code page must not end the run over a quotation mark.
        if stream is not None:  # closed by the caller
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    # Hardly anything a command makes refers to itself, and looking for it takes a fourth of the time of a large year.
    gc.disable()
    try:
        code = _run()
    finally:
        gc.enable()
        # Nor need all that is left be looked through once more before the process ends.
        gc.freeze()
    sys.exit(code)


def _run() -> int:
    try:
        return int(cli.main(prog_name="lkj", standalone_mode=False) or 0)
    except click.UsageError as error:
        click.echo(f"Salah pakai: {_explain(error)}", err=True)
        return EXIT_USAGE
    except click.Abort:
        click.echo("Dihentikan.", err=True)
        return EXIT_FAILED
    except Exception as error:  # noqa: BLE001 # a planner must never see a traceback
        click.echo(_explain_failure(error), err=True)
        return EXIT_FAILED
