"""What commands show beside findings: the computed tables, for a terminal, for machines and for spreadsheets."""

from lkj.tampilan.skor import write_skor as write_skor
