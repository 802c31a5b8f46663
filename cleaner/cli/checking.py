"""What `cleaner check` does with each page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import click
import msgspec

from cleaner.cli.paint import Painter
from cleaner.cli.road import run_from
from cleaner.cli.tell import called
from cleaner.draft import Page
from cleaner.engines.chunks import Chunk, chunks
from cleaner.engines.local import run
from cleaner.engines.work import each
from cleaner.findings import Finding, fingerprint, page_findings
from cleaner.findings.patch import patch
from cleaner.pipeline import STAGES, Cleaner
from cleaner.readers import Place, read_places
from cleaner.record import Failure
from cleaner.rulebook import RuleBook
from cleaner.stages.decode import decode
from cleaner.stages.reasons import DEDUP, FLAG, HTML, INPUT, REPAIR

#: A headline and a standfirst may stand in a text that is clean; so `frame` is left out.
ROAD: Final = tuple(stage for stage in STAGES if stage != "frame")
#: Findings that no rule makes: their prefixes choose among findings, and mean nothing to the road.
_OWN: Final = (HTML, REPAIR, FLAG, DEDUP, INPUT)


class Seen(msgspec.Struct, frozen=True):
    """What was seen on a page, and the lines of the patch that would mend it."""

    findings: tuple[Finding, ...]
    patch: tuple[str, ...] = ()


class Looked(msgspec.Struct, frozen=True):
    """A chunk of pages that were looked at."""

    number: int
    pages: tuple[Seen | Failure, ...]


class Look(msgspec.Struct, frozen=True):
    """Looks at pages, here or in a worker process. The source of a page is its path."""

    cleaner: Cleaner
    diff: bool

    def __call__(
        self,
        chunk: Chunk,
        lost: Mapping[int, tuple[str, str]] | None = None,
        begin: Callable[[int], None] = lambda index: None,
    ) -> Looked:
        """Look at a chunk."""
        return Looked(chunk.number, tuple(each(chunk, self._page, lost, begin)))

    def _page(self, page: Page) -> Seen:
        path = str(page.source)
        draft = self.cleaner.draft(page)
        article = self.cleaner.close(draft)
        html = draft.format == "html"
        # Lines are counted in the file, so its markup is looked at once more.
        markup = decode(page, max_chars=self.cleaner.limits.max_chars).source if html else None
        return Seen(
            tuple(page_findings(draft, article, path, markup=markup)),
            tuple(patch(draft, article, _named(page, path, html=html))) if self.diff else (),
        )


class Checking(msgspec.Struct, frozen=True, kw_only=True):
    """The road without the frame, and what is known of every page."""

    cleaner: Cleaner
    known: dict[str, Any]
    painter: Painter
    jobs: int | None

    @classmethod
    def of(cls, flags: dict[str, Any], color: bool | None) -> Checking:
        """As the flags say.

        Raises:
            CleanerError: a setting, a prefix or a rule file is wrong.
        """
        select, ignore = (tuple(filter(_of_rule, flags[key])) for key in ("select", "ignore"))
        asked = run_from({**flags, "select": select, "ignore": ignore}, stages=ROAD)
        cleaner = asked.cleaner
        if flags["select"] and not select:
            # Only findings that no rule makes were asked for.
            cleaner = Cleaner(rules=RuleBook([]), limits=cleaner.limits, stages=ROAD)
        return cls(cleaner=cleaner, known=asked.known, painter=Painter(color), jobs=flags["jobs"])

    def findings(
        self, found: Iterable[Place], checked: list[str], *, diff: bool = False
    ) -> Iterator[Finding]:
        """What is found in these places, in order.

        Args:
            found: files.
            checked: their names are added here as they are read.
            diff: print what would change, while it goes.
        """
        pages = self._pages(found, checked)
        for looked in run(chunks(pages), Look(self.cleaner, diff), jobs=self.jobs):
            for seen in looked.pages:
                if isinstance(seen, Failure):
                    yield (finding := _failed(seen))
                    if diff:
                        click.echo(f"cleaner: {finding.path}: {finding.message}", err=True)
                else:
                    sys.stdout.writelines(self.painter.patch(seen.patch))
                    yield from seen.findings

    def _pages(self, found: Iterable[Place], checked: list[str]) -> Iterator[Page | Failure]:
        for place in found:
            checked.append(path := called(place.path))
            for page in read_places([place], **self.known):
                yield msgspec.structs.replace(page, source=path)


def _of_rule(prefix: str) -> bool:
    return not f"{prefix.rstrip('/')}/".startswith(_OWN)


def _named(page: Page, path: str, *, html: bool) -> str:
    """What the head of a diff calls a page."""
    if page.field is not None:
        place = f"{path}:{page.line}" if page.line is not None else f"{path}#{page.id}"
        return f"{place} ({page.field})"
    return f"{path} (its text)" if html else path


def _failed(failed: Failure) -> Finding:
    rule, path = INPUT + failed.reason, str(failed.source)
    return Finding(
        rule=rule,
        message=failed.message,
        path=path,
        fingerprint=fingerprint(rule, path, failed.id, failed.message),
    )
