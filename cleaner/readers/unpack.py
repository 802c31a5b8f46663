"""Compressed streams, known by how they start and not by what they are called."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from typing import IO, Any, Final

from cleaner.errors import InputError

PEEK: Final = 1 << 16
_MAGIC: Final = {
    b"\x1f\x8b": "gzip",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"BZh": "bz2",
    b"\xfd7zXZ\x00": "xz",
}


def unpacked(reader: io.BufferedReader) -> io.BufferedReader:
    """The stream without its compression, ready to be peeked at.

    Reading it raises what `trouble` knows how to name where the packed bytes are damaged.
    """
    start = reader.peek(8)
    kind = next((name for magic, name in _MAGIC.items() if start.startswith(magic)), None)
    if kind is None:
        return reader
    opened: Any
    if kind == "gzip":
        opened = gzip.GzipFile(fileobj=reader)
    elif kind == "bz2":
        opened = bz2.BZ2File(reader)
    elif kind == "xz":
        opened = lzma.LZMAFile(reader)  # noqa: SIM115  the buffer around it closes it
    else:
        opened = _Zstd(reader)
    return io.BufferedReader(opened, PEEK)


def peeked(reader: io.BufferedReader) -> bytes:
    """The first bytes, without reading them away. May be fewer than there are."""
    return reader.peek(PEEK)


def trouble(error: BaseException) -> InputError:
    """What to write down where reading a stream failed in the middle."""
    if isinstance(error, EOFError):
        return InputError("the compressed data stops in the middle", reason="truncated")
    if isinstance(error, (zlib.error, lzma.LZMAError, gzip.BadGzipFile)):
        return InputError(f"the compressed data is damaged: {error}", reason="damaged")
    why = getattr(error, "strerror", None) or error
    return InputError(f"cannot be read: {why}", reason="unreadable")


#: What reading a stream may raise.
TROUBLES: Final = (OSError, EOFError, zlib.error, lzma.LZMAError)


class _Zstd(io.RawIOBase):
    """Frames one after the other. The library's own reader takes a cut-off frame for the end."""

    def __init__(self, packed: io.BufferedReader) -> None:
        self.packed = packed
        self.frame: Any = None
        self.left = b""  # packed bytes beyond the frame
        self.ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.ready:
            data = self.left or self.packed.read1(PEEK)
            self.left = b""
            if not data:
                if self.frame is not None:
                    raise EOFError
                return 0
            self._feed(data)
        size = min(len(buffer), len(self.ready))
        buffer[:size] = self.ready[:size]
        self.ready = self.ready[size:]
        return size

    def _feed(self, data: bytes) -> None:
        import zstandard  # noqa: PLC0415

        if self.frame is None:
            self.frame = zstandard.ZstdDecompressor().decompressobj()
        try:
            self.ready = self.frame.decompress(data)
        except zstandard.ZstdError as error:
            raise zlib.error(str(error)) from error
        if self.frame.eof:
            self.left, self.frame = self.frame.unused_data, None


def buffered(stream: IO[bytes], meter: Callable[[int], None] | None = None) -> io.BufferedReader:
    """The stream with a buffer that can be looked into; `meter` is told of bytes as they go by."""
    if isinstance(stream, io.BufferedReader) and meter is None:
        return stream
    return io.BufferedReader(_Raw(stream, meter), PEEK)


class _Raw(io.RawIOBase):
    """Anything with `read`, as the base that a buffer needs."""

    def __init__(self, stream: IO[bytes], meter: Callable[[int], None] | None) -> None:
        self.stream, self.meter = stream, meter

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self.stream.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.stream.seek(offset, whence)

    def readinto(self, buffer: Any) -> int:
        data = self.stream.read(len(buffer))
        buffer[: len(data)] = data
        if self.meter is not None:
            self.meter(len(data))
        return len(data)
