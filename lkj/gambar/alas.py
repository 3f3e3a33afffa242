"""What matplotlib draws of a chart: shapes, never text, since only Typst can measure the letters it prints."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes


def draw_alas(lebar: float, tinggi: float, paint: Callable[[Axes], None]) -> str:
    """Give the SVG of a drawing, the same text for the same drawing.

    Args:
        lebar: width in points.
        tinggi: height in points.
        paint: draws on axes that cover the whole page; their units are points from its upper left corner.
    """
    import matplotlib as mpl  # noqa: PLC0415 - heavy, and needed only here
    from matplotlib.figure import Figure  # noqa: PLC0415

    with mpl.rc_context():
        mpl.rcdefaults()  # the settings of a user must not move a line
        mpl.rcParams.update({"svg.hashsalt": "lkj", "hatch.linewidth": 0.6})
        figure = Figure(figsize=(lebar / 72, tinggi / 72), dpi=72)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, lebar), ylim=(tinggi, 0))
        axes.set_axis_off()
        paint(axes)
        berkas = io.BytesIO()
        figure.savefig(berkas, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    return berkas.getvalue().decode()
