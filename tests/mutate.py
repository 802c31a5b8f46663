"""Plant bugs on purpose, one at a time, and show that the tests catch each.

    python tests/mutate.py [WORD…]      only the bugs whose name holds one of the words

Every bug is made in a copy of the project; the tests that should notice run there. A bug that
survives is a hole in the tests, and the exit code is 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
COPIED = ("cleaner", "docs", "rules", "tests", "fixtures", "seeds", "pyproject.toml")
ENGINE = ("tests/rulebook", "tests/test_laws.py")


class Bug(NamedTuple):
    """A line of the project, and what it is changed to."""

    name: str
    path: str
    old: str
    new: str
    tests: tuple[str, ...] = ENGINE


BUGS = (
    Bug(
        "the view's map is off by one after a blank",
        "cleaner/rulebook/view.py",
        "                starts.append(blank)\n",
        "                starts.append(first)\n",
    ),
    Bug(
        "the end of a cluster is its start",
        "cleaner/rulebook/view.py",
        "            ends.append(last)\n",
        "            ends.append(first)\n",
    ),
    Bug(
        "decomposed text is not composed",
        "cleaner/rulebook/view.py",
        '    if unicodedata.is_normalized("NFC", text):\n        return text\n',
        "    if text:\n        return text\n",
    ),
    Bug(
        "invisible characters stay in the view",
        "cleaner/rulebook/view.py",
        '    **dict.fromkeys(INVISIBLE, ""),\n',
        "",
    ),
    Bug(
        "only one literal of a pattern is looked for",
        "cleaner/rulebook/leads.py",
        "            for atom, place in pattern.placed():\n",
        "            for atom, place in [*pattern.placed()][:1]:\n",
    ),
    Bug(
        "a letter may not stand where the match itself has one",
        "cleaner/rulebook/atoms.py",
        "    return left + right\n",
        "    return head + tail\n",
    ),
    Bug(
        "nothing stands before a literal that comes later",
        "cleaner/rulebook/atoms.py",
        "found.append({a: (b + at, c + rest) for a, (b, c) in piece.required.items()})",
        "found.append({a: (b, c + rest) for a, (b, c) in piece.required.items()})",
    ),
    Bug(
        "a pattern with one tied branch is tied",
        "cleaner/rulebook/expression.py",
        "return all(_tied(branch, end, *names) for branch in node.branches)",
        "return any(_tied(branch, end, *names) for branch in node.branches)",
    ),
    Bug(
        "no word ends where a literal does",
        "cleaner/rulebook/atoms.py",
        "    after = atom[-1] == BORDER and core[-1].isalpha()\n",
        "    after = core[-1].isalpha()\n",
    ),
    Bug(
        "what is said once is said twice",
        "cleaner/rulebook/expression.py",
        "    return least if again & {group, str(group)} and",
        "    return least if",
    ),
    Bug(
        "a choice promises the literals of its first branch",
        "cleaner/rulebook/atoms.py",
        "        required = None if required is None or best is None else _wider(required, best)\n",
        "        required = dict(best) if not required and best else required\n",
    ),
    Bug(
        "an optional part is promised",
        "cleaner/rulebook/pattern.py",
        "            return atoms.either([inside, atoms.NOTHING]) if optional else inside\n",
        "            return inside\n",
    ),
    Bug(
        "candidates are looked for in the first passage only",
        "cleaner/rulebook/leads.py",
        "            while end > border:\n",
        "            while end > border and which < 0:\n",
    ),
    Bug(
        "long sayings are not looked up",
        "cleaner/rulebook/leads.py",
        "        if len(view) <= self._longest:\n",
        "        if len(view) < 12:\n",
    ),
    Bug(
        "a literal's place is counted from the start of the page",
        "cleaner/rulebook/leads.py",
        "            place = start - first\n",
        "            place = start\n",
    ),
    Bug(
        "a pattern that may do without a digit needs one",
        "cleaner/rulebook/expression.py",
        "        return node.min_count > 0 and _digit(node.subpattern)\n",
        "        return _digit(node.subpattern)\n",
    ),
    Bug(
        "a choice promises beside its literals those of its first branch",
        "cleaner/rulebook/atoms.py",
        "    return Atoms(None if exact is None else frozenset(exact), required or None, width=width)\n",
        "    return Atoms(\n        None, required or None, options[0].others if options else (), width\n    )\n",
    ),
    Bug(
        "what holds for sure is not asked what spares it",
        "cleaner/rulebook/matcher.py",
        "            elif not (test.unless and self._spared(passage, test)):\n",
        "            else:\n",
    ),
    Bug(
        "a pattern may open with a digit, so it must",
        "cleaner/rulebook/expression.py",
        "        return node.min_count > 0 and _opens_with_digit(node.subpattern)\n",
        "        return _opens_with_digit(node.subpattern)\n",
    ),
    Bug(
        "a pass keeps its first claim only",
        "cleaner/rulebook/round.py",
        "        for place, claim in found:\n            self.claims.add(place, claim)\n",
        "        for place, claim in found[:1]:\n            self.claims.add(place, claim)\n",
    ),
    Bug(
        "one round instead of a fixpoint",
        "cleaner/rulebook/book.py",
        "            if not changed:\n",
        "            if not changed or len(left) < len(blocks):\n",
    ),
    Bug(
        "the first claim wins",
        "cleaner/rulebook/claims.py",
        "                best = min(whole, key=Claim.rank)\n",
        "                best = whole[0]\n",
    ),
    Bug(
        "a walk beats a name",
        "cleaner/rulebook/claims.py",
        "how, _LABEL",
        "-how, _LABEL",
    ),
    Bug(
        "keep does not keep",
        "cleaner/rulebook/claims.py",
        "            if self._kept >> place & 1:\n                continue\n",
        "",
    ),
    Bug(
        "the second of two overlapping spans is dropped",
        "cleaner/rulebook/claims.py",
        "        start = max(low, at)\n        if start < high:\n",
        "        start = low\n        if start >= at and start < high:\n",
    ),
    Bug(
        "overlapping spans are both cut whole",
        "cleaner/rulebook/claims.py",
        "        start = max(low, at)\n",
        "        start = low\n",
    ),
    Bug(
        "cuts are in the coordinates of the round",
        "cleaner/rulebook/passage.py",
        "        for start, end in self.block.pieces():\n            first",
        "        for start, end in [(self.block.start, self.block.end)]:\n            first",
    ),
    Bug(
        "quoted matches count",
        "cleaner/rulebook/matcher.py",
        "    return quoted or not inside_quotes(match.string, match.start())\n",
        "    return True\n",
    ),
    Bug(
        "what is claimed does not uncover a zone",
        "cleaner/rulebook/zones.py",
        "    stays = sheet.where(_PROSE) & ~claims.taken()\n",
        "    stays = sheet.where(_PROSE)\n",
    ),
    Bug(
        "all prose is solid",
        "cleaner/rulebook/zones.py",
        "    solid = _solid(sheet, claims, stays) or stays\n",
        "    solid = stays\n",
    ),
    Bug(
        "a recipe's steps are not solid",
        "cleaner/rulebook/zones.py",
        "    return solid | _steps(sheet, claims)\n",
        "    return solid\n",
    ),
    Bug(
        "an advertisement parts two paragraphs",
        "cleaner/rulebook/zones.py",
        "sheet.every & ~claims.taken(INTERRUPTING)",
        "sheet.every",
    ),
    Bug(
        "buttons strewn into a list make a foot",
        "cleaner/rulebook/zones.py",
        "SILENT_FOR_ONE: Final = 10\n",
        "SILENT_FOR_ONE: Final = 1000\n",
    ),
    Bug(
        "a foot may tell as much as it likes",
        "cleaner/rulebook/zones.py",
        "TOLD_FOR_ONE: Final = 2\n",
        "TOLD_FOR_ONE: Final = 1000\n",
    ),
    Bug(
        "a walk goes past until",
        "cleaner/rulebook/round.py",
        "                if walk.until is not None and self.holds(walk.until, 1 << at):\n                    break\n",
        "",
    ),
    Bug(
        "a rule that is seldom asked of long passages never is",
        "cleaner/rulebook/leads.py",
        "        return self.high > LONG_WORDS and self.longest > LONG_CHARS\n",
        "        return False\n",
        ("tests/rulebook/test_sheet.py",),
    ),
    Bug(
        "what neighbours say is looked for only where their rule may hold",
        "cleaner/rulebook/plan.py",
        "        self.prev = _test(condition.prev)\n",
        "        self.prev = condition.prev and Test(condition.prev, most=self.most)\n",
        ("tests/rulebook/test_sheet.py",),
    ),
    Bug(
        "a range of words leaves out its last",
        "cleaner/rulebook/sheet.py",
        "        high = bisect_right(self._values, wanted.high)\n",
        "        high = bisect_left(self._values, wanted.high)\n",
        ("tests/rulebook/test_sheet.py",),
    ),
    Bug(
        "rules that ask the tree run on plain text",
        "cleaner/rulebook/plan.py",
        '            self.when.guards = (guard("tree", True), *self.when.guards)\n',
        "            pass\n",
        ("tests/rulebook",),
    ),
    Bug(
        "lines end at LF only",
        "cleaner/stages/extract.py",
        "    for line in source.splitlines(keepends=True):\n",
        '    for line in [f"{part}\\n" for part in source.split("\\n")]:\n',
    ),
    Bug(
        "composed repairs forget the first rewrite",
        "cleaner/spans.py",
        "        before = undo(here, [_moved(repair, -low) for repair in ours])\n",
        "        before = here\n",
        ("tests/test_spans.py",),
    ),
    Bug(
        "strip, dedup and frame run once",
        "cleaner/pipeline.py",
        "            settled = settled + 1 if same else 1\n",
        "            settled = settled + 1\n",
    ),
    Bug(
        "captions that differ in a number are one",
        "cleaner/stages/dedup.py",
        "    if _NUMBER.findall(one.text) != _NUMBER.findall(other.text):\n        return False\n",
        "",
        ("tests/stages",),
    ),
    Bug(
        "a stale cache is served",
        "cleaner/rulebook/packs.py",
        "            for part in (address, text):\n",
        "            for part in (address,):\n",
        ("tests/rulebook/test_packs.py",),
    ),
    Bug(
        "a damaged cache is served",
        "cleaner/rulebook/cache.py",
        "        if head == _MAGIC + hashlib.sha256(body).digest():\n",
        "        if head:\n",
        ("tests/rulebook/test_packs.py",),
    ),
)


def main(words: list[str]) -> int:
    """Try every bug; return the exit code."""
    survived = 0
    for bug in BUGS:
        if words and not any(word in bug.name for word in words):
            continue
        killer = caught(bug)
        survived += killer is None
        verdict = f"caught by {killer}" if killer else "SURVIVED"
        sys.stdout.write(f"{bug.name:<55} {verdict}\n")
        sys.stdout.flush()
    return 1 if survived else 0


def caught(bug: Bug) -> str | None:
    """The first test that notices the bug."""
    with tempfile.TemporaryDirectory() as folder:
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, Path(folder, name))
            else:
                shutil.copy(source, folder)
        path = Path(folder, bug.path)
        text = path.read_text(encoding="utf-8")
        if text.count(bug.old) != 1:
            raise SystemExit(f"{bug.path} holds {text.count(bug.old)} of the lines of {bug.name!r}")
        path.write_text(text.replace(bug.old, bug.new), encoding="utf-8")
        result = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "--tb=no",
             "-p", "no:cacheprovider", *bug.tests],
            cwd=folder, capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONPATH": folder},
        )  # fmt: skip
    if result.returncode == 0:
        return None
    failed = [line for line in result.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return failed[0].split(" ")[1] if failed else "a crash"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
