"""Pydantic models of the YAML files of a year."""

import os

# Data mean the same whatever else is installed; and to look for plugins, pydantic reads about every package there is.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
