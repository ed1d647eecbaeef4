"""Tables on the wire, by value: what pandas, SciPy's sparse matrices and dates are.

Nothing is ever unpickled: a column is an array of numbers, or a list of plain values,
and each part is checked as it is alone. Neither library is imported before a value of
its own comes.
"""

# The readers share one signature, whether or not they use it.
# ruff: noqa: ARG001, ARG005

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from grader.examining.wire.messages import Json, ProtocolError, Unsendable
from grader.examining.wire.tensors import loaded

MAX_SIDE = 10_000_000  # rows or columns of a sparse matrix
MAX_TEXT = 64  # of a date, a time zone or a unit
UNITS = ("s", "ms", "us", "ns")
MASKED = (
    *(f"{sign}Int{size}" for sign in ("", "U") for size in (8, 16, 32, 64)),
    *("Float32", "Float64", "boolean"),
)
TEXTS = ("str", "string")
# What a cell of a column of objects may be; a table of a student's objects is none.
_PLAIN = (type(None), bool, int, float, complex, str, bytes, dt.date, dt.timedelta)
_DATES: dict[str, Any] = {"datetime": dt.datetime, "date": dt.date, "time": dt.time}


# Writing


def encode(encoder: Any, value: Any, depth: int) -> Json | None:
    """Node of a table, a column, an index, a sparse matrix or a date; else None."""
    pd, sparse = loaded("pandas"), loaded("scipy.sparse")
    if pd is not None and (node := _encode_pandas(encoder, pd, value, depth)):
        return node
    if sparse is not None and sparse.issparse(value):
        return _encode_sparse(encoder, sparse, value)
    if isinstance(value, dt.timedelta):
        return ["td", value.days, value.seconds, value.microseconds]
    for name, kind in _DATES.items():
        if isinstance(value, kind):
            return ["dt", name, value.isoformat()]
    return None


def _encode_pandas(encoder: Any, pd: Any, value: Any, depth: int) -> Json | None:
    kinds = (pd.Series, pd.DataFrame)
    if isinstance(value, kinds) and type(value) not in kinds:
        raise Unsendable(f"A {type(value).__name__} cannot be passed as a table.")
    if isinstance(value, pd.Series):
        name = encoder.encode(value.name, depth + 1)
        index = _index(encoder, pd, value.index, depth + 1)
        return ["PS", name, index, _column(encoder, pd, value, depth + 1)]
    if isinstance(value, pd.DataFrame):
        columns = [value.iloc[:, number] for number in range(value.shape[1])]
        index = _index(encoder, pd, value.index, depth + 1)
        names = _index(encoder, pd, value.columns, depth + 1)
        nodes = [_column(encoder, pd, column, depth + 1) for column in columns]
        return ["PD", index, names, nodes]
    if isinstance(value, pd.Index):
        return ["PI", _index(encoder, pd, value, depth + 1)]
    if value is pd.NaT or value is pd.NA:
        return ["PN", value is pd.NA]
    if isinstance(value, pd.Timestamp | pd.Timedelta):
        data = np.asarray(value.to_numpy())
        zone = str(value.tz) if getattr(value, "tz", None) is not None else ""
        return ["PT", data.dtype.str[1:], zone, encoder.array(data.view(np.int64))]
    return None


def _index(encoder: Any, pd: Any, value: Any, depth: int) -> Json:
    names = [encoder.encode(name, depth) for name in value.names]
    if isinstance(value, pd.RangeIndex):
        return ["range", names, value.start, value.stop, value.step]
    if isinstance(value, pd.MultiIndex):
        levels = [value.get_level_values(n) for n in range(value.nlevels)]
        nodes = [_column(encoder, pd, level, depth) for level in levels]
        return ["multi", names, nodes]
    return ["plain", names, _column(encoder, pd, value, depth)]


