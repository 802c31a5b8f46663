"""The closed set of labels: what a block of a page can be.

A label says where a block goes: into the text, into the record as a fact, beside the text, or
out. Their order here is the order of precedence when two rules of one confidence claim a block.
"""

from __future__ import annotations

from typing import Final

#: Stays in the text.
TEXT: Final = ("paragraph", "heading", "quote", "list-item", "table", "code")

#: Says something about the article, and leaves the text for a field of the record.
FACTS: Final = (
    "headline",
    "kicker",
    "description",
    "byline",
    "dateline",
    "credit",
    "published",
    "source-url",
)

#: Belongs to the page and is kept beside the text.
APART: Final = ("caption", "comments", "related")

#: Belongs to the site, not to the story.
FURNITURE: Final = (
    "newsletter",
    "paywall",
    "correction",
    "author-bio",
    "contact",
    "legal",
    "consent",
    "advert",
    "share",
    "live-blog",
    "promo",
    "navigation",
    "duplicate",
)

#: What a rule may say that spares a block from every other rule.
KEEP: Final = "keep"

#: What a rule may label a block with, strongest first. `keep` stands outside the order.
RULE_LABELS: Final = (*FACTS, "caption", "comments", *FURNITURE[:-1], "related", "duplicate")

ALL: Final = (*TEXT, *FACTS, *APART, *FURNITURE)

#: Label → the letter it is drawn with, on a terminal and on a report's page, so that nothing
#: depends on colour alone. Small letters stay in the text, capitals and signs have left it.
LETTERS: Final = {
    "paragraph": "p",
    "heading": "h",
    "quote": "q",
    "list-item": "i",
    "table": "t",
    "code": "c",
    "headline": "H",
    "kicker": "K",
    "description": "D",
    "byline": "B",
    "dateline": "L",
    "credit": "©",
    "published": "T",
    "source-url": "U",
    "caption": "C",
    "related": "R",
    "comments": "M",
    "newsletter": "N",
    "promo": "P",
    "paywall": "$",
    "share": "S",
    "navigation": "V",
    "advert": "A",
    "consent": "O",
    "legal": "§",
    "author-bio": "W",
    "contact": "@",
    "live-blog": "E",
    "correction": "!",
    "duplicate": "=",
}
