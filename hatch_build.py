"""Parse the built-in rules when a wheel is built, so that no fresh machine has to.

To read them takes seconds of processor time. A checkout keeps what it read in the user's cache
folder; a container that is new for every run would pay each time.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ParsedRules(BuildHookInterface[Any]):
    """Puts into the wheel what `cleaner.rulebook.cache` would keep."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":  # the rules will change
            return
        self._scratch = tempfile.TemporaryDirectory()
        os.environ["CLEANER_CACHE_DIR"] = self._scratch.name
        sys.path.insert(0, self.root)
        from cleaner.rulebook import load_rules  # noqa: PLC0415  (of the tree that is built)

        load_rules()
        for file in sorted(Path(self._scratch.name).iterdir()):
            build_data["force_include"][str(file)] = f"cleaner/parsed/{file.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._scratch.cleanup()
