"""`cleaner dedup --paragraphs`: what stands in several stories."""

from __future__ import annotations

from pathlib import Path

from tests.corpus.clusters import Row, dedup, read

BACKGROUND = "Skerrow and Varn have quarrelled over the fishing grounds west of the Calf for years."
SET = read(Path(__file__).parents[2] / "fixtures" / "neardup" / "own.jsonl")
STORIES = [row["text"] for row in SET if row["kind"] == "base"][:3]


def rows(*sites: str) -> list[Row]:
    return [
        {
            "id": f"r{n}",
            "site": site,
            "text": f"{story}\n\n{BACKGROUND.upper() if n else BACKGROUND}",
        }
        for n, (site, story) in enumerate(zip(sites, STORIES, strict=True))
    ]


def test_a_paragraph_of_three_stories_is_listed(tmp_path: Path) -> None:
    out = tmp_path / "paragraphs.jsonl"
    dedup(tmp_path, rows("a", "b", "b"), flags=["--paragraphs", str(out)])
    assert read(out) == [
        {
            "text": BACKGROUND,
            "stories": 3,
            "records": 3,
            "sites": 2,
            "examples": ["r0", "r1", "r2"],
        }
    ]


def test_versions_of_a_story_count_once(tmp_path: Path) -> None:
    out = tmp_path / "paragraphs.jsonl"
    some = [{"id": f"r{n}", "text": f"{STORIES[0]}\n\n{BACKGROUND}\n\nTake {n}."} for n in range(5)]
    dedup(tmp_path, some, flags=["--paragraphs", str(out)])
    assert read(out) == []


def test_earlier_days_are_counted(tmp_path: Path) -> None:
    out = tmp_path / "paragraphs.jsonl"
    flags = ["--index", str(tmp_path / "index"), "--paragraphs", str(out)]
    first, second, third = rows("a", "a", "a")
    dedup(tmp_path, [first, second], flags=flags)
    assert read(out) == []
    dedup(tmp_path, [third], flags=flags)
    assert [(row["stories"], row["text"]) for row in read(out)] == [(3, BACKGROUND.upper())]
