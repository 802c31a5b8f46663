"""Regular expressions compiled once and for all, not once in every process.

To compile one takes about a millisecond, and a process meets some hundreds. What they were
compiled to, which is what `regex` puts into a pickle of one, is kept between runs, beside the
parsed packs (see `cache`).
"""

from __future__ import annotations

import atexit
import copyreg
import sys
from typing import Any, Final

import msgspec
import regex

from cleaner.rulebook import cache

#: Kept under the versions of what reads rules and of the library; machines may share a home.
NAME: Final = f"expressions-{{}}-{regex.__version__}-{sys.byteorder}"
#: So many new ones are written down while a process still runs: not every process comes to its end.
OFTEN: Final = 100
#: With more than this, most are of rules that are no more; then all are forgotten.
MOST: Final = 20_000

# The library's own way to pickle an expression: a function, and what it makes one of.
_reduce: Final[Any] = copyreg.dispatch_table[regex.Pattern]
_build: Final[Any] = _reduce(regex.compile(""))[0]


class Code(msgspec.Struct, frozen=True, array_like=True):
    """What an expression was compiled to, in the order in which `regex` takes it."""

    source: str
    flags: int
    code: bytes
    groups: dict[str, int]
    names: dict[int, str]
    lists: dict[str, int]  # of words, which no rule has
    list_names: list[str]
    required_offset: int
    required: tuple[int, ...]
    required_flags: int
    count: int


class Kept:
    """The expressions of earlier runs, and those that are new."""

    def __init__(self) -> None:
        self._codes = _read()
        self._new: dict[str, msgspec.Raw] = {}

    def compiled(self, source: str) -> Any:
        """A regular expression, ready to run."""
        known = self._codes.get(source)
        if known is not None:
            return _build(*msgspec.structs.astuple(msgspec.msgpack.decode(known, type=Code)))
        made = regex.compile(source)
        try:
            code = msgspec.convert(_reduce(made)[1], Code)
        except msgspec.ValidationError:
            return made  # this version of the library takes something else
        self._new[source] = msgspec.Raw(msgspec.msgpack.encode(code))
        if len(self._new) >= OFTEN:
            self.save()
        return made

    def save(self) -> None:
        """Write down what is new, beside what other processes may have written meanwhile."""
        if self._new:
            self._codes = {**_read(), **self._new}
            self._new = {}
            if len(self._codes) > MOST:
                self._codes = {}
            cache.write(NAME, msgspec.msgpack.encode(self._codes))


_kept: Kept | None = None


def compiled(source: str) -> Any:
    """A regular expression, ready to run; from an earlier run's work, if there was one."""
    global _kept  # noqa: PLW0603  one for the process, read when the first is asked for
    if _kept is None:
        _kept = Kept()
        atexit.register(_kept.save)
    return _kept.compiled(source)


def _read() -> dict[str, msgspec.Raw]:
    """What is kept, each by itself: a process needs few of them."""
    body = cache.read(NAME)
    try:
        return {} if body is None else msgspec.msgpack.decode(body, type=dict[str, msgspec.Raw])
    except msgspec.MsgspecError:
        return {}
