"""What is known and put up with: only what is new counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from cleaner.errors import ConfigError
from cleaner.findings.finding import Finding

VERSION: Final = 1


class Baseline:
    """The fingerprints of known findings.

    Raises:
        ConfigError: the file cannot be read, or is no baseline.
    """

    def __init__(self, path: Path) -> None:
        try:
            held: Any = json.loads(path.read_bytes())
        except FileNotFoundError:
            hint = "--write-baseline makes it"
            raise ConfigError(f"no such file: {path}; {hint}") from None
        except (OSError, ValueError) as error:
            raise ConfigError(f"{path}: cannot be read: {error}") from error
        version = held.get("version") if isinstance(held, dict) else None
        if version != VERSION:
            raise ConfigError(f"{path}: not a baseline of version {VERSION}; write it again")
        self._gone = {str(one["fingerprint"]): str(one["path"]) for one in held["findings"]}
        self.known = 0

    def new(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings that it does not know."""
        for finding in findings:
            if finding.fingerprint in self._gone:
                del self._gone[finding.fingerprint]
                self.known += 1
            else:
                yield finding

    def gone(self, checked: Iterable[str]) -> int:
        """How many it knows in these paths that were not found again."""
        paths = set(checked)
        return sum(path in paths for path in self._gone.values())


def written(findings: Iterable[Finding]) -> Iterator[str]:
    """The text of a baseline: a finding on each line, sorted, so that its own diffs are read."""
    rows = [
        {
            "fingerprint": finding.fingerprint,
            "rule": finding.rule,
            "path": finding.path,
            "excerpt": _excerpt(finding),
        }
        for finding in findings
    ]
    rows.sort(key=lambda row: (row["path"], row["rule"], row["fingerprint"]))
    lines = [f"  {json.dumps(row, ensure_ascii=False)}" for row in rows]
    yield f'{{"version": {VERSION}, "findings": [\n' + ",\n".join(lines) + "\n]}\n"


def _excerpt(finding: Finding) -> str:
    found = finding.excerpt
    return "" if found is None else " ".join(found.text[found.start : found.end].split())[:80]
