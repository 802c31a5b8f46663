"""Where pages come from."""

from cleaner.readers.columns import Columns
from cleaner.readers.files import read_pages, read_places
from cleaner.readers.kind import KINDS
from cleaner.readers.place import STDIN, Place, places

__all__ = ["KINDS", "STDIN", "Columns", "Place", "places", "read_pages", "read_places"]
