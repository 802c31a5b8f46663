"""The page itself: one HTML file, no asset outside it, nothing of an article trusted.

All text goes through the template engine's escaping. A Content-Security-Policy in the page allows
its one script and its one style sheet by their digests and nothing else, so that even text that
found a way around the escaping could neither run nor load anything.
"""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Final

from cleaner import labels
from cleaner.report.gather import Gathered
from cleaner.report.parts import KEPT, parts, where
from cleaner.report.tally import BINS, RuleRow, plot

#: Label → hue (degrees of the OKLCH circle). Neighbours on a page differ clearly; the letter
#: beside each tint says the same to those who do not see the hue.
HUES: Final = {
    "headline": 255, "kicker": 250, "description": 245, "byline": 235, "dateline": 225,
    "credit": 215, "published": 205, "source-url": 260, "caption": 190, "related": 85,
    "comments": 320, "newsletter": 25, "promo": 45, "paywall": 60, "share": 345,
    "navigation": 15, "advert": 105, "consent": 300, "legal": 280, "author-bio": 155,
    "contact": 170, "live-blog": 75, "correction": 120, "duplicate": 135,
}  # fmt: skip
# Control characters are drawn, so that none can change what the page shows.
_PICTURES: Final = {
    **{code: chr(0x2400 + code) for code in range(32) if code not in (9, 10)},
    **dict.fromkeys(range(0x7F, 0xA0), "␡"),
    # A reversed line would put cuts where they do not stand.
    **{code: f"⟨U+{code:04X}⟩" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))},
}
_WIDTH, _HEIGHT = 72, 18  # of a rule's plot


def render(found: Gathered, *, title: str = "Report") -> Iterator[str]:
    """The page, in pieces to be written one after the other.

    Args:
        found: what `gather` gathered.
        title: stands in the window's title and at the top.
    """
    # The template engine is needed by this page alone.
    import jinja2  # noqa: PLC0415

    folder = files("cleaner.report") / "templates"
    engine = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: (folder / name).read_text("utf-8")),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=lambda value: value.translate(_PICTURES) if type(value) is str else value,
    )
    engine.filters.update(thousands="{:,}".format, percent=_percent, plural=_plural)
    engine.globals.update(parts=parts, plot=plot, bars=_bars, where=where)
    css = engine.get_template("style.css").render(hues=HUES)
    script = (folder / "script.js").read_text("utf-8")
    rows = {row.id: number for number, row in enumerate(found.rules)}
    yield from engine.get_template("page.html").generate(
        title=title,
        found=found,
        shown=list(enumerate(found.shown)),
        letters=labels.LETTERS,
        row_of=rows,
        used=[label for label in labels.ALL if where(label) != KEPT],
        number_of={shown.article.id: number for number, shown in enumerate(found.shown)},
        share=_share(found),
        gone=_kept(found),
        css=css,
        script=script,
        policy=f"default-src 'none'; style-src '{_digest(css)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'",
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _percent(part: float, whole: float) -> str:
    """A share that never reads as none or all when it is neither.

    >>> _percent(1, 3), _percent(1, 100_000), _percent(0, 0)
    ('33 %', '<0.1 %', '0 %')
    """
    if not whole or not part:
        return "0 %"
    value = 100 * part / whole
    if value < 0.1:
        return "<0.1 %"
    return f"{value:.1f} %" if value < 10 else f"{value:.0f} %"


def _plural(count: int, noun: str) -> str:
    """A number with its noun.

    >>> _plural(1, "article"), _plural(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _kept(found: Gathered) -> float:
    """How much of the first bar (of 1,000) is kept; what went is seen, however little."""
    whole = found.words + found.removed_words
    if not found.removed_words:
        return 1000.0
    return round(min(998.0, 1000 * found.words / whole), 2)


def _share(found: Gathered) -> list[tuple[str, int, float, float]]:
    """Label, words, and where its piece of the second bar starts and how wide it is (of 1,000)."""
    counted = [(label, found.labels[label]) for label in labels.ALL if found.labels[label]]
    whole = sum(words for _, words in counted)
    at, pieces = 0.0, []
    for label, words in sorted(counted, key=lambda item: -item[1]):
        width = 1000 * words / whole
        pieces.append((label, words, round(at, 2), round(width, 2)))
        at += width
    return pieces


def _bars(row: RuleRow) -> dict[str, Any]:
    """The plot of a rule: bars from the top of the article to its end. Heights go by the square
    root, so that a lone cut in an odd place is still seen: it is what one looks for."""
    top = math.sqrt(max(row.bins) or 1)
    step = _WIDTH / BINS
    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "bars": [
            (round(step * i, 1), round(_HEIGHT - h, 1), round(step - 1, 1), round(h, 1))
            for i, count in enumerate(row.bins)
            if (h := _HEIGHT * math.sqrt(count) / top)
        ],
    }


assert set(HUES) == {label for label in labels.ALL if where(label) != KEPT}
