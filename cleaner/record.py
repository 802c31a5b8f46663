"""The finished article: one frozen value, one JSON line.

Spans are `[start, end)` in code points of the *source text*, the text that the rules saw. Hashes
are lowercase SHA-256 hex of UTF-8, dates are RFC 3339, languages BCP 47. Facts that are not known
are left out of the JSON.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final, Literal, get_args

import msgspec

from cleaner.spans import Repair

SCHEMA_VERSION: Final = "1"

Flag = Literal[
    "short-body",  # fewer words than `limits.short_body`: a stub, a shell, a failed extraction
    "over-cut",  # rules took more prose than `limits.max_prose_removed`
    "empty-body",  # nothing is left
    "paywall",  # the page says that the rest is for subscribers
    "live-blog",
    "lossy-decode",  # some bytes had no meaning in the charset used
    "charset-misdeclared",  # the page names a charset that its bytes are not written in
    "mixed-encoding",  # lines of one page needed different charsets
    "suspect-encoding",  # looks damaged, and no repair was certain enough
    "crlf",  # every line ended with CR LF; the source text has LF
    "truncated",  # the page was cut to `limits.max_chars`
    "hard-wrapped",  # lines were broken at a fixed width; they were joined again
    "fallback-extraction",  # the first extractor found nothing, another one did
    "not-an-article",  # a bot check, an error page, a script shell
    "rule-timeout",  # a pattern took too long on a block and was passed over there
]
FLAGS: Final[tuple[str, ...]] = get_args(Flag)

#: How an article is another one: the same words, an edited copy, all of the shorter in the longer.
DuplicateKind = Literal["exact", "near", "contained"]

TextKind = Literal["paragraph", "heading", "quote", "list-item", "table", "code"]


class TextBlock(msgspec.Struct, frozen=True, omit_defaults=True):
    """A block of the text. `text` is its source span less what was removed inside it."""

    kind: TextKind
    text: str
    start: int
    end: int
    level: int | None = None  # headings only, 1 to 6


class Fact(msgspec.Struct, frozen=True, omit_defaults=True):
    """A block that left the text because a field of the record holds all of it."""

    field: str
    text: str
    start: int
    end: int
    rule: str


class Caption(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stood under a picture. `source` is the block as it stood, where `text` is less."""

    text: str
    credit: str | None = None
    alt: str | None = None
    image_url: str | None = None
    start: int | None = None
    end: int | None = None
    after: int | None = None  # index of the block it followed; None: before the first
    rule: str | None = None
    source: str | None = None


class Comment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A reader's comment, kept only when asked for."""

    text: str
    author: str | None = None


class Removal(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the receipt: `src[start:end] == text`, taken away by `rule` in `stage`."""

    rule: str
    label: str
    stage: str
    start: int
    end: int
    text: str
    duplicate_of: int | None = None  # where the copy that stayed starts


class Charset(msgspec.Struct, frozen=True, omit_defaults=True):
    """How bytes became text."""

    used: str
    declared: str | None = None
    lossy: bool = False


class Counts(msgspec.Struct, frozen=True):
    """Sizes, captions never counted. A word is a run of letters or digits, or half of a
    character of a script that sets no spaces (Chinese, Japanese, Thai …)."""

    words: int
    blocks: int
    removed_words: int


# The version is the struct's tag: it stands in every record, and another version is refused.
class Article(
    msgspec.Struct,
    frozen=True,
    omit_defaults=True,
    kw_only=True,
    tag_field="schema_version",
    tag=SCHEMA_VERSION,
):
    """A canonical article and the receipt for what is not in it.

    `text` is the product: the kept blocks, joined by a blank line. The spans of `blocks`,
    `captions`, `facts` and `removed` partition the source text, the white space between
    blocks aside, so that `source_text()` can lay it out again.
    """

    separator: ClassVar[str] = "\n\n"
    schema_version: ClassVar[str] = SCHEMA_VERSION

    id: str
    source: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    site: str | None = None

    headline: str | None = None
    kicker: str | None = None
    description: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    credit: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    publisher: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    language: str | None = None
    free_access: bool | None = None

    text: str
    blocks: tuple[TextBlock, ...] = ()
    captions: tuple[Caption, ...] = ()
    related: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()

    facts: tuple[Fact, ...] = ()
    removed: tuple[Removal, ...] = ()
    repairs: tuple[Repair, ...] = ()
    flags: tuple[Flag, ...] = ()

    cluster: str | None = None
    duplicate_of: str | None = None
    duplicate_kind: DuplicateKind | None = None
    similarity: float | None = None
    story: str | None = None

    counts: Counts
    raw_sha256: str | None = None
    source_sha256: str
    text_sha256: str
    charset: Charset | None = None
    fetched_at: str | None = None
    tools: dict[str, str] = {}
    rules_sha256: str | None = None
    extra: dict[str, Any] = {}

    def to_json(self) -> bytes:
        """One JSON line, without the line end, absent facts omitted."""
        return _encoder.encode(self)

    @classmethod
    def from_json(cls, line: bytes | str) -> Article:
        """Read a record back.

        Raises:
            msgspec.ValidationError: the line is not a record of this schema.
        """
        return _decoder.decode(line)

    def source_text(self) -> str:
        """The source text, laid out again from the record.

        Every character of every block, caption, fact and removal stands at its offset; the
        white space between blocks, which the record does not keep, is spaces.
        """
        size = max((span[1] for span in self._spans()), default=0)
        page = [" "] * size
        # Kept blocks first: what was cut inside one is laid over it.
        for block in self.blocks:
            holes = [r for r in self.removed if block.start <= r.start and r.end <= block.end]
            at = block.start
            letters = iter(block.text)
            for hole in (*holes, None):
                stop = hole.start if hole else block.end
                page[at:stop] = [next(letters) for _ in range(stop - at)]
                at = hole.end if hole else stop
        for start, end, text in self._whole():
            page[start:end] = text
        return "".join(page)

    def _spans(self) -> list[tuple[int, int]]:
        kept = [(block.start, block.end) for block in self.blocks]
        return kept + [(start, end) for start, end, _ in self._whole()]

    def _whole(self) -> list[tuple[int, int, str]]:
        spans = [(fact.start, fact.end, fact.text) for fact in self.facts]
        spans += [(removal.start, removal.end, removal.text) for removal in self.removed]
        spans += [
            (caption.start, caption.end, caption.source or caption.text)
            for caption in self.captions
            if caption.start is not None and caption.end is not None
        ]
        return spans


class Failure(msgspec.Struct, frozen=True, omit_defaults=True):
    """A page that did not become an article, as it stands in `*.failed.jsonl`."""

    id: str
    reason: str
    message: str
    source: str | None = None
    url: str | None = None

    def to_json(self) -> bytes:
        """One JSON line, without the line end."""
        return _encoder.encode(self)


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Article)


def article_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one record."""
    schema = msgspec.json.schema(Article)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema
