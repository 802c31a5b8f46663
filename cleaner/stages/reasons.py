"""The reasons that are not rules: what the stages themselves decide, and why."""

from __future__ import annotations

from typing import Final

from cleaner.stages import dedup, frame

#: Reasons from the tree of an HTML page start so; the rest names the evidence.
HTML: Final = "html/"
#: What `cleaner check` calls a repair and a flag: so followed by the action or the flag.
REPAIR: Final = "repair/"
FLAG: Final = "flag/"
#: And a page that cannot be read: so followed by the reason.
INPUT: Final = "input/"
DEDUP: Final = f"{dedup.STAGE}/"


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
    if rule_id.startswith(REPAIR + "utf8-as-"):
        page = rule_id.removeprefix(REPAIR + "utf8-as-")
        return f"UTF-8 was read as {page}; what it says in UTF-8 stands there again."
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
    **{
        REPAIR + action: why
        for action, why in {
            "wrong-code-page": "A text in one legacy code page was read as another.",
            "lost-quote": "A quotation mark whose bytes were lost is put back.",
            "lost-letter": "A letter whose bytes were lost is put back.",
            "torn": "The remains of a last character that was cut in two are taken away.",
            "entity": "A character reference of HTML that was never read becomes its character.",
            "escape": "An escape of some programming language becomes its character.",
            "nbsp-as-dagger": "A dagger between words was a no-break space.",
            "invisible": "A character that cannot be seen and means nothing there is taken away.",
            "symbol-font": "A bullet in the private use of a symbol font becomes a bullet.",
            "control": "A control character is taken away.",
            "c1-control": "A control character was a mark of Windows-1252, and becomes that mark.",
            "surrogate": "Two halves of a character, each written as one, become that character.",
            "mojibake": "Text read in a wrong charset, in several steps, is what it was again.",
        }.items()
    },
    **{
        FLAG + flag: why
        for flag, why in {
            "over-cut": "Rules would take more of the prose than `max_prose_removed` allows.",
            "empty-body": "Nothing would be left of the text.",
            "lossy-decode": "Some bytes mean nothing in the charset that was used.",
            "charset-misdeclared": "The page names a charset that its bytes are not written in.",
            "mixed-encoding": "Lines of the page are written in different charsets.",
            "suspect-encoding": "The text looks damaged, and no repair is certain enough.",
            "truncated": "The page is longer than `max_chars`; the rest would be lost.",
            "hard-wrapped": "Lines are broken at a fixed width; they would be joined again.",
            "not-an-article": "It is a bot check, an error page or an empty shell, no article.",
            "rule-timeout": "A pattern takes too long on a block, and is passed over there.",
        }.items()
    },
}
