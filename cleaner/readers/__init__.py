"""Where pages come from."""

from cleaner.readers.files import STDIN, read_pages

__all__ = ["STDIN", "read_pages"]
