"""Pages to try the laws on: furniture from the rules' own examples, prose, junk, and mixtures."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from hypothesis import strategies as st

from cleaner import Cleaner, RuleBook, load_rules


@lru_cache(1)
def book() -> RuleBook:
    """The built-in rules."""
    return load_rules()


@lru_cache(1)
def cleaner() -> Cleaner:
    """The road with the built-in rules."""
    return Cleaner(rules=book())


def examples(*, goes: bool | None = None) -> list[str]:
    """Lines from the rules' own examples."""
    return sorted(
        {
            line.text
            for rule in book().rules
            for document in rule.examples
            for line in document
            if goes is None or line.goes == goes
        }
    )


book()  # read now: Hypothesis does not like it to be read while it draws

WORDS = [
    "the",
    "a",
    "of",
    "said",
    "Kim",
    "talks",
    "Tuesday",
    "minister",
    "letters",
    "in",
    "inbox",
    "every",
    "morning",
    "sign",
    "up",
    "for",
    "our",
    "newsletter",
    "read",
    "more",
    ":",
    "(",
    ")",
    "“",
    "”",
    "’",
    "«",
    "»",
    "†",
    "1945",
    "Picture:",
    "AFP",
    "Reuters",
    "责任编辑",
    "：",
    "。",
    "на",
    "naïve",
    "café",
    "72",
    "%",
    "comments",
    "12",
    "Times",
    "Photo:",
    "Getty",
    "Images",
    "WASHINGTON",
    "—",
    "Â€",
    "â€™",
    "Ã©",
    "ﬁ",
]

_SHOUT = [
    str.upper,
    str.lower,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace("'", "’").replace(" ", "\u00a0"),
    "\u200b".join,
    lambda text: f"  {text} .",
    lambda text: f"{text} {text}",
]

PROSE = st.sampled_from(
    [
        "Officials said on the second day that the talks had made progress and would go on.",
        "The harbour wall, built in 1911, lost nine metres of its crown in the storm of January.",
        "“We will not sign,” she told reporters, “before the letters are read out in full.”",
        "Der Stadtrat will im Herbst noch einmal beraten, weil die Kosten höher sind als geplant.",
        "Le maire a promis que les travaux commenceront avant la fin de l’année prochaine.",
        "El alcalde dijo que las obras no empezarán hasta que lleguen los fondos del gobierno.",
    ]
)


def lines() -> st.SearchStrategy[str]:
    """One line of a page."""
    known = examples()
    return st.one_of(
        st.sampled_from(known),
        PROSE,
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=18).map(" ".join),
        st.text(max_size=60),
        st.builds(
            lambda line, change: change(line), st.sampled_from(known), st.sampled_from(_SHOUT)
        ),
    )


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A page: lines under one another, some repeated around a piece of furniture."""
    found = draw(st.lists(lines(), max_size=10))
    for _ in range(draw(st.integers(0, 2))):
        if found:
            place = draw(st.integers(0, len(found) - 1))
            same = found[place]
            found[place : place + 1] = [same, draw(st.sampled_from(examples(goes=True))), same]
    between = draw(st.sampled_from(["\n", "\n\n", "\r\n", "\n \n", "\r", "\u2028"]))
    return between.join(found)


SITES = st.sampled_from([None, "https://www.theaustralian.com.au/a", "https://news.example/b"])
LANGUAGES = st.sampled_from([None, "en", "de", "fr", "zh"])
