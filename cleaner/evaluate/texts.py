"""Pages whose text people have written down, with the pages as they came."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from cleaner.errors import ConfigError, InputError
from cleaner.pipeline import Cleaner
from cleaner.record import Article

#: Where the page of a gold text lies, below the folder of its file.
_PAGES: Final = ("html/{}.html.gz", "html/{}.html", "text/{}.txt.gz", "text/{}.txt")
_INPUTS: Final = ("input.html", "input.txt")


class GoldText(msgspec.Struct, frozen=True):
    """The paragraphs of a page, in order. `optional` are numbers of those that may be missing;
    lines that are `neutral` may be there, and `furniture` is not counted at all."""

    id: str
    gold: tuple[str, ...]
    optional: tuple[int, ...] = ()
    neutral: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    lang: str | None = None
    publisher: str | None = None
    domain: str | None = None
    kind: str | None = None
    url: str | None = None
    source: str | None = None

    @property
    def wanted(self) -> bool:
        """Is any text wanted of the page?"""
        return any(text.strip() for text in self.gold)

    def group(self, by: str) -> str:
        """What the page counts under."""
        found = {
            "language": self.lang and self.lang.partition("-")[0],
            "publisher": self.publisher or self.domain,
            "set": self.source,
            "kind": self.kind,
        }
        return found[by] or "?"


class Paired(NamedTuple):
    """A gold text and its page."""

    gold: GoldText
    page: str | bytes
    format: str  # html or text


def read_texts(paths: Sequence[str | Path]) -> Iterator[Paired]:
    """The pages of JSONL files with `html/` (or `text/`) beside them, and of folders of cases, each
    with `want.json` and `input.html` (or `.txt`). Pages of which no text is wanted are left out.

    Raises:
        ConfigError: a file cannot be read, a line is no gold text, or its page is not there.
    """
    for path in map(Path, paths):
        yield from _cases(path) if path.is_dir() else _rows(path)


def text_of(road: Cleaner, pair: Paired) -> str:
    """What the road makes of the page; nothing of one that it refuses."""
    try:
        return shown(road.clean(pair.page, url=pair.gold.url, format=pair.format))
    except InputError:
        return ""


def shown(article: Article) -> str:
    """What is held against the gold: the displayed standfirst and the text, no headline."""
    standfirst = [fact.text for fact in article.facts if fact.field == "description"]
    return "\n".join([*standfirst, article.text])


def _rows(path: Path) -> Iterator[Paired]:
    decoder = msgspec.json.Decoder(GoldText)
    for number, row in enumerate(_bytes(path).split(b"\n"), 1):
        if not row.strip():
            continue
        try:
            gold = decoder.decode(row)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ConfigError(
                f"{path}:{number}: no gold text: {error}; wanted "
                '{"id": …, "gold": ["paragraph", …]}'
            ) from error
        if not gold.wanted:
            continue
        places = [path.parent / place.format(gold.id) for place in _PAGES]
        page = next(filter(Path.is_file, places), None)
        if page is None:
            raise ConfigError(f"{path}:{number}: no page of {gold.id!r}; wanted {places[0]}")
        source = gold.source or path.resolve().parent.name
        form = "html" if page.parent.name == "html" else "text"
        yield Paired(msgspec.structs.replace(gold, source=source), _page(page), form)


def _cases(folder: Path) -> Iterator[Paired]:
    for path in sorted(folder.glob("**/want.json")):
        try:
            want: dict[str, Any] = json.loads(_bytes(path))
        except ValueError as error:
            raise ConfigError(f"{path}: not JSON: {error}") from error
        page = next(
            (path.parent / name for name in _INPUTS if (path.parent / name).is_file()), None
        )
        if page is None:
            raise ConfigError(f"{path}: no {' or '.join(_INPUTS)} beside it")
        standfirst = [want["description"]] if want.get("description") else []
        paragraphs = tuple(want.get("paragraphs") or ())
        gold = GoldText(
            path.parent.name,
            (*standfirst, *paragraphs) if paragraphs else (),
            lang=(want.get("facts") or {}).get("language"),
            url=want.get("url"),
            source=folder.name,
        )
        if gold.wanted:
            yield Paired(gold, _page(page), "html" if page.suffix == ".html" else "text")


def _page(path: Path) -> str | bytes:
    """Collections keep pages as UTF-8, whatever charset their markup declares."""
    data = _bytes(path)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    except (OSError, EOFError) as error:
        raise ConfigError(f"cannot read {path}: {error}") from error
