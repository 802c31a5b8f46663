"""The road: stages in order, a page in, an article out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any, Final

import msgspec

from cleaner.draft import Draft, Page
from cleaner.errors import CleanerError, InputError
from cleaner.record import Article, Failure
from cleaner.rulebook import RuleBook, load_rules
from cleaner.stages.close import close, sha256
from cleaner.stages.decode import decode
from cleaner.stages.dedup import dedup
from cleaner.stages.extract import extract
from cleaner.stages.frame import frame
from cleaner.stages.repair import repair
from cleaner.stages.strip import strip

#: The stages in order, by the names that `cleaner pipe` knows them by.
STAGES: Final = ("decode", "repair", "extract", "strip", "dedup", "frame")


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds; what crosses one is flagged, never silently changed."""

    max_prose_removed: float = 0.1  # share of prose words that rules may take: `over-cut`
    short_body: int = 50  # words: `short-body`
    max_chars: int = 100_000_000  # of one page: `truncated`


class Cleaner:
    """The road with its rules, ready for many pages. Picklable, without state between pages.

    Args:
        rules: a rule book, or folders of rules laid over the built-in ones.
        select: prefixes of rule ids; only these run.
        ignore: prefixes of rule ids that do not run.
        builtin: start from the built-in packs.
        limits: bounds, see `Limits`.
        comments: keep what readers wrote under an HTML article, in `comments`.
        stages: the stages to run, in their order; `decode` and `extract` always run.

    Raises:
        RuleError: a rule file is not well formed.
        ConfigError: a prefix fits no rule, a folder is missing, a stage is unknown.

    >>> cleaner = Cleaner()
    >>> article = cleaner.clean("Quay closed to lorries\\n\\nIt stays closed until the harbour "
    ...     "wall is mended, the council said on Tuesday.\\n\\nSign up for our newsletter")
    >>> article.headline, article.removed[0].label
    ('Quay closed to lorries', 'newsletter')
    """

    def __init__(
        self,
        *,
        rules: RuleBook | Sequence[str | Path] | str | Path | None = None,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        builtin: bool = True,
        limits: Limits = Limits(),  # noqa: B008  frozen
        comments: bool = False,
        stages: Sequence[str] = STAGES,
    ) -> None:
        if isinstance(rules, RuleBook):
            self.rules = rules
        else:
            folders = [rules] if isinstance(rules, (str, Path)) else list(rules or ())
            self.rules = load_rules(*folders, builtin=builtin, select=select, ignore=ignore)
        self.limits = limits
        self.comments = comments
        self.stages = frozenset(stages)

    def clean(self, content: str | bytes, **known: Any) -> Article:
        """Clean one page.

        Args:
            content: the page, as text or bytes.
            known: what is known of it: any field of `Page` (`url`, `format`, `language` …).

        Raises:
            InputError: the page is empty or no text.
        """
        return self.clean_page(Page(content=content, **known))

    def clean_page(self, page: Page) -> Article:
        """Clean one page that is already a `Page`.

        Raises:
            InputError: the page is empty or no text.
        """
        return self.close(self.draft(page))

    def clean_many(self, pages: Iterable[Page | str | bytes]) -> Iterator[Article | Failure]:
        """Clean page after page. A page that cannot be cleaned yields a `Failure`."""
        for item in pages:
            page = item if isinstance(item, Page) else Page(content=item)
            try:
                yield self.clean_page(page)
            except CleanerError as error:
                yield failure(page, error)

    def draft(self, page: Page) -> Draft:
        """The page with every block labelled: all stages, short of the record."""
        draft = decode(page, max_chars=self.limits.max_chars)
        if "repair" in self.stages:
            draft = repair(draft)
        draft = extract(draft, comments=self.comments)
        # Each of these may uncover something for the others: the headline that leaves makes
        # another block the first, an address in the last line wakes the rules of a site. So they
        # take turns until none finds anything in what the others left.
        turns = [turn for name, turn in self._turns() if name in self.stages]
        settled = 0
        for turn in cycle(turns):
            before, draft = draft, turn(draft)
            same = draft.blocks == before.blocks and draft.url == before.url
            settled = settled + 1 if same else 1
            if settled >= len(turns):
                break
        return draft

    def _turns(self) -> list[tuple[str, Callable[[Draft], Draft]]]:
        return [
            ("strip", lambda draft: strip(draft, rules=self.rules)),
            ("dedup", dedup),
            ("frame", frame),
        ]

    def close(self, draft: Draft) -> Article:
        """The record of a labelled draft."""
        return close(
            draft,
            short_body=self.limits.short_body,
            max_prose_removed=self.limits.max_prose_removed,
            rules_sha256=self.rules.digest if "strip" in self.stages else None,
        )


def failure(page: Page, error: CleanerError) -> Failure:
    """What is written down of a page that failed."""
    reason = error.reason if isinstance(error, InputError) else "error"
    content = page.content
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    identity = page.id or sha256(page.url or data.decode("utf-8", "replace"))
    return Failure(id=identity, reason=reason, message=str(error), source=page.source, url=page.url)


_default: Cleaner | None = None


def clean(
    content: str | bytes,
    *,
    url: str | None = None,
    format: str | None = None,  # noqa: A002  the field's own name
    language: str | None = None,
    id: str | None = None,  # noqa: A002
    source: str | None = None,
    charset: str | None = None,
) -> Article:
    """Clean one page with the built-in rules.

    Args:
        content: text or HTML, as `str` or `bytes`.
        url: where it came from; wakes the rules of that site.
        format: `text` or `html`; found out if not given.
        language: BCP 47; guessed if not given.
        id, source, charset: see `Page`.

    Raises:
        InputError: the page is empty or no text.

    >>> from cleaner import clean
    >>> article = clean("He said “it is done†but nobody heard.")
    >>> article.text
    'He said “it is done” but nobody heard.'
    >>> article.repairs[0].before
    '†'
    """
    global _default  # noqa: PLW0603  rules are read once
    if _default is None:
        _default = Cleaner()
    return _default.clean(
        content,
        url=url,
        format=format or "auto",
        language=language,
        id=id,
        source=source,
        charset=charset,
    )
