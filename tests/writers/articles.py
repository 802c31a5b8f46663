"""Articles to write: one that has everything, and whatever pages make."""

from __future__ import annotations

from functools import lru_cache

from hypothesis import strategies as st

from cleaner.record import Article, Caption, Charset, Comment, Counts, Fact, Removal, TextBlock
from cleaner.spans import Repair
from tests.strategies import cleaner, documents

SOURCE = "Quay closed\nThe quay is shut, he said “for now”.\nSign up\nBoats unload elsewhere. (AFP)"


@lru_cache(1)
def full() -> Article:
    """An article in which every field is stated."""

    def at(text: str) -> tuple[int, int]:
        start = SOURCE.index(text)
        return start, start + len(text)

    first, second = "The quay is shut, he said “for now”.", "Boats unload elsewhere."
    return Article(
        id="tide/1",
        source="tide.warc.gz",
        url="https://tide.example/quay?[1]",
        canonical_url="https://tide.example/quay ø",
        site="tide.example",
        headline="Quay closed",
        kicker="Harbour",
        description="It stays closed.",
        authors=("Ada Quist", "Bo Lind"),
        dateline="TIDE",
        credit="AFP",
        date_published="2024-03-01",
        date_modified="2024-03-01T09:30:00+01:00",
        publisher="The Tide",
        section="News",
        keywords=("quay", "storm"),
        language="en",
        free_access=False,
        text=f"{first}\n\n{second}",
        blocks=(
            TextBlock("paragraph", first, *at(first)),
            TextBlock("heading", second, *at(second), level=2),
        ),
        captions=(
            Caption("The quay.", credit="Lind", alt="A quay", image_url="//pics.example/q.jpg"),
            Caption("Boats.", image_url="https://pics.example/b [2].jpg", after=0),
        ),
        related=("Storm ahead",),
        comments=(Comment("At last.", author="Ursa"), Comment("Hm.")),
        facts=(Fact("headline", "Quay closed", *at("Quay closed"), rule="frame/headline"),),
        removed=(
            Removal("en/newsletter/sign-up", "newsletter", "strip", *at("Sign up"), "Sign up"),
            Removal("en/credit/wire", "credit", "strip", *at("(AFP)"), "(AFP)", duplicate_of=0),
        ),
        repairs=(Repair(*at("”"), before="†", action="lost-quote"),),
        flags=("paywall",),
        duplicate_of="tide/0",
        cluster="c1",
        duplicate_kind="near",
        similarity=0.75,
        story="s1",
        counts=Counts(words=10, blocks=2, removed_words=3),
        raw_sha256="0" * 64,
        source_sha256="1" * 64,
        text_sha256="2" * 64,
        charset=Charset("cp1252", declared="latin-1", lossy=True),
        fetched_at="2024-03-02T00:00:00Z",
        tools={"ftfy": "6.3.1"},
        rules_sha256="3" * 64,
        extra={"crawl": {"depth": 2, "tags": ["a", None]}},
    )


def pages() -> st.SearchStrategy[str]:
    """Pages that have something on them."""
    return documents().filter(str.strip)


def cleaned(page: str) -> Article:
    """What the road makes of a page."""
    return cleaner().clean(page)
