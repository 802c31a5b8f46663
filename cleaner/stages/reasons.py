"""The reasons that are not rules: what the stages themselves decide, and why."""

from __future__ import annotations

from typing import Final

from cleaner.stages import dedup, frame

#: Reasons from the tree of an HTML page start so; the rest names the evidence.
HTML: Final = "html/"


def reason(rule_id: str) -> str | None:
    """Why a stage takes what it takes; `None` if no stage gives this reason.

    >>> reason("html/link-item").startswith("The page’s tree")
    True
    """
    if rule_id.startswith(HTML):
        return (
            "The page’s tree speaks against the line; of all that it says, "
            f"“{rule_id.removeprefix(HTML)}” weighs most. How lines of a page are weighed: "
            "docs/html.md."
        )
    return REASONS.get(rule_id)


REASONS: Final[dict[str, str]] = {
    dedup.CAPTION: "A caption that the page shows a second time: the same words, the credit aside, "
    "or the beginning of a longer one. Captions that differ in a number or a name are two.",
    dedup.PARAGRAPH: "A block that repeats an earlier one word for word, if it has at least "
    f"{dedup.WORDS} words, or {dedup.WORDS_ADJACENT} where the copies stand next to each other.",
    frame.HEADLINE: "The short block above the first prose that does not end like a sentence, and "
    "the slug above it, if there is one.",
    frame.REPEATED: "The headline, said again near the top of the text.",
    frame.DESCRIPTION: "The standfirst: the block between headline and body, where a dateline, a "
    "byline or a fuller telling of the same in the next paragraph proves that the body starts "
    "after it.",
}
