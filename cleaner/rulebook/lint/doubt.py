"""What a check says."""

from __future__ import annotations

import msgspec


class Doubt(msgspec.Struct, frozen=True):
    """Something that its writer may not have meant."""

    code: str
    rule: str
    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code}: {self.message} ({self.rule})"
