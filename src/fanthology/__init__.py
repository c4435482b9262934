"""Fanthology: the fan-fiction archive that anyone can host."""

__version__ = "0.2.0"
