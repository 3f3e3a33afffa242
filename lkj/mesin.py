"""JSON for machines."""

from __future__ import annotations

import json
from typing import Any


def dump_json(value: Any) -> str:
    """Write JSON in ASCII, which no console on the way can garble."""
    return json.dumps(value, indent=1) + "\n"
