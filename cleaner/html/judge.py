"""Which lines are story: the evidence on each is added up, and the strongest names the rest."""

from __future__ import annotations

from math import fsum
from typing import Final, NamedTuple

from cleaner.html.scorecard import BASE, POINTS, THRESHOLD

#: These settle the matter, whatever else is said of the line; the first that stands is the reason.
SETTLED: Final = (
    "headline", "in-figcaption", "called-caption", "again-long", "live-entry", "upper-link",
    "link-line", "bare-date", "bare-time", "label-and-link", "related-link", "called-comments",
    "called-newsletter", "unstated-link", "at-the-wall",
    "author-line", "link-list", "pulled-quote", "whole-copy",
)  # fmt: skip

#: What evidence against a line says it is. Where none of this stands, it is `promo`.
LABELS: Final[dict[str, str]] = {
    "headline": "headline",
    "head-standfirst": "description",
    "is-title": "headline",
    "like-title": "headline",
    "again-long": "duplicate",
    "again": "duplicate",
    "live-entry": "live-blog",
    "called-advert": "advert",
    "called-audio": "promo",
    "called-bio": "author-bio",
    "called-byline": "byline",
    "called-caption": "caption",
    "called-comments": "comments",
    "called-consent": "consent",
    "called-correction": "correction",
    "called-credit": "caption",
    "called-dialog": "consent",
    "called-factbox": "promo",
    "called-footer": "legal",
    "called-headline": "headline",
    "called-hidden": "navigation",
    "called-kicker": "kicker",
    "called-legal": "legal",
    "called-navigation": "navigation",
    "called-newsletter": "newsletter",
    "called-paywall": "paywall",
    "called-promo": "promo",
    "called-picture": "caption",
    "called-published": "published",
    "called-related": "related",
    "called-share": "share",
    "called-sidebar": "related",
    "called-tags": "navigation",
    "called-widget": "promo",
    "names-author": "byline",
    "in-address": "contact",
    "in-aside": "related",
    "in-cards": "related",
    "in-figcaption": "caption",
    "in-figure": "caption",
    "in-footer": "legal",
    "in-form": "newsletter",
    "in-links": "related",
    "in-some-links": "related",
    "in-nav": "navigation",
    "upper-link": "related",
    "link-line": "related",
    "label-and-link": "related",
    "unstated-link": "related",
    "at-the-wall": "paywall",
    "author-line": "byline",
    "link-list": "related",
    "pulled-quote": "duplicate",
    "whole-copy": "duplicate",
    "related-link": "related",
    "bare-date": "published",
    "bare-time": "published",
    "among-links": "related",
    "link-heading": "related",
    "link-item": "related",
    "link-paragraph": "related",
    "link-block": "related",
    "half-link-heading": "related",
    "half-link-item": "related",
    "half-link-paragraph": "related",
    "half-link-block": "related",
    "many-links": "related",
    "with-picture": "caption",
}


class Verdict(NamedTuple):
    """A line stays, or leaves under a label for a reason."""

    kept: bool
    label: str | None = None
    reason: str | None = None


def judge(evidence: set[str]) -> Verdict:
    """Weigh the evidence on one line."""
    if "head-standfirst" in evidence:
        return Verdict(kept=False, label="description", reason="html/head-standfirst")
    settled = next((name for name in SETTLED if name in evidence), None)
    score = fsum([POINTS[name] for name in evidence if name in POINTS]) + BASE
    if settled is None and score >= THRESHOLD:
        return Verdict(kept=True)
    reason = settled or strongest(evidence)
    label = LABELS.get(reason, "promo")
    if label == "caption" and settled is None and not evidence.isdisjoint(_NO_CAPTION):
        label = "related"  # the picture of a teaser
    return Verdict(kept=False, label=label, reason=f"html/{reason}")


_NO_CAPTION: Final = frozenset({"in-cards", "in-links", "called-related", "called-sidebar"})


def named(evidence: set[str]) -> bool:
    """Does any of the evidence against a line say what the line is?"""
    return not evidence.isdisjoint(SETTLED) or any(
        POINTS.get(name, 0) < 0 and name.removeprefix("news-") in LABELS for name in evidence
    )


def could_be(evidence: set[str]) -> bool:
    """Might a line be the story of a page too short for its shape to tell?"""
    return not evidence & _TOO_MUCH and not any(
        name.removeprefix("news-").startswith(("link-", "half-link-", "called-", "in-f"))
        for name in evidence
    )


_TOO_MUCH: Final = frozenset({*SETTLED, "noisy", "above", "is-title", "head-standfirst"})


def strongest(evidence: set[str]) -> str:
    """The weightiest evidence against a line that says what the line is."""
    against = [
        (POINTS[name], name.removeprefix("news-")) for name in evidence if POINTS.get(name, 0) < 0
    ]
    telling = [(points, name) for points, name in against if name in LABELS]
    return min(telling or against, default=(0, "no-evidence"))[1]
