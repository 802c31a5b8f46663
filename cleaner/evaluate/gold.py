"""Pages whose lines people have labelled."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

import msgspec

from cleaner.errors import ConfigError

GZIP: Final = b"\x1f\x8b"
#: The labels that are scored; every other one is neutral.
STORY: Final = "content"
FURNITURE: Final = "boilerplate"


class GoldLine(msgspec.Struct, frozen=True):
    """A line and what it is. `dup_of` is the number of the line that it repeats."""

    text: str
    label: str
    cat: str | None = None
    auto: str | None = None
    dup_of: int | None = None

    @property
    def kind(self) -> str:
        """What kind of furniture it is, as its labeller calls it."""
        return self.cat or self.auto or "?"


class GoldPage(msgspec.Struct, frozen=True):
    """A page as labelled lines, in order."""

    id: str
    lines: tuple[GoldLine, ...]
    lang: str | None = None
    domain: str | None = None
    publisher: str | None = None
    source: str | None = None

    def group(self, by: Literal["language", "publisher", "set"]) -> str:
        """What the page counts under."""
        if by == "language":
            return self.lang or "?"
        return (self.publisher or self.domain or "?") if by == "publisher" else self.source or "?"


def read_gold(paths: Sequence[str | Path]) -> Iterator[GoldPage]:
    """The pages of JSONL files, gzipped or not. A page without `source` takes its file's name.

    Raises:
        ConfigError: a file cannot be read, or a line of it is no labelled page.
    """
    decoder = msgspec.json.Decoder(GoldPage)
    for path in map(Path, paths):
        try:
            data = path.read_bytes()
            data = gzip.decompress(data) if data.startswith(GZIP) else data
        except (OSError, EOFError) as error:
            raise ConfigError(f"cannot read {path}: {error}") from error
        for number, row in enumerate(data.split(b"\n"), 1):
            if not row.strip():
                continue
            try:
                page = decoder.decode(row)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise ConfigError(
                    f"{path}:{number}: no page of labelled lines: {error}; wanted "
                    '{"id": …, "lines": [{"text": …, "label": "content" or "boilerplate"}]}'
                ) from error
            name = path.name.partition(".")[0]
            yield page if page.source else msgspec.structs.replace(page, source=name)
