"""What holds of any corpus: order and files do not matter, nothing is lost, and it ends."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.clusters import Row, dedup, groups, read

#: A run costs a tenth of a second, so there are few, each of many texts.
FEW = settings(max_examples=5)
WORDS = [
    "quay",
    "harbour",
    "wall",
    "lorry",
    "boat",
    "storm",
    "mayor",
    "Skerrow",
    "Varn",
    "Elin",
    "12",
    "40",
    "the",
    "of",
    "in",
    "to",
    "and",
]


@st.composite
def corpora(draw: st.DrawFn) -> list[Row]:
    """Texts and copies of them: the same, shorter, with another word, with a paragraph more, with
    other capitals, in other lines."""
    chance = random.Random(draw(st.integers(0, 1 << 32)))
    rows: list[Row] = []
    for story in range(draw(st.integers(1, 40))):
        words = [chance.choice(WORDS) + chance.choice(["", "s", "ly"]) for _ in range(60)]
        for copy in range(draw(st.integers(1, 4))):
            edited = list(words)
            match chance.randrange(4):
                case 0:
                    edited[chance.randrange(60)] = f"word{copy}"
                case 1:
                    edited = edited[: chance.randrange(20, 60)]
                case 2:
                    edited += [chance.choice(WORDS) for _ in range(20)]
                case 3:
                    edited = [getattr(word, chance.choice(["upper", "lower"]))() for word in edited]
                case 4:
                    edited[20] += "\n"
                case _:
                    pass
            day = chance.randrange(1, 28)
            rows.append(
                {
                    "id": f"{story}.{copy}",
                    "text": " ".join(edited),
                    "url": f"https://site{chance.randrange(3)}.example/{story}/{copy}",
                    "date": f"2024-03-{day:02}",
                }
            )
    return rows


def run(*rows: list[Row], **flags: str) -> tuple[list[Row], list[Row]]:
    """What stays and what goes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        words = [word for flag, value in flags.items() for word in (f"--{flag}", value)]
        kept = dedup(folder, *rows, flags=words)
        return kept, read(folder / "out.dropped.jsonl")


def ordered(rows: list[Row]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def bare(row: Row) -> dict[str, Any]:
    marks = ("cluster", "duplicate_of", "duplicate_kind", "similarity")
    return {key: value for key, value in row.items() if key not in marks}


@FEW
@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(rows: list[Row], chance: random.Random) -> None:
    kept, dropped = run(rows)
    shuffled = list(rows)
    chance.shuffle(shuffled)
    kept_then, dropped_then = run(shuffled)
    assert ordered(kept) == ordered(kept_then)
    assert ordered(dropped) == ordered(dropped_then)


@FEW
@given(corpora(), st.integers(0, 100))
def test_the_files_that_records_lie_in_do_not_matter(rows: list[Row], cut: int) -> None:
    assert run(rows) == run(rows[:cut], rows[cut:])


@FEW
@given(corpora(), st.sampled_from(["first", "longest", "earliest", "all"]))
def test_the_result_read_again_stays_as_it_is(rows: list[Row], keep: str) -> None:
    kept, _ = run(rows, keep=keep)
    assert run(kept, keep=keep) == (kept, [])


@FEW
@given(corpora(), st.sampled_from(["first", "longest", "earliest", "all"]))
def test_every_record_stays_or_is_on_the_receipt(rows: list[Row], keep: str) -> None:
    kept, dropped = run(rows, keep=keep)
    assert ordered([bare(row) for row in kept + dropped]) == ordered(rows)
    assert {row["duplicate_of"] for row in dropped} <= {row["id"] for row in kept}


@FEW
@given(corpora())
def test_which_one_is_kept_does_not_change_the_clusters(rows: list[Row]) -> None:
    found = []
    for keep in ("first", "longest", "earliest", "all"):
        kept, dropped = run(rows, keep=keep)
        found.append(groups(kept + dropped))
    assert found[1:] == found[:-1]
