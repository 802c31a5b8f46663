"""`cleaner pipe`: the stages, chained by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import click

from cleaner.cli import FINE, SOME_FAILED
from cleaner.cli.drafts import drafts
from cleaner.cli.options import COLOR, PAGE, RULES, options
from cleaner.cli.output import Output
from cleaner.cli.paint import Painter
from cleaner.cli.road import known_from, run_from
from cleaner.draft import Block, Draft, Page
from cleaner.pipeline import Limits
from cleaner.stages.close import close
from cleaner.stages.decode import decode
from cleaner.stages.dedup import dedup
from cleaner.stages.extract import extract
from cleaner.stages.frame import frame
from cleaner.stages.repair import repair
from cleaner.stages.strip import strip
from cleaner.writers import WRITERS

#: What must have run before a stage can.
NEEDS: Final = {
    "repair": "decode",
    "extract": "decode",
    "strip": "extract",
    "dedup": "extract",
    "frame": "extract",
    "write": "decode",
    "show": "decode",
}
ENDS: Final = ("write", "show")

Work = Callable[[Draft], Draft]


class Link:
    """A link of the chain: a stage and what it does to a draft; or an end, and how it writes."""

    def __init__(self, name: str, work: Work | None = None, **more: Any) -> None:
        self.name, self.work, self.more = name, work, more


@click.group("pipe", chain=True, short_help="Stages chained by hand.")
@click.option(
    "-i",
    "--input",
    "paths",
    multiple=True,
    metavar="PATH",
    help="A page to read; may be given again. [default: standard input]",
)
@options(PAGE)
def command(**_: Any) -> None:
    """Chain stages: each takes the drafts of the one before. `decode` comes first; `write` or
    `show` comes last (`write` if neither is there).

    \b
    cleaner pipe -i page.txt decode repair extract strip dedup frame write
    cleaner pipe -i page.txt decode extract strip --select en/newsletter show
    """


def _stage(name: str, text: str, work: Work) -> None:
    @command.command(name, help=text)
    def _() -> Link:
        return Link(name, work)


_stage("repair", "Undo mojibake, find lost quotes again.", repair)
_stage("extract", "Cut the text into blocks.", extract)
_stage("dedup", "Label what the page says twice.", dedup)
_stage("frame", "Find headline, standfirst, dateline, credit.", frame)


@command.command("decode", help="Bytes to text.")
@click.option(
    "--max-chars",
    type=click.IntRange(1),
    default=Limits().max_chars,
    show_default=True,
    help="Cut longer pages.",
)
def _decode(max_chars: int) -> Link:
    return Link("decode", max_chars=max_chars)


@command.command("strip", help="Label furniture, captions and facts by rules.")
@options(RULES)
def _strip(**flags: Any) -> Link:
    rules = run_from(flags).cleaner.rules
    return Link("strip", lambda draft: strip(draft, rules=rules), digest=rules.digest)


@command.command("write", help="Close the drafts into records and write them.")
@click.option("-o", "--output", metavar="FILE", help="Write here instead of stdout.")
@click.option("--to", type=click.Choice(list(WRITERS)), default="jsonl", show_default=True)
def _write(output: str | None, to: str) -> Link:
    return Link("write", output=output, to=to)


@command.command("show", help="Draw the blocks with their labels and reasons.")
@options(COLOR)
def _show(color: bool | None) -> Link:
    return Link("show", color=color)


@command.result_callback()
def _run(links: Sequence[Link], paths: tuple[str, ...], **flags: Any) -> int:
    _check(links)
    end = links[-1] if links[-1].name in ENDS else Link("write")
    digest = next((link.more["digest"] for link in links if link.name == "strip"), None)
    limits = Limits()
    painter = Painter(end.more.get("color"))

    def work(page: Page) -> Draft:
        draft = decode(page, max_chars=links[0].more["max_chars"])
        for link in links:
            if link.work is not None:
                draft = link.work(draft)
        # Without `extract` the page is one block.
        return draft if draft.blocks else draft.with_(blocks=(Block(0, len(draft.source)),))

    with Output(end.more.get("output"), WRITERS[end.more.get("to", "jsonl")]) as out:
        for draft in drafts(paths or ("-",), work, out.fail, **known_from(flags)):
            if end.name == "show":
                out.put(painter.draft(draft).encode())
            else:
                out.write(
                    close(
                        draft,
                        short_body=limits.short_body,
                        max_prose_removed=limits.max_prose_removed,
                        rules_sha256=digest,
                    )
                )
    return SOME_FAILED if out.failures else FINE


def _check(links: Sequence[Link]) -> None:
    """Every stage needs what it works on; the end comes last."""
    done: set[str] = set()
    for place, link in enumerate(links):
        need = NEEDS.get(link.name)
        if need is not None and need not in done:
            raise click.UsageError(f"`{link.name}` needs `{need}` before it")
        if link.name in ENDS and place != len(links) - 1:
            raise click.UsageError(f"`{link.name}` ends the chain; put it last")
        if link.name == "decode" and place:
            raise click.UsageError("`decode` comes first, once")
        done.add(link.name)