def _column(encoder: Any, pd: Any, value: Any, depth: int) -> Json:
    """Node of a column's values, by what they are."""
    dtype = value.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        categories = _column(encoder, pd, dtype.categories, depth + 1)
        codes = encoder.array(np.asarray(value.array.codes))
        return ["category", bool(dtype.ordered), categories, codes]
    if isinstance(dtype, pd.DatetimeTZDtype):
        moments = np.asarray(value.array.asi8)
        return ["zone", dtype.unit, str(dtype.tz), encoder.array(moments)]
    if str(dtype) in MASKED:
        mask = np.asarray(value.isna())
        filled = value.array.to_numpy(dtype=dtype.numpy_dtype, na_value=0)
        return ["masked", str(dtype), encoder.array(filled), encoder.array(mask)]
    if str(dtype) in TEXTS:
        return ["text", str(dtype), _items(encoder, value, depth)]
    if not isinstance(dtype, np.dtype):
        raise Unsendable(f"A column of dtype {dtype} cannot be passed.")
    data = value.to_numpy()
    if dtype.kind in "mM":
        return ["time", dtype.str[1:], encoder.array(data.view(np.int64))]
    if dtype.kind == "O":
        return ["object", _items(encoder, data, depth)]
    return ["array", *encoder.array(data)]


def _items(encoder: Any, values: Any, depth: int) -> list[Json]:
    found = []
    for value in values:
        if not _is_plain(value):
            raise Unsendable(
                f"A column with a {type(value).__name__} cannot be passed."
            )
        found.append(encoder.encode(value, depth + 1))
    return found


def _is_plain(value: Any) -> bool:
    """Whether a column may have it in a cell."""
    pd = loaded("pandas")
    is_missing = pd is not None and (value is pd.NA or value is pd.NaT)
    return is_missing or isinstance(value, (*_PLAIN, np.generic))


def _encode_sparse(encoder: Any, sparse: Any, value: Any) -> Json:
    found = value.tocoo()
    if found.ndim != 2:
        raise Unsendable("A sparse array that is not two-dimensional cannot be passed.")
    parts = [encoder.array(np.asarray(x)) for x in (found.data, found.row, found.col)]
    return ["SP", value.format, sparse.isspmatrix(value), list(found.shape), *parts]


# Reading


def _pandas() -> Any:
    import pandas as pd

    return pd


def read_series(decoder: Any, node: Json, depth: int) -> Any:
    """A column with its index and name."""
    _, name, index, column = node
    pd = _pandas()
    data = _read_column(decoder, column, depth + 1)
    labels = _read_index(decoder, index, depth + 1)
    label = _label(decoder.decode(name, depth + 1))
    decoder.tables.append(pd.Series(data, index=labels, name=label))
    return decoder.tables[-1]


def read_frame(decoder: Any, node: Json, depth: int) -> Any:
    """A table."""
    _, index, names, nodes = node
    pd = _pandas()
    columns = [_read_column(decoder, column, depth + 1) for column in nodes]
    labels = _read_index(decoder, index, depth + 1)
    frame = pd.DataFrame(dict(enumerate(columns)), index=labels)
    frame.columns = _read_index(decoder, names, depth + 1)
    decoder.tables.append(frame)
    return frame


def read_index(decoder: Any, node: Json, depth: int) -> Any:
    """The labels of a table's rows or columns."""
    return _read_index(decoder, node[1], depth + 1)


def _read_index(decoder: Any, node: Json, depth: int) -> Any:
    pd = _pandas()
    kind, names, *rest = node
    labels = [_label(decoder.decode(name, depth + 1)) for name in names]
    if kind == "range":
        bounds = range(*map(_whole, rest))
        return pd.RangeIndex(bounds, name=labels[0])
    if kind == "multi":
        levels = [_read_column(decoder, level, depth + 1) for level in rest[0]]
        return pd.MultiIndex.from_arrays(levels, names=labels)
    if kind != "plain":
        raise ProtocolError("An index is of no known kind.")
    return pd.Index(_read_column(decoder, rest[0], depth + 1), name=labels[0])


def _read_column(decoder: Any, node: Json, depth: int) -> Any:
    reader = _COLUMNS.get(node[0])
    if reader is None:
        raise ProtocolError("A column is of no known kind.")
    return reader(decoder, node, depth)


def _read_category(decoder: Any, node: Json, depth: int) -> Any:
    _, ordered, categories, codes = node
    kinds = _read_column(decoder, categories, depth + 1)
    return _pandas().Categorical.from_codes(
        decoder.array(*codes), categories=kinds, ordered=bool(ordered)
    )


def _read_zone(decoder: Any, node: Json, depth: int) -> Any:
    _, unit, zone, moments = node
    pd = _pandas()
    data = decoder.array(*moments).view(f"M8[{_unit(unit)}]")
    return pd.DatetimeIndex(data).tz_localize("UTC").tz_convert(_text(zone)).array


