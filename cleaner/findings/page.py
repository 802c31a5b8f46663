"""What would be cut from a page or repaired in it, as findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from cleaner.draft import Draft
from cleaner.findings.finding import Finding, fingerprint
from cleaner.findings.place import Markup, Original
from cleaner.record import Article
from cleaner.stages.reasons import FLAG, HTML, REPAIR, reason

#: Flags that say that something is wrong with the text itself. The others tell what kind of page
#: it is (`paywall`), or how it came (`crlf`).
DAMNING: Final = (
    "over-cut",
    "empty-body",
    "lossy-decode",
    "charset-misdeclared",
    "mixed-encoding",
    "suspect-encoding",
    "truncated",
    "hard-wrapped",
    "not-an-article",
    "rule-timeout",
)
#: Joining broken lines is one finding of the page, however many there are: `flag/hard-wrapped`.
_UNWRAP: Final = "unwrap"
_SHOWN: Final = 40  # characters of a text inside a message
#: Characters on both sides of a repair that tell it from others of its kind.
AROUND_REPAIR: Final = 24


def page_findings(
    draft: Draft, article: Article, path: str, *, markup: str | None = None
) -> Iterator[Finding]:
    """Everything that cleaning would change, in the order of the text, then what is wrong with the
    page as a whole.

    Args:
        draft: the labelled page, before it was closed.
        article: its record.
        path: what the findings call the file.
        markup: of an HTML page, the file's own text, in which lines are counted.
    """
    told = _Page(draft, path, markup)
    changes = [*_cuts(article), *_repairs(draft)]
    for change in sorted(changes, key=lambda change: (change.start, change.end)):
        yield told.change(change)
    yield from told.flags(article)


class _Change(NamedTuple):
    """A span of the source that would not stay as it is."""

    start: int
    end: int
    rule: str
    message: str
    label: str | None
    stage: str
    copy_of: int | None = None


def _cuts(article: Article) -> Iterator[_Change]:
    """What would leave the text: for good, for a field of the record, or as a caption."""
    spans = [(block.start, block.end) for block in article.blocks]
    for cut in article.removed:
        inside = any(start <= cut.start and cut.end <= end for start, end in spans)
        what = f"{'part of the block ' * inside}would be cut ({cut.label})"
        yield _Change(cut.start, cut.end, cut.rule, what, cut.label, cut.stage, cut.duplicate_of)
    for fact in article.facts:
        if fact.rule.startswith(HTML):
            continue  # markup says what is a headline, and has it where it belongs
        label = "byline" if fact.field == "authors" else fact.field
        what = f"would be cut ({label})"
        yield _Change(fact.start, fact.end, fact.rule, what, label, "strip")
    for caption in article.captions:
        if caption.start is not None and caption.end is not None:
            what, rule = "would move to the captions", caption.rule or "caption"
            yield _Change(caption.start, caption.end, rule, what, "caption", "strip")


def _repairs(draft: Draft) -> Iterator[_Change]:
    """What would be mended."""
    for repair in draft.repairs:
        actions = [action for action in repair.action.split("+") if action != _UNWRAP]
        if actions:
            after = draft.source[repair.start : repair.end]
            what = f"{_quoted(repair.before)} would become {_quoted(after)}"
            if len(actions) > 1:
                what += f" ({', '.join(actions)})"
            yield _Change(repair.start, repair.end, REPAIR + actions[0], what, None, "repair")


class _Page:
    def __init__(self, draft: Draft, path: str, markup: str | None) -> None:
        page = draft.page
        self.page, self.path = page, path
        self.original = Original(draft.source, draft.repairs)
        self.markup = None if markup is None else Markup(markup)
        # What a record is known by to its owner; a digest of its text would change with it.
        self.record = page.id or page.url or ""
        # In a table or an archive, lines of the text are not lines of the file.
        self.apart = page.field is not None or page.id is not None

    def change(self, change: _Change) -> Finding:
        """A change, placed in the file."""
        page, original = self.page, self.original
        start, end = original.span(change.start, change.end)
        message = change.message
        if change.copy_of is not None:
            first = original.span(change.copy_of, change.copy_of)[0]
            message += f": a copy of “{_short(original.text[first : first + end - start])}”"
        excerpt = original.excerpt(start, end)
        line, column, last, behind = page.line, None, None, None
        if self.markup is not None:
            found = self.markup.place(original.text[start:end])
            if found is not None and not self.apart:
                line, column = found
        elif not self.apart:
            line, column = original.place(start)
            last, behind = original.place(end)
        return Finding(
            rule=change.rule,
            message=message,
            path=self.path,
            line=line,
            column=column,
            end_line=last,
            end_column=behind,
            record=self.record or None,
            field=page.field,
            label=change.label,
            stage=change.stage,
            excerpt=excerpt,
            fingerprint=fingerprint(
                change.rule, self.path, self.record, _known_by(original, change, start, end)
            ),
        )

    def flags(self, article: Article) -> Iterator[Finding]:
        """What is wrong with the page as a whole."""
        for flag in article.flags:
            if flag in DAMNING:
                rule = FLAG + flag
                yield Finding(
                    rule=rule,
                    message=reason(rule) or flag,
                    path=self.path,
                    line=self.page.line if self.apart else 1,
                    record=self.record or None,
                    field=self.page.field,
                    fingerprint=fingerprint(rule, self.path, self.record, ""),
                )


def _known_by(original: Original, change: _Change, start: int, end: int) -> str:
    """The text that a finding is known by: what would be cut, or the words around what is mended,
    which says little by itself."""
    if change.stage != "repair":
        return original.text[start:end]
    return original.text[max(0, start - AROUND_REPAIR) : end + AROUND_REPAIR]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text[:_SHOWN] + "…" * (len(text) > _SHOWN)


def _quoted(text: str) -> str:
    """A piece of text inside a message; what cannot be seen is spelled.

    >>> _quoted("†"), _quoted(""), _quoted("\\u200b")
    ('`†`', 'nothing', '`\\\\u200b`')
    """
    if not text:
        return "nothing"
    shown = re.sub(
        r"[^\S ]|[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]",
        lambda found: found[0].encode("unicode_escape").decode(),
        text[:_SHOWN],
    )
    return f"`{shown}{'…' * (len(text) > _SHOWN)}`"
