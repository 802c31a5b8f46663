"""Build `cleaner/encoding/data/` from the tables of lingua-language-detector 1.x (Apache-2.0).

    pip download --no-deps "lingua-language-detector<2" -d /tmp/lingua
    pip install brotli
    python benchmarks/build_letters.py /tmp/lingua/*.whl

lingua counts letter sequences inside words, of one to five letters, over a million sentences for
each language, and keeps them as fractions of the count of the sequence less its last letter. From
these the counts themselves come back, and with them what lingua does not say: how often a sequence
begins or ends a word. A space stands for the edge of a word here.

No word longer than three letters can be read back from the result, let alone a sentence.
"""

from __future__ import annotations

import argparse
import heapq
import json
import lzma
import math
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ORDERS = ("unigrams", "bigrams", "trigrams", "quadrigrams", "fivegrams")
DATA = Path(__file__).parent.parent / "cleaner" / "encoding" / "data"

# How many sequences each language keeps. Where every letter of a text can be lost (Cyrillic, Greek)
# the model must carry whole words; where a few accents can, it need not.
SIZES = {"en": 20_000, "zh": 0, "ja": 0, "ko": 0}
SIZES |= dict.fromkeys(("ru", "uk", "bg", "el"), 55_000)
SIZES |= dict.fromkeys(("he", "ar", "th", "vi"), 38_000)
SIZES |= dict.fromkeys(("sr", "mk", "be"), 20_000)
SIZES |= dict.fromkeys(
    (
        "fr",
        "de",
        "es",
        "pt",
        "it",
        "sv",
        "da",
        "fi",
        "nl",
        "pl",
        "cs",
        "hu",
        "ro",
        "hr",
        "lt",
        "lv",
        "tr",
    ),
    30_000,
)
SIZES |= dict.fromkeys(("nb", "sk", "sl", "et", "is", "ca"), 20_000)
SIZES |= dict.fromkeys(("sq", "az", "fa", "ur", "ga", "eu", "cy", "af", "id"), 6_000)

# The letters beyond ASCII that each language writes. What else occurs in lingua's texts is foreign
# names and, in no small number, mojibake: Czech with ø for ř, Turkish with ý for ı. A model that
# has learnt damage cannot see it.
ALPHABETS = {
    "af": "êëéèïîôöúû", "az": "əçğıöşü", "ca": "àçéèíïòóúü", "cs": "áčďéěíňóřšťúůýž",
    "cy": "âêîôûŵŷáéíóúäëïöü", "da": "æøåéü", "de": "äöüßé", "en": "éèêëàâçñöüïôáíó",
    "es": "áéíñóúü", "et": "äöõüšž", "eu": "ñç", "fi": "äöåéšž", "fr": "àâæçèéêëîïôœùûüÿ",
    "ga": "áéíóú", "hr": "čćđšž", "hu": "áéíóöőúüű", "id": "é", "is": "áðéíóúýþæö",
    "it": "àèéìíîòóùú", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "nb": "æøåéòôê",
    "nl": "éëïöüèáóê", "pl": "ąćęłńóśźżé", "pt": "áâãàçéêíóôõúü", "ro": "ăâîșțşţ",
    "sk": "áäčďéíľĺňóôŕšťúýž", "sl": "čšž", "sq": "ëç", "sv": "åäöéà", "tr": "çğıöşüâîû",
    "vi": (
        "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
    ),
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюяё", "uk": "абвгдежзийклмнопрстуфхцчшщьюяіїєґ",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ", "mk": "абвгдежзијклмнопрстуфхцчшљњќѓѕџ",
    "sr": "абвгдежзијклмнопрстуфхцчшљњћђџ", "be": "абвгдежзйклмнопрстуфхцчшыьэюяёіў",
    "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ", "he": "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
}  # fmt: skip
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz ")

# Sequences that hold a letter outside ASCII are what a repair has to choose among.
ACCENT_WEIGHT = 8.0
BACKOFF = math.log(0.4)
STEP = 0.5  # nats in one level of the stored cost
LEVELS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CLUES = 900  # word shapes per language for telling languages apart


def counts(wheel: zipfile.ZipFile, language: str) -> dict[str, float]:
    """How often each sequence occurs, edges of words included."""
    import brotli

    inner: dict[str, float] = {}
    letters = 0
    for order in ORDERS:
        name = f"lingua/language-models/{language}/{order}.json.br"
        if name not in wheel.namelist():
            continue
        table = json.loads(brotli.decompress(wheel.read(name)))["ngrams"]
        if order == "unigrams":
            letters = max(int(share.split("/")[1]) for share in table)
        for share, grams in table.items():
            above, below = map(int, share.split("/"))
            for gram in grams.split(" "):
                whole = letters if len(gram) == 1 else inner.get(gram[:-1], 0.0)
                inner[gram] = above / below * whole
    if language == "vi":
        lend_a_circumflex(inner)
    before: dict[str, float] = defaultdict(float)
    after: dict[str, float] = defaultdict(float)
    both: dict[str, float] = defaultdict(float)
    for gram, n in inner.items():
        before[gram[1:]] += n
        after[gram[:-1]] += n
        if len(gram) > 2:
            both[gram[1:-1]] += n
    out = dict(inner)
    for gram, n in inner.items():
        if len(gram) <= 4:
            out[" " + gram] = max(0.0, n - before[gram])
            out[gram + " "] = max(0.0, n - after[gram])
        if len(gram) <= 3:
            out[f" {gram} "] = max(0.0, n - before[gram] - after[gram] + both[gram])
    if language in ALPHABETS:
        native = PLAIN.union(ALPHABETS[language])
        if language in ("ru", "uk", "bg", "mk", "sr", "be", "el", "he"):
            native = frozenset((*ALPHABETS[language], " "))
        out = {gram: n for gram, n in out.items() if native.issuperset(gram)}
    # A count under two is rounding, or a slip of the pen.
    return {gram: n for gram, n in out.items() if n > 1.5}


