"""From markup to one tree, with guards: a page can be cut short, but it cannot harm the run."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

from cleaner.errors import InputError

_PDF: Final = "%PDF-"
_BINARY: Final = 0.1  # of the first letters are control characters
_SAMPLE: Final = 4_096
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NUL: Final = "\x00"  # libxml2 of some years ends the page at one
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def parse(markup: str, *, max_chars: int) -> tuple[Any, bool]:
    """The root of the page's tree, and whether the page had to be cut to `max_chars`.

    Raises:
        InputError: nothing here is a page: `empty`, `pdf`, `binary`, `not-html`.
    """
    start = markup[:_SAMPLE].lstrip("\ufeff \t\r\n")
    if not start and not markup.strip():
        raise InputError("the page is empty", reason="empty")
    if start.startswith(_PDF):
        raise InputError("the page is a PDF, served as HTML", reason="pdf")
    if len(_CONTROL.findall(start)) > _BINARY * len(start):
        raise InputError("the page is not text", reason="binary")
    truncated = len(markup) > max_chars
    if truncated:
        markup = markup[:max_chars]
    if _NUL in markup:
        markup = markup.replace(_NUL, "")
    try:
        encoded = markup.encode("utf-8")
    except UnicodeEncodeError:
        encoded = _SURROGATE.sub("\ufffd", markup).encode("utf-8")
    # Plain elements: those of `lxml.html` are looked up in Python each time one is touched.
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
    )
    try:
        root = etree.fromstring(encoded, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError("the page has no elements", reason="not-html") from error
    if root is None:
        raise InputError("the page has no elements", reason="not-html")
    last = parser.error_log.last_error
    # libxml2 reads no deeper than some two thousand elements, and stops there.
    too_deep = last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT
    return root, truncated or too_deep
