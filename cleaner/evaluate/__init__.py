"""How good are the rules? Labelled lines in, precision and recall out."""

from cleaner.evaluate.ablate import Worth, ablate
from cleaner.evaluate.floors import breaches, read_floors
from cleaner.evaluate.gold import GoldLine, GoldPage, read_gold
from cleaner.evaluate.score import Counts, Scored, cuts_of, score_page

__all__ = [
    "Counts",
    "GoldLine",
    "GoldPage",
    "Scored",
    "Worth",
    "ablate",
    "breaches",
    "cuts_of",
    "read_floors",
    "read_gold",
    "score_page",
]
