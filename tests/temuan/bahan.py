"""The files that findings of these tests stand in."""

from __future__ import annotations

TARGET = "data/2025/target.yaml"
NARASI = "data/2025/narasi/sdm.md"
LINES = {
    TARGET: ["program_kegiatan:", "  - indikator: koperasi_aktif", "    target: 7,25", "    target: 7,25"],
    NARASI: ["# SDM", "Pegawai berjumlah 12 orang. Pegawai berjumlah 13 orang."],
}
