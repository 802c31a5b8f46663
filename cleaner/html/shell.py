"""Pages that are no article: what stands where the story should be."""

from __future__ import annotations

import re
from typing import Final

from cleaner.html import jsonld
from cleaner.html.facts import Facts
from cleaner.html.layout import Layout

#: A bot check, an error page, a script shell: told by their titles and by a line of theirs.
_CHECK: Final = re.compile(
    r"just a moment|attention required|are you (?:a )?(?:human|robot)|access denied"
    r"|access to this page has been denied|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|checking your browser|unusual traffic|captcha|pardon our interruption|security check"
    r"|ddos protection|request blocked|robot check"
    r"|(?:enable|activate|aktivieren sie|activez|activer|habilita) javascript"
    r"|javascript is (?:disabled|required)|requires? javascript"
    r"|\b40[034]\b|\b50[0234]\b|(?:page )?not found|service unavailable|bad gateway"
    r"|seite nicht gefunden|page introuvable|página no encontrada|pagina non trovata"
    r"|страница не найдена|页面不存在",
    re.IGNORECASE,
)
_LINES_READ: Final = 40
#: With more words than this a page that mentions a robot check is a story about one.
_SHELL_WORDS: Final = 120
_STUB: Final = 3  # short bodies: what a locked page shows of its story


def flags(layout: Layout, facts: Facts, *, words: int, short_body: int, walled: bool) -> set[str]:
    """The flags that the page's own words and data justify."""
    found: set[str] = set()
    if words == 0:
        found.add("empty-body")
    elif words < short_body:
        found.add("short-body")
    if words < _SHELL_WORDS:
        shown = [line.text for line in layout.lines[:_LINES_READ]]
        if any(_CHECK.search(text) for text in (facts.head.title or "", *shown)) or (
            words < short_body and not layout.lines
        ):
            found.add("not-an-article")
    if any("LiveBlogPosting" in jsonld.types_of(node) for node in facts.nodes):
        found.add("live-blog")
    if facts.fields["free_access"] is False and (walled or words < _STUB * short_body):
        found.add("paywall")
    return found