def _read_masked(decoder: Any, node: Json, depth: int) -> Any:
    _, name, data, mask = node
    if name not in MASKED:
        raise ProtocolError("A column has a dtype that may not be passed.")
    pd = _pandas()
    value = pd.array(decoder.array(*data), dtype=name)
    value[decoder.array(*mask).astype(bool)] = pd.NA
    return value


def _read_text(decoder: Any, node: Json, depth: int) -> Any:
    _, name, items = node
    if name not in TEXTS:
        raise ProtocolError("A column has a dtype that may not be passed.")
    return _pandas().array(_objects(decoder, items, depth), dtype=name)


def _read_time(decoder: Any, node: Json, depth: int) -> Any:
    _, name, moments = node
    return decoder.array(*moments).view(_moment(name))


def _objects(decoder: Any, nodes: Json, depth: int) -> Any:
    values = list(decoder.each(nodes, depth))
    for value in values:
        if not _is_plain(value):
            raise ProtocolError("A column holds what no column may.")
    found = np.empty(len(values), object)
    found[:] = values
    return found


_COLUMNS: dict[Any, Callable[[Any, Json, int], Any]] = {
    "array": lambda decoder, node, depth: decoder.array(*node[1:]),
    "object": lambda decoder, node, depth: _objects(decoder, node[1], depth),
    "text": _read_text,
    "time": _read_time,
    "zone": _read_zone,
    "masked": _read_masked,
    "category": _read_category,
}


def read_moment(decoder: Any, node: Json, depth: int) -> Any:
    """A Timestamp or Timedelta."""
    _, name, zone, data = node
    pd = _pandas()
    value = decoder.array(*data).view(_moment(name)).reshape(())[()]
    if name[0] == "m":
        return pd.Timedelta(value)
    moment = pd.Timestamp(value)
    return moment.tz_localize("UTC").tz_convert(_text(zone)) if zone else moment


def read_missing(decoder: Any, node: Json, depth: int) -> Any:
    """NA or NaT."""
    pd = _pandas()
    return pd.NA if node[1] else pd.NaT


def read_sparse(decoder: Any, node: Json, depth: int) -> Any:
    """A sparse matrix, or array of two dimensions."""
    from scipy import sparse

    _, form, is_matrix, shape, *parts = node
    data, row, column = (decoder.array(*part) for part in parts)
    sides = tuple(map(_whole, shape))
    if len(sides) != 2 or not all(0 <= side <= MAX_SIDE for side in sides):
        raise ProtocolError("A sparse matrix has sides that it may not have.")
    if form not in ("coo", "csr", "csc", "lil", "dok"):
        raise ProtocolError("A sparse matrix has a form that may not be passed.")
    make = sparse.coo_matrix if is_matrix else sparse.coo_array
    return make((data, (row, column)), shape=sides).asformat(form)


def read_date(decoder: Any, node: Json, depth: int) -> Any:
    """A date, a time, or both."""
    _, name, text = node
    return _DATES[name].fromisoformat(_text(text))


def read_timedelta(decoder: Any, node: Json, depth: int) -> Any:
    """A length of time."""
    return dt.timedelta(*map(_whole, node[1:]))


def _label(value: Any) -> Any:
    """The name of a column or an index: plain, or a tuple of what is."""
    parts = value if type(value) is tuple else (value,)
    if all(isinstance(part, (*_PLAIN, np.generic)) for part in parts):
        return value
    raise ProtocolError("A column has a name that no column may have.")


def _whole(value: Json) -> int:
    if type(value) is not int or not math.isfinite(value):
        raise ProtocolError("A number is not a whole one.")
    return value


def _text(value: Json) -> str:
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise ProtocolError("A text is malformed.")
    return value


def _unit(value: Json) -> str:
    if value not in UNITS:
        raise ProtocolError("A time has a unit that it may not have.")
    return str(value)


def _moment(name: Json) -> str:
    text = _text(name)
    if text[:3] not in ("M8[", "m8[") or text[3:-1] not in UNITS or text[-1:] != "]":
        raise ProtocolError("A time has a dtype that may not be passed.")
    return text


READERS: dict[str, Callable[[Any, Json, int], Any]] = {
    "PS": read_series,
    "PD": read_frame,
    "PI": read_index,
    "PT": read_moment,
    "PN": read_missing,
    "SP": read_sparse,
    "dt": read_date,
    "td": read_timedelta,
}
