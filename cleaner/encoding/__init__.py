"""Encoding repair."""

from cleaner.encoding.engine import Repaired, repair

__all__ = ["Repaired", "repair"]
