"""Pydantic models of the YAML files of a year."""
