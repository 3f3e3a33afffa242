"""Markdown to DOCX and PDF."""
