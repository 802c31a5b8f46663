"""`cleaner diff`: what did cleaning change; and what did a change of rules change?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click

from cleaner import labels
from cleaner.cli import FINE, SOME_FAILED
from cleaner.cli.drafts import drafts
from cleaner.cli.options import COLOR, PAGE, PAGER, RULES, options
from cleaner.cli.paint import Painter
from cleaner.cli.road import run_from
from cleaner.cli.runs import compared
from cleaner.cli.say import say
from cleaner.cli.show import show
from cleaner.cli.woven import WORD, Part, come, common, gone, laid
from cleaner.draft import Block, Draft
from cleaner.record import Failure
from cleaner.spans import Repair

ONLY: Final = ("cuts", "repairs")
#: What leaves the text for another place in the record.
ASIDE: Final = frozenset({*labels.FACTS, "caption"})


@click.command("diff", short_help="Before and after; or two record files.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--only", type=click.Choice(ONLY), help="Show only the cuts, or only the repairs.")
@options(PAGE, RULES, COLOR, PAGER)
def command(
    paths: tuple[str, ...], only: str | None, color: bool | None, pager: bool, **flags: Any
) -> int:
    """Show what cleaning takes away (-), what it sets aside in a field of the record (>), and
    how it repairs what stays (~).

    With two record files (.jsonl), show what differs between two runs: cuts gained and lost, rule
    by rule, and articles whose text changed.

    \b
    cleaner diff page.txt
    cleaner diff before.jsonl after.jsonl
    """
    painter = Painter(color)
    if len(paths) == 2 and all(path.endswith(".jsonl") for path in paths):
        lines = list(compared(Path(paths[0]), Path(paths[1]), painter))
        show("\n".join(lines) + "\n", pager=pager)
        return FINE
    run = run_from(flags)
    lines = []
    failed: list[Failure] = []
    for draft in drafts(paths, run.cleaner.draft, failed.append, **run.known):
        lines.append(painter.style(f"--- {draft.page.source}", "bold"))
        lines += _page(draft, painter, only)
    show("\n".join(lines) + "\n" if lines else "", pager=pager)
    for one in failed:
        say(one)
    return SOME_FAILED if failed else FINE


def _page(draft: Draft, painter: Painter, only: str | None) -> Iterator[str]:
    """The blocks that changed; those between them are counted."""
    unchanged = 0
    for block in draft.blocks:
        lines = list(_block(block, draft, painter, only))
        if not lines:
            unchanged += 1
            continue
        if unchanged:
            yield painter.style(f"  … {unchanged} unchanged", "bright_black")
            unchanged = 0
        yield from lines
    if unchanged:
        yield painter.style(f"  … {unchanged} unchanged", "bright_black")


def _block(block: Block, draft: Draft, painter: Painter, only: str | None) -> Iterator[str]:
    text = draft.source[block.start : block.end]
    if not block.kept:
        if only != "repairs":
            again = block.reason is not None and block.reason.duplicate_of is not None
            mark, look = (">", "cyan") if block.label in ASIDE and not again else ("-", "red")
            why = f"{block.label}: {block.reason.rule}" if block.reason else block.label
            yield from painter.change(mark, text, look, why)
        return
    inside = [r for r in draft.repairs if block.start <= r.start and r.end <= block.end]
    if inside and only != "cuts":
        yield from _mended(block, inside, draft, painter)
    if only != "repairs":
        for cut in block.cuts:
            why = f"{cut.label}: {cut.reason.rule}, inside a block"
            yield from painter.change("-", draft.source[cut.start : cut.end], "red", why)


def _mended(block: Block, inside: list[Repair], draft: Draft, painter: Painter) -> Iterator[str]:
    """A block that was repaired, with what stood there before."""
    parts: list[Part] = []
    at = block.start
    for repair in inside:
        words = WORD.findall(draft.source[at : repair.start])
        parts.append(common(words, first=at == block.start, last=False))
        parts += [gone(repair.before)] if repair.before else []
        after = draft.source[repair.start : repair.end]
        parts += [come(after)] if after else []
        at = repair.end
    parts.append(common(WORD.findall(draft.source[at : block.end]), first=False, last=True))
    actions = ", ".join(dict.fromkeys(repair.action for repair in inside))
    parts.append(Part(f"  ({actions})", "bright_black"))
    yield from laid(parts, painter, "~ ")
