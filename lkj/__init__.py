"""Compile an Indonesian agency's performance report (LKjIP) from validated YAML.

    data/2025/*.yaml, narasi/*.md -> DataTahun -> findings -> Laporan -> Markdown -> PDF, DOCX

1. `source` reads YAML into values with positions; `load` types them with `model`, and `pesan` says what is wrong.
2. `rules` check the year as a whole, `media` prepares its photos and scans; every flaw is a `finding`, and an error
   among them ends the line here.
3. `laporan` makes every number and verdict of the report, as an `angka`, with the pure functions of `compute`.
4. `ilustrasi` chooses trees and charts of these numbers, `gambar` draws them.
5. `render` runs the templates and narrative over all this: Markdown, its outline, and the trace of the numbers
   printed. `format` alone rounds and writes numbers, `table` alone lays tables out.
6. `convert` makes PDF and DOCX from the Markdown and the pictures it names.
7. `build` is this line and publishes its files, all or none; `cli` prints and decides exit codes.

Imports point down only. `glossary` explains the words; `docs/architecture.md` says more.
"""

__version__ = "0.1.0"
