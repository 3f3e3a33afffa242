"""Compile an Indonesian agency's performance report (LKjIP) from validated YAML."""

__version__ = "0.1.0"
