"""How long repair takes beside ftfy and plsfix, in CPU time, on clean text and on damaged.

    python benchmarks/repair.py [--rounds 7] [--texts SENTENCES.jsonl.gz]
    python benchmarks/repair.py --damaged CASES.jsonl.gz
    python benchmarks/repair.py --road PAGES.jsonl.gz

Every reading is paired: the contestants take turns on the same texts inside one process, and the
medians of the turns are compared. ftfy gets the settings of an archive (`fast.ARCHIVE`); plsfix,
which must be installed apart, gets its own nearest ones. The texts are made here from a few
sentences written for this file; or, with `--texts`, from sentences of many kinds (`text` and `lang`
in each line), thirty to a document: much of a web text is odder than a few plain sentences.

With `--damaged`, on single damaged lines (`bad` and `group` in each line) read once, a hundred at a
time by turns; what is loaded for them, models above all, is counted in. With `--road`, how much of
the way from a page of English text (`text` and perhaps `lang` in each line) to its record is repair.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import random
import statistics
import struct
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ftfy

from cleaner import Cleaner
from cleaner.encoding import fast, repair

SENTENCES = {
    "ASCII": [
        "The council met on Tuesday and voted to close the old bridge until the spring.",
        "Nobody asked how the money was found, and the mayor did not offer to explain it.",
        "By noon the rain had stopped; the market opened again, and people came back.",
        "What would it cost? About 4.5 million, said the engineer, give or take a tenth.",
    ],
    "English, curly quotes": [
        "“It’s closed until spring,” the mayor said, “and that’s the end of it.”",
        "Nobody asked where the money’s from — the council didn’t offer to explain.",
        "By noon the rain had stopped; the market’s stalls opened again…",
        "“What’ll it cost?” About 4.5 million, said the engineer’s office – give or take.",
    ],
    "French": [
        "Le maire a annoncé que le vieux pont resterait fermé jusqu’au printemps, à regret.",
        "Personne n’a demandé d’où venait l’argent ; l’équipe s’est tue, gênée et pressée.",
        "À midi, la pluie avait cessé et le marché a rouvert, bondé, près de l’église.",
        "« Combien cela coûtera-t-il ? » Quatre millions, répond l’ingénieur, à peu près.",
    ],
    "German": [
        "Die alte Brücke bleibt bis zum Frühjahr gesperrt, erklärte die Bürgermeisterin.",
        "Niemand fragte, woher das Geld für die größere Lösung kommen würde.",
        "„Was kostet das?“ Etwa vier Millionen, schätzt das Büro, natürlich ungefähr.",
    ],
    "Czech": [
        "Starý most zůstane zavřený až do jara, řekla starostka po úterním jednání.",
        "Nikdo se nezeptal, odkud peníze přišly, a vedení to vysvětlovat nechtělo.",
    ],
    "Russian": [
        "Старый мост останется закрытым до весны, сообщила мэр после заседания совета.",
        "Никто не спросил, откуда взялись деньги, и объяснять этого никто не стал.",
        "«Сколько это будет стоить?» — «Около четырёх миллионов», — ответил инженер.",
    ],
    "Chinese": [
        "市长在周二的会议后表示，旧桥将一直关闭到春天，以便进行全面的检查和维修。",
        "没有人问这笔钱是从哪里来的，市政府也没有主动解释。",
    ],
    "Japanese": [
        "市長は火曜日の会議のあとで、古い橋は春まで閉鎖されると発表しました。",
        "お金がどこから来たのか、だれもたずねませんでした。",
    ],
    "Korean": [
        "시장은 화요일 회의 후 낡은 다리를 봄까지 폐쇄한다고 밝혔다.",
        "그 돈이 어디에서 왔는지 아무도 묻지 않았다.",
    ],
}
DOCUMENTS = 60
FEWEST = 100  # sentences of a language
LINES = 40
TURN = 100  # damaged lines
PAGES = 300


def documents(sentences: list[str], dice: random.Random) -> list[str]:
    return [
        "\n".join(" ".join(dice.choices(sentences, k=dice.randint(1, 5))) for _ in range(LINES))
        for _ in range(DOCUMENTS)
    ]


def damaged(text: str) -> str:
    return text.encode().decode("latin-1")


def corpora() -> dict[str, list[str]]:
    dice = random.Random(7)
    made = {name: documents(sentences, dice) for name, sentences in SENTENCES.items()}
    curly = made["English, curly quotes"]
    made["5 % damaged documents"] = [
        damaged(text) if i % 20 == 0 else text for i, text in enumerate(curly)
    ]
    made["all damaged"] = [damaged(text) for text in curly[:6]]
    lossy = [text.encode().decode("cp1252", "ignore") for text in curly[:6]]
    made["all damaged, bytes lost"] = lossy
    return made


def read(path: Path) -> dict[str, list[str]]:
    """Documents of thirty sentences for each language that has a hundred."""
    by_language: dict[str, list[str]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            by_language[row["lang"]].append(row["text"])
    return {
        language: ["\n".join(found[i : i + 30]) for i in range(0, len(found), 30)]
        for language, found in sorted(by_language.items())
        if len(found) >= FEWEST
    }


def contestants() -> dict[str, Callable[[str], object]]:
    found: dict[str, Callable[[str], object]] = {
        "cleaner": repair,
        "ftfy": lambda text: ftfy.fix_text(text, fast.ARCHIVE),
    }
    try:
        plsfix = importlib.import_module("plsfix")
    except ImportError:
        return found

    def in_rust(text: str) -> str:
        try:
            return str(plsfix.fix_text(text))
        except UnicodeEncodeError:  # lone surrogates, which Rust has no text for
            return text

    found["plsfix"] = in_rust
    return found


def spent(task: Callable[[str], object], texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        task(text)
    return time.process_time() - start


def on_damage(path: Path, tasks: dict[str, Callable[[str], object]]) -> None:
    """The time of single lines by kind of damage, with everything that has to be loaded for them."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    groups: dict[str, dict[str, float]] = defaultdict(lambda: dict.fromkeys(tasks, 0.0))
    for i in range(0, len(rows), TURN):
        for label, run in tasks.items():
            for row in rows[i : i + TURN]:
                taken = spent(run, [_damage(row)])
                groups[row["group"]][label] += taken
                groups["all"][label] += taken
    print(f"| damage | {' | '.join(f'{label} s' for label in tasks)} | times as long as ftfy |")
    print("|---" * (len(tasks) + 2) + "|")
    for name, sums in sorted(groups.items()):
        cells = " | ".join(f"{sums[label]:.2f}" for label in tasks)
        print(f"| {name} | {cells} | {sums['cleaner'] / sums['ftfy']:.1f} |")


