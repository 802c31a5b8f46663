"""What holds for every text whatsoever."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner.encoding import decode, repair
from cleaner.spans import undo

PROSE = (
    "He said “it’s over” and left — again…",
    "Die Größe der Städte überrascht: „Früher war’s anders.“",
    "L’été dernier, à Noël, nous étions déjà là.",
    "Vláda předloží návrh zákona, řekl mluvčí.",
    "Сегодня утром «Заря» вышла без первой полосы.",
    "Η κυβέρνηση ανακοίνωσε νέα μέτρα.",
    "今天北京的会议讨论了三个问题。",
    "Trung tâm thành phố vắng lặng.",
)
PAGES = (
    "cp1252",
    "latin-1",
    "cp1250",
    "cp1251",
    "mac_roman",
    "cp437",
    "gb18030",
    "cp932",
    "koi8-r",
)
SPECIAL = "\x00\x1b\x85\x9d\xa0\xad\u200b\u200e\u2028\ufeff\ufffd\r\n&<;?†âÃÂ€\ud83d\ude00\udc80"


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Prose that went through one to three wrong doors."""
    text = draw(st.sampled_from(PROSE))
    for _ in range(draw(st.integers(0, 3))):
        door = draw(st.sampled_from(("read", "drop", "mark", "splice", "entity", "case")))
        if door == "read":
            text = text.encode("utf-8", "replace").decode(draw(st.sampled_from(PAGES)), "replace")
        elif door == "drop":
            at = draw(st.integers(0, max(0, len(text) - 1)))
            text = text[:at] + text[at + 1 :]
        elif door == "mark":
            text = text.replace(
                draw(st.sampled_from("\x9d\x81 ’é")), draw(st.sampled_from("?\ufffd "))
            )
        elif door == "splice":
            at = draw(st.integers(0, len(text)))
            text = text[:at] + draw(st.text(st.sampled_from(SPECIAL), max_size=4)) + text[at:]
        elif door == "entity":
            text = text.replace("’", "&rsquo;").replace("é", "&eacute")
        else:
            text = draw(st.sampled_from((str.upper, str.lower)))(text)
    return text


anything = st.one_of(
    damaged(),
    st.text(st.characters(), max_size=60),
    st.text(st.sampled_from(SPECIAL + "aeiou n’“”"), max_size=40),
)


@given(anything)
@settings(max_examples=600, deadline=None)
def test_every_repair_can_be_undone(text: str) -> None:
    mended = repair(text)
    assert undo(mended.text, mended.repairs) == text


@given(anything)
@settings(max_examples=600, deadline=None)
def test_a_second_repair_changes_nothing(text: str) -> None:
    mended = repair(text).text
    assert repair(mended).text == mended


@given(st.lists(damaged(), min_size=2, max_size=4))
@settings(max_examples=200, deadline=None)
def test_the_laws_hold_for_lines_together(lines: list[str]) -> None:
    text = "\n".join(lines)
    mended = repair(text)
    assert undo(mended.text, mended.repairs) == text
    assert repair(mended.text) == (mended.text, (), mended.flags)


@given(st.lists(anything.map(lambda text: text.replace("\n", " ")), min_size=2, max_size=5))
@example(
    ["He said “it’s over” and left — again…", "He said Б─°itБ─≥s overБ─² and left Б─■ againБ─╕"]
)
@example(["Die Größe der Städte überrascht: „Früher war’s anders.“", "任任缒缒贝负辐辐"])
@example(["的是不", "Ïðèâåò, êàê äåëà, ìîé äðóã? Âñ¸ õîðîøî"])
@example(["a <b> c", "cafe &amp; bar"])
@settings(max_examples=400, deadline=None)
def test_lines_are_mended_apart(lines: list[str]) -> None:
    mended = repair("\n".join(lines))
    assert mended.text == "\n".join(repair(line).text for line in lines)
    assert mended.flags == frozenset().union(*(repair(line).flags for line in lines))


@given(anything)
@settings(max_examples=200, deadline=None)
def test_spans_are_in_order_and_apart(text: str) -> None:
    mended = repair(text)
    at = 0
    for found in mended.repairs:
        assert at <= found.start <= found.end <= len(mended.text)
        assert mended.text[found.start : found.end] != found.before
        at = found.end


@given(
    st.binary(max_size=200), st.sampled_from((None, "utf-8", "cp1252", "gbk", "nonsense", "hex"))
)
@settings(max_examples=400, deadline=None)
def test_any_bytes_decode_and_always_alike(data: bytes, declared: str | None) -> None:
    assert decode(data, declared=declared, html=True) == decode(data, declared=declared, html=True)


@pytest.mark.parametrize(
    "piece",
    [
        "Ã",
        "â€",
        "Ã©",
        "†",
        "“a†b ",
        "?s",
        "\ufffd",
        "&amp",
        "%E2",
        "\\u2019",
        "Ð ",
        "鈥",
        "\u200b",
        "à¤",
        "aÕ",
        "ø è",
    ],
)
def test_repetition_does_not_blow_up(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    mended = repair(text)
    assert undo(mended.text, mended.repairs) == text
