"""A page before and after, as a unified diff."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from cleaner.draft import Draft
from cleaner.record import Article
from cleaner.spans import undo

_UNENDED = "\n\\ No newline at end of file\n"


def patch(draft: Draft, article: Article, name: str) -> Iterator[str]:
    """The lines of a diff between the page as it came and as cleaning leaves it; none if nothing
    would change. For a page of plain text, it can be applied: `git apply -p0`.

    Args:
        draft: the labelled page. Of an HTML page its text is compared, not its markup.
        article: its record.
        name: stands in the heads of the diff.
    """
    before = undo(draft.source, draft.repairs)
    after = "".join(remaining(draft.source, _spans(article)))
    if "crlf" in draft.flags:
        before, after = before.replace("\n", "\r\n"), after.replace("\n", "\r\n")
    yield from diff(before, after, name, name)


def diff(before: str, after: str, old: str, new: str) -> Iterator[str]:
    """A unified diff of two texts, line by line.

    >>> print("".join(diff("a\\nb\\n", "a\\n", "old", "new")), end="")
    --- old
    +++ new
    @@ -1,2 +1 @@
     a
    -b
    """
    lines = _lines(before), _lines(after)
    for line in unified_diff(*lines, fromfile=old, tofile=new):
        yield line if line.endswith("\n") else line + _UNENDED


def remaining(source: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    """The source without these spans. A line of which nothing is left goes, and of the blank lines
    around it one side.

    >>> "".join(remaining("One.\\n\\nShare this\\n\\nTwo.\\n", [(6, 16)]))
    'One.\\n\\nTwo.\\n'
    """
    cuts = iter(sorted(spans))
    cut = next(cuts, None)
    at = 0
    blank = True  # was the last line that stayed blank, or is there none?
    gone = False  # has a line gone since?
    held: list[str] = []  # blank lines that stay only if something follows
    for line in _lines(source):
        end = at + len(line)
        kept = []
        hurt = False
        while cut is not None and cut[0] < end:
            hurt = True
            kept.append(source[at : max(at, cut[0])])
            if cut[1] > end:
                at = end
                break
            at = max(at, cut[1])
            cut = next(cuts, None)
        kept.append(source[at:end])
        at = end
        rest = "".join(kept)
        if rest.strip():
            yield from held
            held.clear()
            core = rest.rstrip("\n")
            yield core.strip(" \t") + rest[len(core) :] if hurt else rest
            blank, gone = False, False
        elif hurt:
            gone = True
        elif not (gone and (blank or held)):
            held.append(rest)
            blank = True
    if not gone:
        yield from held


def _spans(article: Article) -> list[tuple[int, int]]:
    """What leaves the text, wherever it goes."""
    spans = [(cut.start, cut.end) for cut in article.removed]
    spans += [(fact.start, fact.end) for fact in article.facts]
    for caption in article.captions:
        if caption.start is not None and caption.end is not None:
            spans.append((caption.start, caption.end))
    return spans


def _lines(text: str) -> list[str]:
    """Lines as `diff` and `patch` count them."""
    lines = text.split("\n")
    whole = [line + "\n" for line in lines[:-1]]
    return [*whole, lines[-1]] if lines[-1] else whole
