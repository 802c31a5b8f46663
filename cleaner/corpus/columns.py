"""Arrays and lists as columns of Arrow, straight from their bytes.

`pyarrow.array` loads pandas wherever that is installed, which takes as long as eight hundred texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


def numbers(values: NDArray[Any]) -> pa.Array:
    """A column of the numbers in an array."""
    kind = pa.from_numpy_dtype(values.dtype)
    return pa.Array.from_buffers(kind, len(values), [None, _buffer(values)])


def lists(values: NDArray[Any], sizes: NDArray[np.integer[Any]]) -> pa.Array:
    """A column of lists: so many of the values belong to each."""
    inner = numbers(values)
    buffers = [None, _buffer(_offsets(sizes))]
    return pa.Array.from_buffers(pa.list_(inner.type), len(sizes), buffers, children=[inner])


def strings(values: Sequence[str | None]) -> pa.Array:
    """A column of strings, some of them absent."""
    data = [(value or "").encode() for value in values]
    sizes = np.fromiter(map(len, data), np.int64, len(data))
    buffers = [_present(values), _buffer(_offsets(sizes)), pa.py_buffer(b"".join(data))]
    return pa.Array.from_buffers(pa.string(), len(values), buffers)


def integers(values: Sequence[int | None]) -> pa.Array:
    """A column of integers, some of them absent."""
    data = np.fromiter((value or 0 for value in values), np.int64, len(values))
    return pa.Array.from_buffers(pa.int64(), len(values), [_present(values), _buffer(data)])


def _present(values: Sequence[object]) -> pa.Buffer | None:
    """A bit for each value that is there."""
    marks = np.fromiter((value is not None for value in values), np.bool_, len(values))
    return None if marks.all() else _buffer(np.packbits(marks, bitorder="little"))


def _offsets(sizes: NDArray[np.integer[Any]]) -> NDArray[np.int32]:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes))).astype(np.int32)


def _buffer(values: NDArray[Any]) -> pa.Buffer:
    return pa.py_buffer(np.ascontiguousarray(values))
