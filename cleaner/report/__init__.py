"""One self-contained HTML page about a run: what was cut, by what, and what to doubt."""

from __future__ import annotations

from cleaner.report.gather import SAMPLE, gather
from cleaner.report.page import render

__all__ = ["SAMPLE", "gather", "render"]
