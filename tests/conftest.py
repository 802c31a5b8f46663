"""How hard Hypothesis looks, how wide the terminal is, and where caches go while testing."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from hypothesis import HealthCheck, settings

settings.register_profile(
    "default",
    max_examples=int(os.environ.get("CLEANER_EXAMPLES", "150")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # A red build must be red again when it is looked at.
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("default")

# Where several processes test, all use the folder that the first of them made.
if "PYTEST_XDIST_WORKER" not in os.environ:
    CACHE = tempfile.mkdtemp(prefix="cleaner-tests-")
    atexit.register(shutil.rmtree, CACHE, ignore_errors=True)
    os.environ["CLEANER_CACHE_DIR"] = CACHE

# What is folded to the terminal is folded alike on every machine.
os.environ["COLUMNS"] = "100"
