"""What `cleaner check` does with each page."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any, Final

import click
import msgspec

from cleaner.cli.options import run_from
from cleaner.cli.paint import Painter
from cleaner.cli.tell import called
from cleaner.draft import Page
from cleaner.errors import InputError
from cleaner.findings import Finding, fingerprint, page_findings
from cleaner.findings.patch import patch
from cleaner.pipeline import STAGES, Cleaner, failure
from cleaner.readers import Place, read_places
from cleaner.record import Failure
from cleaner.rulebook import RuleBook
from cleaner.stages.decode import decode
from cleaner.stages.reasons import DEDUP, FLAG, HTML, INPUT, REPAIR

#: A headline and a standfirst may stand in a text that is clean; so `frame` is left out.
ROAD: Final = tuple(stage for stage in STAGES if stage != "frame")
#: Findings that no rule makes: their prefixes choose among findings, and mean nothing to the road.
_OWN: Final = (HTML, REPAIR, FLAG, DEDUP, INPUT)


class Checking(msgspec.Struct, frozen=True, kw_only=True):
    """The road without the frame, and what is known of every page."""

    cleaner: Cleaner
    known: dict[str, Any]
    painter: Painter

    @classmethod
    def of(cls, flags: dict[str, Any], color: bool | None) -> Checking:
        """As the flags say.

        Raises:
            CleanerError: a setting, a prefix or a rule file is wrong.
        """
        select, ignore = (tuple(filter(_of_rule, flags[key])) for key in ("select", "ignore"))
        run = run_from({**flags, "select": select, "ignore": ignore}, stages=ROAD)
        cleaner = run.cleaner
        if flags["select"] and not select:
            # Only findings that no rule makes were asked for.
            cleaner = Cleaner(rules=RuleBook([]), limits=cleaner.limits, stages=ROAD)
        return cls(cleaner=cleaner, known=run.known, painter=Painter(color))

    def findings(
        self, found: Iterable[Place], checked: list[str], *, diff: bool = False
    ) -> Iterator[Finding]:
        """What is found in these places, in order.

        Args:
            found: files.
            checked: their names are added here as they are read.
            diff: print what would change, while it goes.
        """
        for place in found:
            path = called(place.path)
            checked.append(path)
            for page in read_places([place], **self.known):
                for finding in self._page(page, path, diff=diff):
                    if diff and finding.rule.startswith(INPUT):
                        click.echo(f"cleaner: {path}: {finding.message}", err=True)
                    yield finding

    def _page(self, page: Page | Failure, path: str, *, diff: bool) -> Iterator[Finding]:
        if isinstance(page, Failure):
            yield _failed(page, path)
            return
        try:
            draft = self.cleaner.draft(page)
        except InputError as error:
            yield _failed(failure(page, error), path)
            return
        article = self.cleaner.close(draft)
        if diff:
            lines = patch(draft, article, _named(page, path, html=draft.format == "html"))
            sys.stdout.writelines(self.painter.patch(lines))
        # Lines are counted in the file, so its markup is looked at once more.
        limit = self.cleaner.limits.max_chars
        markup = decode(page, max_chars=limit).source if draft.format == "html" else None
        yield from page_findings(draft, article, path, markup=markup)


def _of_rule(prefix: str) -> bool:
    return not f"{prefix.rstrip('/')}/".startswith(_OWN)


def _named(page: Page, path: str, *, html: bool) -> str:
    """What the head of a diff calls a page."""
    if page.field is not None:
        place = f"{path}:{page.line}" if page.line is not None else f"{path}#{page.id}"
        return f"{place} ({page.field})"
    return f"{path} (its text)" if html else path


def _failed(failed: Failure, path: str) -> Finding:
    rule = INPUT + failed.reason
    return Finding(
        rule=rule,
        message=failed.message,
        path=path,
        fingerprint=fingerprint(rule, path, failed.id, failed.message),
    )
