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


SEEDED = """
from cleaner.encoding import repair
print(repair('La pr\\ufffdsidente a d\\ufffdclar\\ufffd; levelâ€ but Äas').repairs)
"""


def test_the_hash_seed_does_not_matter() -> None:
    outputs = set()
    for seed in ("0", "1", "77"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        run = subprocess.run(
            [sys.executable, "-c", SEEDED], check=True, capture_output=True, env=environment
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1
