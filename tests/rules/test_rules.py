"""The built-in rules: each does what its own examples say, and none cuts a sentence of a story."""

from pathlib import Path

import pytest

from cleaner.draft import Block
from cleaner.rulebook import RuleBook, load_rules
from cleaner.rulebook.examples import PROSE
from cleaner.rulebook.proof import prove

HERE = Path(__file__).parent
LANGUAGES = [
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "ru",
    "uk",
    "tr",
    "ar",
    "zh",
    "ja",
    "ko",
    "hi",
]


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rules(use_cache=False)


def sentences() -> list[tuple[str, str]]:
    """Every sentence of `prose.txt` with its language."""
    found, language = [], ""
    for line in (HERE / "prose.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            language = line.strip("[]")
        elif line and not line.startswith("#"):
            found.append((language, line))
    return found


def cuts(book: RuleBook, lines: list[str], language: str | None) -> list[str]:
    """What the rules take of a page of these lines."""
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(at, at + len(line)))
        at += len(line) + 2
    labelled = book.label(blocks, "\n\n".join(lines), language=language)
    return [
        f"{block.reason.rule}: {line}"
        for line, block in zip(lines, labelled.blocks, strict=True)
        if not block.kept and block.reason is not None
    ]


def test_every_rule_holds_alone_and_among_all(book: RuleBook) -> None:
    broken = [str(one) for one in prove(book.rules, among=book)]
    assert broken == []


def test_there_are_enough_sentences() -> None:
    assert len(sentences()) >= 150
    assert {language for language, _ in sentences()} == set(LANGUAGES)


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_no_sentence_of_a_story_is_cut(book: RuleBook, place: str) -> None:
    at = {"first": 0, "middle": 2, "last": 4}[place]
    lost = []
    for language, sentence in sentences():
        story = [*PROSE[:4]]
        story.insert(at, sentence)
        lost += cuts(book, story, language)
    assert lost == []


def test_no_sentence_is_cut_where_the_language_is_unknown(book: RuleBook) -> None:
    lost = []
    for _, sentence in sentences():
        lost += cuts(book, [PROSE[0], sentence, PROSE[1]], None)
    assert lost == []


def test_a_story_told_in_short_sentences_is_not_cut(book: RuleBook) -> None:
    lost = []
    for language in LANGUAGES:
        story = [sentence for lang, sentence in sentences() if lang == language]
        lost += cuts(book, story, language)
    assert lost == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_a_pack(book: RuleBook, language: str) -> None:
    labels = {rule.label for rule in book.rules if rule.languages == (language,)}
    assert {"related", "share", "advert", "comments", "navigation", "legal"} <= labels
