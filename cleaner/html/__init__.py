"""The HTML reader: one page in, its story with the evidence for every line, and its facts.

>>> page = "<html lang=en><h1>Storm</h1><article><p>It rained.</p></article></html>"
>>> [(block.label, block.text) for block in read(page).blocks]
[('headline', 'Storm'), ('paragraph', 'It rained.')]
"""

from cleaner.html.reading import HtmlBlock, Limits, Reading
from cleaner.html.road import read

__all__ = ["HtmlBlock", "Limits", "Reading", "read"]
