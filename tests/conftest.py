"""How hard Hypothesis looks, and where caches go while testing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
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

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["CLEANER_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))
