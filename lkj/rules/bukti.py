"""LKJ4xx: evidence that cannot be shown as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lkj.finding import Finding
from lkj.model.dasar import iter_models
from lkj.model.pendukung import Foto

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lkj.load import DataTahun


def foto_tanpa_alt(data: DataTahun) -> Iterator[Finding]:
    """LKJ401: a picture without the words for those who cannot see it (PDF/UA-1, ISO 14289-1)."""
    for model in iter_models(data.bukti):
        if isinstance(model, Foto) and model.berkas is not None and model.alt is None:
            yield Finding(
                model.at("berkas"),
                "LKJ401",
                f"Gambar “{model.berkas}” tidak mempunyai uraian `alt`.",
                "tulis `alt`: satu kalimat tentang apa yang tampak, untuk pembaca yang tidak melihatnya",
            )
