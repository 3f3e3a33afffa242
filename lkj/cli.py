"""Commands: read arguments, call one function, print what it found, decide the exit code. No logic."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

import lkj
from lkj.finding import Severity, format_finding, stops_build

if TYPE_CHECKING:
    from lkj.build import HasilBuild

EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_FAILED = 3

_TANDA = {Severity.GALAT: "red", Severity.PERINGATAN: "yellow", Severity.CATATAN: "cyan"}


class _Bantuan:
    """Help texts of click in Indonesian."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined] # of the click class beside it
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Pemakaian: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))]  # type: ignore[attr-defined]
        with formatter.section("Pilihan"):
            formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Tampilkan bantuan ini."
        return option


class Perintah(_Bantuan, click.Command):
    """A command with Indonesian help."""


class Kelompok(_Bantuan, click.Group):
    """A group of commands with Indonesian help."""

    command_class = Perintah

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, self.commands[name].get_short_help_str(80)) for name in self.list_commands(ctx)]
        with formatter.section("Perintah"):
            formatter.write_dl(rows)


@click.group(cls=Kelompok, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "folder", default=".", metavar="FOLDER", help="Folder proyek yang memuat data/.")
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


@cli.command(short_help="Periksa data dan tulis laporan DOCX dan PDF.")
@click.argument("tahun", required=False, metavar="[TAHUN]")
@click.pass_obj
def build(project: Path, tahun: str | None) -> int:
    """Periksa data TAHUN (tanpa TAHUN: yang terbaru) dan tulis laporan ke build/TAHUN/.

    Bila data salah, kesalahannya ditampilkan dan berkas yang lama tidak berubah.

    \b
    Contoh:
      lkj build 2025
    """
    from lkj.build import build as run  # noqa: PLC0415 # converters are slow to import

    hasil = run(project, _choose_tahun(project, tahun), _report)
    _print_findings(hasil)
    if not hasil.berkas:
        return EXIT_FINDINGS
    for path in hasil.berkas:
        click.echo(path.relative_to(project).as_posix())
    _report(f"Selesai: {hasil.jumlah_angka} angka dalam laporan terlacak sampai ke data")
    return 0


@cli.command(short_help="Periksa data tanpa menulis laporan.")
@click.argument("tahun", required=False, metavar="[TAHUN]")
@click.pass_obj
def check(project: Path, tahun: str | None) -> int:
    """Periksa data TAHUN (tanpa TAHUN: yang terbaru); tidak menulis apa pun.

    \b
    Contoh:
      lkj check 2025
    """
    from lkj.build import check_tahun  # noqa: PLC0415 # converters are slow to import

    hasil = check_tahun(project, _choose_tahun(project, tahun))
    _print_findings(hasil)
    return EXIT_FINDINGS if stops_build(hasil.findings) else 0


def _choose_tahun(project: Path, tahun: str | None) -> int:
    data = project / "data"
    years = sorted(path.name for path in data.iterdir() if path.name.isdecimal()) if data.is_dir() else []
    if not years:
        raise click.UsageError(f"Tidak ada data di {data.as_posix()}: folder data/TAHUN tidak ditemukan.")
    if tahun is None:
        return int(years[-1])
    if tahun not in years:
        raise click.UsageError(f"Tidak ada data tahun {tahun}. Tahun yang ada: {', '.join(years)}.")
    return int(tahun)


def _report(text: str) -> None:
    click.echo(text, err=True)


def _print_findings(hasil: HasilBuild) -> None:
    for finding in hasil.findings:
        head, *rest = format_finding(finding, hasil.sources).split("\n")
        place, _, sentence = head.partition(f" {finding.severity} ")
        mark = click.style(str(finding.severity), fg=_TANDA[finding.severity], bold=True)
        click.echo(f"{click.style(place, bold=True)} {mark} {sentence}", err=True)
        for line in rest:
            click.echo(line, err=True)
        click.echo("", err=True)
    counts = [
        f"{number} {severity}"
        for severity in Severity
        if (number := sum(finding.severity is severity for finding in hasil.findings))
    ]
    if counts:
        click.echo(f"Ditemukan {', '.join(counts)}.", err=True)


def main() -> None:
    """Run the program; the only place where what happened becomes an exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A console of another code page must not end the run over a quotation mark.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        code = cli.main(standalone_mode=False)
    except click.UsageError as error:
        click.echo(f"Salah pakai: {error.format_message()}", err=True)
        code = EXIT_USAGE
    except click.Abort:
        click.echo("Dihentikan.", err=True)
        code = EXIT_FAILED
    except Exception as error:  # noqa: BLE001 # a planner must never see a traceback
        click.echo(f"Program gagal: {error or type(error).__name__}", err=True)
        code = EXIT_FAILED
    sys.exit(code)
