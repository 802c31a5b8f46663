"""What the page's head says: `<meta>`, `<link>`, `<title>`, `<html lang>`."""

from __future__ import annotations

from typing import Any


class Head:
    """The head's statements, by name in lower case; the first of each name and all of them."""

    def __init__(self, root: Any) -> None:
        self.all: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self.language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        self.title: str | None = None
        for element in root.iter("meta", "link", "title"):
            tag = element.tag
            if tag == "meta":
                name = element.get("property") or element.get("name") or element.get("itemprop")
                content = element.get("content")
                if name and content and (text := " ".join(content.split())):
                    self.all.setdefault(name.strip().lower(), []).append(text)
                elif (element.get("http-equiv") or "").lower() == "content-language" and content:
                    self.all.setdefault("content-language", []).append(content.strip())
            elif tag == "link":
                href = element.get("href")
                for rel in (element.get("rel") or "").lower().split():
                    if href and href.strip():
                        self.links.setdefault(rel, href.strip())
            elif self.title is None and element.text:
                self.title = " ".join(element.text.split()) or None

    def first(self, *names: str) -> str | None:
        """The first statement under the first of these names that has any."""
        for name in names:
            if values := self.all.get(name):
                return values[0]
        return None
