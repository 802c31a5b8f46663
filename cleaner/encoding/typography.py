"""Where quotation marks, apostrophes and dashes stand: what neighbours say of a lost one."""

from __future__ import annotations

# Marks that a typesetter puts in, and that therefore get damaged where the letters are plain.
MARKS = frozenset(
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{SINGLE LOW-9 QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
    "\N{EN DASH}\N{EM DASH}\N{HORIZONTAL ELLIPSIS}\N{BULLET}\N{EURO SIGN}\N{TRADE MARK SIGN}"
    "\N{DEGREE SIGN}\N{SECTION SIGN}\N{COPYRIGHT SIGN}\N{REGISTERED SIGN}\N{POUND SIGN}"
    "\N{MIDDLE DOT}\N{NO-BREAK SPACE}\N{INVERTED QUESTION MARK}\N{INVERTED EXCLAMATION MARK}"
    "\N{PLUS-MINUS SIGN}\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}\N{VULGAR FRACTION ONE HALF}"
    "\N{MULTIPLICATION SIGN}\N{MICRO SIGN}\N{FEMININE ORDINAL INDICATOR}"
    "\N{MASCULINE ORDINAL INDICATOR}\N{NUMERO SIGN}\N{ACUTE ACCENT}\N{MINUS SIGN}"
)
OPENERS = " \t\n\xa0([{—–-/\"'“‘«„>¿¡"

# The marks that a language sets its quotations in, and its dash, where they are not “ ” ‘ ’ and –.
HABITS = {
    "en": "“”‘’—–", "de": "„“‚‘–", "cs": "„“‚‘–", "sk": "„“‚‘–", "sl": "„“»«–", "bg": "„“–—",
    "is": "„“‚‘–", "lt": "„“–", "et": "„“”–", "pl": "„”»«–", "ro": "„”“«»–", "hr": "„”“–",
    "hu": "„”»«–", "nl": "„“”‘’–", "sv": "”’»–", "fi": "”’»–", "da": "”“»«’–", "nb": "«»”“–",
    "fr": "«»“”’–", "es": "«»“”—–", "pt": "“”«»–—", "it": "“”«»–", "ru": "«»„“—–",
    "uk": "«»„“”—–", "el": "«»“”–", "lv": "“”„–", "tr": "“”‘’–",
}  # fmt: skip
CLOSING_OPENS = frozenset(("sv", "fi", "da"))  # ”so”
_SHARED = "’…•"


def closes_low(language: str) -> str:
    """What closes a quotation that a low mark opens, in a language whose first marks these are.

    >>> closes_low("de"), closes_low("pl"), closes_low("en")
    ('“', '”', '')
    """
    habits = HABITS.get(language, "")
    return habits[1] if habits[:1] == "„" else ""


def foreign(language: str) -> dict[str, int]:
    """What a mark costs more in a language that has little use for it.

    >>> foreign("de")["”"], foreign("de").get("„", 0)
    (3, 0)
    """
    habits = HABITS.get(language, "“”‘’–—«»„") + _SHARED
    surcharge = dict.fromkeys(sorted(set("“”‘„‚«»–—") - set(habits)), 3)
    surcharge |= {mark: 1 for mark in habits[2:] if mark in "“”„«»"}
    if "–" in habits and "—" in habits:
        surcharge[habits[-1]] = 1
    return surcharge


# Costs in half nats, as in `letters`: the smaller the likelier.
_INSIDE = {"’": 0, "—": 8, "–": 9, "·": 10, "‘": 12, "…": 10, "”": 14, "“": 14, "´": 14}
_ALONE = {"–": 2, "—": 1, "•": 5, "…": 8, "«": 6, "»": 6, "±": 9, "×": 9, "·": 8, "−": 9}
_OPENING = {
    "“": 1, "‘": 3, "„": 5, "’": 8, "«": 4, "—": 8, "–": 8, "…": 8, "•": 8, "¿": 6, "¡": 6,
    "€": 7, "£": 7, "§": 8, "©": 8, "‹": 10, "‚": 9, "±": 9, "−": 9, "№": 8,
}  # fmt: skip
_CLOSING = {
    "”": 1, "’": 3, "“": 6, "…": 5, "™": 8, "—": 8, "–": 8, "»": 4, "€": 8, "°": 8, "®": 8,
    "‘": 8, "©": 9, "²": 9, "³": 9, "½": 9, "º": 9, "ª": 9, "›": 10, "´": 12,
}  # fmt: skip
UNLIKELY = 14


def cost(mark: str, before: str, after: str) -> int:
    """How surprising `mark` is between two characters (each may be empty: the edge of the line).

    >>> cost("’", "n", "t") < cost("”", "n", "t")
    True
    >>> cost("“", " ", "W") < cost("”", " ", "W")
    True
    """
    if mark == "\xa0":
        return 6
    blank_before = not before or before.isspace()
    blank_after = not after or after.isspace()
    if blank_before and blank_after:
        return _ALONE.get(mark, UNLIKELY)
    if before in OPENERS:
        return _OPENING.get(mark, UNLIKELY)
    if before.isalnum() and after.isalnum():
        if before.isdigit() or after.isdigit():
            return {"–": 2, "’": 3, "—": 6, "°": 6, "½": 6, "×": 6, "±": 8, "²": 8}.get(
                mark, UNLIKELY
            )
        return _INSIDE.get(mark, UNLIKELY)
    if not after.isalnum():
        return _CLOSING.get(mark, UNLIKELY)
    # After a comma or a full stop and right before a letter: a glued quotation, or a dash.
    return {"”": 7, "“": 4, "’": 8, "‘": 6, "—": 3, "–": 4, "…": 5}.get(mark, UNLIKELY)
