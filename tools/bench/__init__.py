"""Measure `lkj` as whole processes: against bare converters, against importing its libraries, and as data grow.

Usage: `python -m tools.bench [--rounds N] [--only NAME…] [--json FILE]`. Commands to be compared take turns, so that
what else the machine does falls on all of them. Nothing is written into the checkout.

1. `percobaan` lists what is measured and what is compared with what; `konverter` and `instansi` make the material.
2. `proses` runs processes one after another and tells what they took; `ukur` lets them take turns.
3. `hasil` holds what was measured, as JSON does, with medians, ratios and bars; `mesin` names the machine.
4. `tabel` writes that for a terminal, `halaman` for docs/kinerja.md.
"""
