"""Which language a text is in, as far as the choice of rules needs to know.

Scripts that belong to one language decide at once; among languages that share a script the most
frequent small words do. A text that is short or mixed gets no answer, and then the rules of all
languages are awake. This is no language identifier: the answer is `None` far more often.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

#: Letters of the start of a text that are looked at.
LOOKED_AT: Final = 2000
#: The winner needs this many small words, this share of all words, and this lead.
HITS, SHARE, LEAD = 5, 0.12, 1.5

#: Small words that are frequent in the language and rare in its neighbours.
SMALL_WORDS: Final[dict[str, str]] = {
    "en": "the of and to that was for with on his her which from they have this been are were it "
    "said would he she not but by at is as an",
    "de": "der die das und den von zu mit ist des dem nicht sich auch auf für eine ein als wird "
    "hat sind bei nach einen einer wurde im es er sie",
    "fr": "le la les des et est dans une que qui pour pas sur du au avec par ce plus sont mais ont "
    "été aux cette il elle ces leur",
    "es": "el la los las de que y en del una por con para se su al lo más pero como este fue han "
    "sus está desde muy ha es",
    "it": "il di che la è per un una non del della dei con sono si le gli al nel alla anche più "
    "come dal ha ma lo questo delle",
    "pt": "o que de do da em um uma para com não os as no na por mais dos das se foi ao pelo ou "
    "são também à é pela",
    "nl": "de het een van en dat is op te voor met niet zijn aan er ook om bij naar door maar "
    "wordt hij ze uit nog deze",
    "pl": "w i na z się nie do to że jest o jak po za przez od oraz dla ale przy może był tym są "
    "jego tylko ich ze",
    "sv": "och att det som en på är av för med till den har inte om ett men var sig så från han "
    "hon kan när också",
    "da": "og at det er en på af for med til den har ikke som om et men var sig fra han hun kan "
    "når også blev",
    "no": "og at det er en på av for med til den har ikke som om et men var seg fra han hun kan "
    "når også ble etter",
    "fi": "ja on ei että oli hän se ovat mutta kuin myös ole hänen mukaan joka sen sekä jo kun nyt",
    "cs": "a v se na je že s z o do to i ve pro za jako jsou by ale po byl podle které který také",
    "hu": "a az és hogy nem is egy meg volt csak már ez de még vagy mint azt lesz szerint el kell",
    "ro": "și în de la a cu nu că pe din o un este care pentru mai au fost prin sunt dar după al",
    "is": "og að í á er sem um til við ekki það en var hann hún af fyrir með hefur verið frá eru "
    "þessi eftir segir",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi sonra kadar ise ancak var ne her",
    "id": "yang dan di dengan untuk dari ini itu pada tidak dalam akan adalah juga ke oleh telah",
    "vi": "và của là có được cho trong một không với các những này người đã khi từ tại để vào",
    "ru": "и в не на что с по он как это к но из за то все его от а о для был года было она",
    "uk": "і в не на що з та до за як у про це він від але його був для або який також вони є",
    "bg": "и на в да се за от не по че са с е това като беше но към до след които той при ще",
    "el": "και το της να του η την για από που με είναι στην ότι οι δεν στο θα τα αυτό μια",
    "ar": "في من على إلى أن عن التي الذي هذا ما لا هذه بعد كان مع بين قال كما ذلك قد",
    "fa": "و در به از که این را با است برای آن یک خود تا کرد شد بر هم نیز شده",
    "he": "של את על לא זה הוא כי גם עם היא אל אבל או כל יש היה אני אם מה כך",
    "hi": "के में की है से को का और पर ने कि भी यह इस हैं एक नहीं लिए था कर",
}

#: A script that is all but one language's own, and how to see it.
SCRIPTS: Final = (
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e01-\u0e5b]")),
)
_SCRIPTED: Final = re.compile("[\u0e01-\u0e5b\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
#: The share of letters that a script needs to decide. Japanese has a share of kana only.
SCRIPT_SHARE: Final = 0.2

#: What stands between words beside blanks. All but `\w` would part Hindi letters from their vowels.
_ASCII: Final = "0123456789_.,;:!?\"'()[]-"
_ASCII_MARKS: Final = bytes.maketrans(_ASCII.encode(), b" " * len(_ASCII))
_OTHER_MARKS: Final = "«»“”‘’—–।"
_WELL: Final = ("utf-8", "surrogatepass")
_OF_WORD: Final[dict[str, tuple[str, ...]]] = {}
for _language, _words in SMALL_WORDS.items():
    for _word in set(_words.split()):
        _OF_WORD[_word] = (*_OF_WORD.get(_word, ()), _language)


def guess(text: str) -> str | None:
    """The language of a text as a BCP 47 tag, or `None`.

    >>> guess("The minister said that the letters were on their way to the embassy, and that "
    ...       "she would have them read by the end of the week.")
    'en'
    >>> guess("Kim Jong Un")
    """
    start = text[:LOOKED_AT]
    if _SCRIPTED.search(start):
        for language, letters in SCRIPTS:
            if len(letters.findall(start)) > SCRIPT_SHARE * len(start):
                return language
    words = _cut(start)
    votes: Counter[str] = Counter()
    for languages, times in Counter(map(_OF_WORD.get, words)).items():
        for language in languages or ():
            votes[language] += times
    ranked = votes.most_common(2)
    if not ranked:
        return None
    (best, hits), runner = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
    if hits < max(HITS, SHARE * len(words)) or hits < LEAD * runner:
        return None
    return best


def _cut(text: str) -> list[str]:
    # Several times faster than to look for words with an expression.
    even = text.lower().encode(*_WELL).translate(_ASCII_MARKS).decode(*_WELL)
    if not even.isascii():
        for mark in _OTHER_MARKS:
            even = even.replace(mark, " ")
    return even.split()
