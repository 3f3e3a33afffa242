"""Commands: read arguments, call one function, print what it found, decide the exit code. No logic."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

import lkj
from lkj.finding import Severity, format_finding, stops_build, suggest_name

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
            hint = suggest_name(name, self.commands, f"yang ada: {', '.join(self.list_commands(ctx))}.", str)
            raise click.UsageError(f"Perintah {name} tidak ada. {hint[0].upper()}{hint[1:]}") from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        rows = [(name, self.commands[name].get_short_help_str(80)) for name in self.list_commands(ctx)]
        with formatter.section("Perintah"):
            formatter.write_dl(rows)


@click.group(
    cls=Kelompok,
    subcommand_metavar="PERINTAH",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
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
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(EXIT_USAGE)


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
    if not hasil.findings:
        _report("Tidak ada temuan.")
    return EXIT_FINDINGS if stops_build(hasil.findings) else 0


def _choose_tahun(project: Path, tahun: str | None) -> int:
    data = project / "data"
    folders = data.iterdir() if data.is_dir() else ()
    years = sorted(path.name for path in folders if path.name.isdecimal() and path.is_dir())
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


def _explain(error: click.UsageError) -> str:
    """Say what is wrong with the command line; click's own sentences are English."""
    match error:
        case click.NoSuchOption(option_name=name):
            return f"Pilihan {name} tidak ada."
        case click.BadOptionUsage(option_name=name):
            return f"Pilihan {name} tidak ditulis dengan benar."
        case _:
            return error.message


def _explain_os(error: OSError) -> str:
    """Say in Indonesian what the system refused, and where."""
    reason = {
        errno.EACCES: "tidak ada hak akses",
        errno.EPERM: "tidak ada hak akses",
        errno.EROFS: "hanya dapat dibaca",
        errno.ENOSPC: "tempat penyimpanan penuh",
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
    try:
        code = cli.main(prog_name="lkj", standalone_mode=False)
    except click.UsageError as error:
        click.echo(f"Salah pakai: {_explain(error)}", err=True)
        code = EXIT_USAGE
    except click.Abort:
        click.echo("Dihentikan.", err=True)
        code = EXIT_FAILED
    except OSError as error:
        click.echo(f"Program gagal: {_explain_os(error)}", err=True)
        code = EXIT_FAILED
    except Exception as error:  # noqa: BLE001 # a planner must never see a traceback
        click.echo(f"Program gagal: {str(error) or type(error).__name__}", err=True)
        code = EXIT_FAILED
    sys.exit(code)
