"""Importing the room costs next to nothing; ftfy comes with the first text that needs it."""

from __future__ import annotations

import subprocess
import sys

QUIET = """
import sys
from cleaner.encoding import repair
assert "ftfy" not in sys.modules and "charset_normalizer" not in sys.modules
repair("Plain words, and nothing else.\\n" * 100)
assert "ftfy" not in sys.modules
"""


def test_plain_text_needs_no_ftfy() -> None:
    subprocess.run([sys.executable, "-c", QUIET], check=True)


def test_the_hash_seed_does_not_matter() -> None:
    code = "from cleaner.encoding import repair; print(repair('La pr\\ufffdsidente a d\\ufffdclar\\ufffd; levelâ€ but Äas').repairs)"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True, capture_output=True, env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("0", "1", "77")
    }  # fmt: skip
    assert len(outputs) == 1
