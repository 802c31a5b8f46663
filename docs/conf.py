"""How the site is built: `make site`, offline, from these pages and from the rules."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import rule_pages

from cleaner import __version__

project = "cleaner"
author = "The cleaner authors"
copyright = author  # noqa: A001  Sphinx's own name
version = release = __version__
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_heading_anchors = 3
# Console blocks leave out what does not matter with `…`.
suppress_warnings = ["misc.highlighting_failure", "myst.xref_missing"]
html_theme = "furo"
html_title = "cleaner"
html_show_sphinx = False
html_copy_source = False

rule_pages.write(Path(__file__).parent / "rules")