def on_road(path: Path, rounds: int) -> None:
    """The share of repair in the whole way from a page of text to a record."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for _, line in zip(range(PAGES), file, strict=False)]
    pages = [row["text"] for row in rows if row.get("lang", "en") == "en"]
    road = Cleaner()
    print("| damaged pages | repair ms a page | whole road ms a page | share |\n|---|---|---|---|")
    for every in (0, 20, 10):
        texts = [damaged(t) if every and i % every == 0 else t for i, t in enumerate(pages)]
        turns = []
        for _ in range(rounds + 1):  # the first one loads
            whole = spent(lambda text: road.clean(text.encode(), format="text").to_json(), texts)
            turns.append((spent(repair, texts), whole))
        own, whole = (statistics.median(side) for side in zip(*turns[1:], strict=True))
        shown = [f"{1e3 * taken / len(texts):.2f}" for taken in (own, whole)]
        print(
            f"| {f'1 in {every}' if every else 'none'} | {' | '.join(shown)} | {own / whole:.1%} |"
        )


def _damage(row: dict[str, Any]) -> str:
    """The damaged text; where it held lone surrogates, pairs of them are written as one."""
    text: str = row["bad"]
    if not row.get("surrogates"):
        return text
    units = text.encode("utf-16-be", "surrogatepass")
    return "".join(map(chr, struct.unpack(f">{len(units) // 2}H", units)))


def main() -> None:
    parser = argparse.ArgumentParser(description="CPU time of repair beside its neighbours.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--damaged", type=Path)
    parser.add_argument("--road", type=Path)
    options = parser.parse_args()
    tasks = contestants()
    if options.road:
        on_road(options.road, options.rounds)
        return
    if options.damaged:
        on_damage(options.damaged, tasks)
        return
    print(
        f"| {'text':26} | characters | {' | '.join(f'{n} ns/char' for n in tasks)} | times ftfy |"
    )
    print("|---" * (len(tasks) + 3) + "|")
    for name, texts in (read(options.texts) if options.texts else corpora()).items():
        size = sum(map(len, texts))
        for task in tasks.values():  # tables and models are loaded before the clock starts
            for text in texts:
                task(text)
        turns: dict[str, list[float]] = {label: [] for label in tasks}
        for _ in range(options.rounds):
            for label, run in tasks.items():
                turns[label].append(spent(run, texts))
        median = {label: statistics.median(taken) for label, taken in turns.items()}
        cells = " | ".join(f"{median[label] / size * 1e9:10.2f}" for label in tasks)
        print(f"| {name:26} | {size:10} | {cells} | {median['ftfy'] / median['cleaner']:8.1f} |")


if __name__ == "__main__":
    main()
