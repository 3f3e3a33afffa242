"""Measure, print each table as soon as it is known, and write JSON."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bench.hasil import PUTARAN, Hasil, Kelompok
from tools.bench.mesin import describe_mesin
from tools.bench.percobaan import PERCOBAAN, Rencana
from tools.bench.proses import Lab
from tools.bench.tabel import write_kelompok, write_mesin
from tools.bench.ukur import LONG, interleave


def main() -> None:
    """Measure what the arguments name."""
    arguments = _read_arguments()
    mesin = describe_mesin()
    print(write_mesin(mesin))
    kelompok = []
    with TemporaryDirectory(prefix="lkj-bench-") as folder:
        lab = Lab.open(Path(folder).resolve())
        for nama in arguments.only or PERCOBAAN:
            rencana = PERCOBAAN[nama](lab)
            if rencana is None:
                _tell(f"{nama}: dilewati, LibreOffice tidak terpasang")
                continue
            kelompok.append(_measure(nama, rencana, arguments.rounds))
            print(write_kelompok(kelompok[-1]), flush=True)
    hasil = Hasil(
        mesin=mesin, tanggal=datetime.now(UTC).date().isoformat(), putaran=arguments.rounds, kelompok=tuple(kelompok)
    )
    print(_summarize(hasil))
    if arguments.json:
        text = hasil.model_dump_json(indent=1, exclude_defaults=True)
        arguments.json.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description="Ukur kecepatan dan memori lkj.")
    parser.add_argument(
        "--rounds", type=int, default=PUTARAN, metavar="N", help="berapa kali diukur (bawaan: %(default)s)"
    )
    parser.add_argument("--only", nargs="+", choices=PERCOBAAN, metavar="NAMA", help=f"hanya: {', '.join(PERCOBAAN)}")
    parser.add_argument("--json", type=Path, metavar="BERKAS", help="tulis juga hasilnya sebagai JSON")
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("--rounds paling sedikit 1")
    return arguments


def _measure(nama: str, rencana: Rencana, rounds: int) -> Kelompok:
    giliran = max(1, round(rounds * rencana.giliran))
    ukuran = interleave(rencana.subjek, giliran, lambda text: _tell(f"{nama}: {text}"))
    return Kelompok(
        nama=nama, judul=rencana.judul, keterangan=rencana.keterangan, ukuran=ukuran, banding=rencana.banding
    )


def _summarize(hasil: Hasil) -> str:
    met = [kelompok.is_terpenuhi(banding) for kelompok in hasil.kelompok for banding in kelompok.banding]
    return (
        f"{met.count(True)} batas terpenuhi, {met.count(False)} tidak. Setiap perintah dijalankan sekali sebagai"
        f" pemanasan, lalu bergiliran;\nyang pemanasannya lebih dari {LONG} detik diukur hanya dengan itu (“sekali”)."
    )


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