def lend_a_circumflex(inner: dict[str, float]) -> None:
    """lingua's Vietnamese has no `â` at all; its rhymes are those of that letter with a tone."""
    for gram, n in list(inner.items()):
        for toned in "ấầậ":
            if toned in gram:
                plain = gram.replace(toned, "â")
                inner[plain] = inner.get(plain, 0.0) + n


def pruned(grams: dict[str, float], size: int, latin: bool) -> dict[str, float]:
    """The costs (-log P(last | rest)) of the `size` sequences that say most, and their prefixes."""
    context: dict[str, float] = defaultdict(float)
    for gram, n in grams.items():
        context[gram[:-1]] += n
    context[""] = sum(n for gram, n in grams.items() if len(gram) == 1)
    cost = {gram: -math.log(n / context[gram[:-1]]) for gram, n in grams.items()}
    cost[" "] = 1.6

    def backed(gram: str) -> float:
        steps = 0.0
        while gram:
            if gram in cost:
                return cost[gram] + steps
            gram, steps = gram[1:], steps - BACKOFF
        return 14.0 + steps

    def worth(gram: str) -> float:
        weight = ACCENT_WEIGHT if latin and not gram.isascii() else 1.0
        return weight * grams[gram] * abs(backed(gram[1:]) - BACKOFF - cost[gram])

    keep = {gram for gram in grams if len(gram) == 1} | {" "}
    rest = [gram for gram in grams if len(gram) > 1]
    for gram in heapq.nlargest(size, rest, key=worth):
        for end in range(1, len(gram) + 1):
            keep.add(gram[:end])
    return {gram: cost[gram] for gram in keep if gram in cost}


def packed(cost: dict[str, float]) -> bytes:
    """Letters that may follow each context, context by context, and their levels."""
    lines: list[str] = []
    levels: list[str] = []
    contexts = [""]
    while contexts:
        following = []
        children: dict[str, list[str]] = defaultdict(list)
        for gram in cost:
            if len(gram) == len(contexts[0]) + 1:
                children[gram[:-1]].append(gram)
        for context in contexts:
            grams = sorted(children[context])
            lines.append("".join(gram[-1] for gram in grams))
            levels += (LEVELS[min(25, round(cost[gram] / STEP))] for gram in grams)
            following += grams
        contexts = following
    body = "\n".join(lines).rstrip("\n") + "\t" + "".join(levels)
    return lzma.compress(body.encode(), preset=9 | lzma.PRESET_EXTREME)


def clues(grams: dict[str, float]) -> Iterator[tuple[str, int]]:
    """Short words, beginnings and ends of words that are plain ASCII, with a level each."""
    shapes = {}
    for gram, n in grams.items():
        edges = (gram[0] == " ") + (gram[-1] == " ")
        if not gram.isascii() or gram == " ":
            continue
        if (edges == 2 and len(gram) >= 3) or (edges == 1 and len(gram) == 5):
            shapes[gram] = n
    words = sum(n for gram, n in grams.items() if len(gram) == 2 and gram[0] == " ")
    for gram in heapq.nlargest(CLUES, shapes, key=lambda gram: shapes[gram]):
        yield gram, min(25, round(-math.log(shapes[gram] / words) / STEP))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("wheel")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    told: list[str] = []
    with zipfile.ZipFile(options.wheel) as wheel:
        for language, size in sorted(SIZES.items()):
            if options.only and language not in options.only.split(","):
                continue
            grams = counts(wheel, language)
            latin = sum(n for gram, n in grams.items() if gram in "aeiotn") > 0.1 * sum(
                n for gram, n in grams.items() if len(gram) == 1
            )
            cost = pruned(grams, size, latin)
            body = packed(cost)
            (DATA / f"{language}.xz").write_bytes(body)
            print(language, len(grams), len(cost), len(body))
            if latin:
                rows = sorted(clues(grams))
                told.append(
                    language
                    + "\t"
                    + "".join(gram.ljust(5, "_") for gram, _ in rows)
                    + "\t"
                    + "".join(LEVELS[level] for _, level in rows)
                )
    if not options.only:
        body = "\n".join(told).encode()
        (DATA / "clues.xz").write_bytes(lzma.compress(body, preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main()
