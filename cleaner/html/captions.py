"""Pictures and what stands under them, taken from the tree and kept beside the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any, Final

from cleaner.html.boxes import Box, Image, Line
from cleaner.html.vocabulary import Mark
from cleaner.record import Caption

#: Where the address of a picture stands; pages that load late hide it in the later ones.
_SOURCES: Final = (
    "src", "data-src", "data-original", "data-lazy-src", "data-srcset", "srcset",
    "data-lazy-srcset", "data-image", "data-url",
)  # fmt: skip
_PLACEHOLDER: Final = re.compile(r"^data:|blank\.|placeholder|spacer|1x1|pixel|loading\.", re.I)
_CREDIT: Final = re.compile(
    r"(?:^|[\s(\[|/])(?:photo(?:graph)?(?:\s+by)?|picture|image(?:\s+credit)?|credits?|photo\s+credit"
    r"|foto|fotograf|bild|quelle|crédit(?:s)?(?:\s+photo)?|crédito|foto\s+di|immagine|zdjęcie|fot|фото"
    r"|写真|图片来源|图|摄影|©|\(c\))\s*[:：/.]?\s*(?P<name>[^:：()\[\]]{2,80})[)\]]?\s*$",
    re.IGNORECASE,
)
_LINES: Final = 6  # of caption and credit in one box with their picture
_NEAR: Final = 2  # lines between a picture and a caption that has no box in common with it


def captions(lines: Iterable[tuple[Line, int | None]], images: list[Image]) -> tuple[Caption, ...]:
    """One caption for each run of caption lines of one picture.

    `lines` are the caption lines, each with the index of the block it follows.
    """
    pictured: dict[Box, Any] = {}  # the first picture in each box
    for image in images:
        for box in image.box.up():
            pictured.setdefault(box, image.element)
    groups: dict[Box, tuple[list[Line], int | None]] = {}
    for line, after in lines:
        groups.setdefault(_frame(line.box, pictured), ([], after))[0].append(line)
    found: list[Caption] = []
    seen: set[tuple[str, str | None]] = set()
    for frame, (group, after) in groups.items():
        image = pictured[frame] if frame in pictured else _before(group[0], images)
        url, alt = _source(image), _alt(image)
        text, credit = _parts(group)
        if not text and not credit:
            continue
        if (text, credit) in seen:
            continue
        seen.add((text, credit))
        found.append(
            Caption(text=text or credit or "", credit=credit, alt=alt, image_url=url, after=after)
        )
    return tuple(found)


def _frame(box: Box, pictured: dict[Box, Any]) -> Box:
    """The box that holds a picture and its caption."""
    for outer in box.up():
        if outer.tag == "figure" or (outer in pictured and outer.last - outer.first <= _LINES):
            return outer
    return max(
        (outer for outer in box.up() if Mark.CAPTION in outer.marks),
        key=lambda outer: outer.last - outer.first,
        default=box,
    )


def _before(line: Line, images: list[Image]) -> Any:
    """The last picture that stands just before a line."""
    at = bisect_right(images, line.index, key=lambda image: image.before)
    near = at > 0 and line.index - images[at - 1].before <= _NEAR
    return images[at - 1].element if near else None


def _parts(group: list[Line]) -> tuple[str, str | None]:
    texts: list[str] = []
    names: list[str] = []
    for line in group:
        called = any(Mark.CREDIT in box.marks for box in line.box.up() if box.last - box.first <= 3)
        (names if called else texts).append(line.text)
    text = " ".join(dict.fromkeys(texts))
    credit = " ".join(dict.fromkeys(names)) or None
    if credit is None and (match := _CREDIT.search(text)):
        credit = match["name"].strip(" .-–/|")
    return text, credit


def _source(image: Any) -> str | None:
    if image is None:
        return None
    for name in _SOURCES:
        value = (image.get(name) or "").strip()
        if value and not _PLACEHOLDER.search(value):
            return str(value.split(",")[0].split()[0]) if "srcset" in name else str(value)
    return None


def _alt(image: Any) -> str | None:
    text = " ".join((image.get("alt") or "").split()) if image is not None else ""
    return text or None
