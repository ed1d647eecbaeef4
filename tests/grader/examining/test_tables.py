"""Tables, sparse matrices and dates arrive equal, and no tree of theirs can do harm."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from grader.examining.wire.messages import ProtocolError, Unsendable
from grader.examining.wire.tables import READERS
from grader.examining.wire.values import Decoder, Encoder


def refuse(*_: Any) -> Any:
    raise ProtocolError("no references here")


def unsendable(value: Any) -> Any:
    raise Unsendable(type(value).__name__)


def round_trip(value: Any) -> Any:
    encoder = Encoder(unsendable)
    node = json.loads(json.dumps(encoder.encode(value), allow_nan=False))
    buffers = [memoryview(bytes(b)) for b in encoder.buffers]
    return Decoder(buffers, refuse).decode(node)


NOW = pd.Timestamp("2024-02-29 12:30:01.5", tz="Europe/Berlin")
COLUMNS = {
    "whole": [3, -1, 2],
    "small": np.array([1, 2, 3], np.int8),
    "real": [0.5, np.nan, np.inf],
    "yes": [True, False, True],
    "text": ["a", "ü", ""],
    "text with gaps": pd.array(["a", None, "c"], dtype="string"),
    "mixed": pd.Series([1, "a", None], dtype=object),
    "kind": pd.Categorical(["x", "y", "x"], categories=["y", "x"], ordered=True),
    "moment": pd.to_datetime(["2024-01-01", None, "1999-12-31"]),
    "zone": pd.date_range(NOW, periods=3, freq="h"),
    "length": pd.to_timedelta([1, 2, None], unit="h"),
    "nullable": pd.array([1, None, 3], dtype="Int64"),
    "nullable yes": pd.array([True, None, False], dtype="boolean"),
    "complex": [1j, 2, 3],
    "dates": pd.Series([dt.date(2024, 1, 1), None, dt.date(2025, 1, 1)], dtype=object),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_arrives_with_its_dtype_index_and_name(name: str) -> None:
    series = pd.Series(COLUMNS[name], index=[7, 8, 9], name=name)
    pd.testing.assert_series_equal(round_trip(series), series)
    index = pd.Index(series, name="labels")
    pd.testing.assert_index_equal(round_trip(index), index)


INDEXES = [
    pd.RangeIndex(5, 11, 2, name="steps"),
    pd.Index(["b", "a", "b"]),
    pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("b", 1)], names=["one", None]),
    pd.date_range("2024-01-01", periods=3),
]


@pytest.mark.parametrize("index", INDEXES, ids=lambda index: type(index).__name__)
def test_a_table_arrives_whole(index: Any) -> None:
    frame = pd.DataFrame({k: list(v) for k, v in COLUMNS.items()}, index=index)
    frame = frame.astype({"small": "int8", "kind": "category"})
    pd.testing.assert_frame_equal(round_trip(frame), frame, check_freq=False)


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame(),
        pd.DataFrame(index=[1, 2]),
        pd.DataFrame({"a": []}),
        pd.DataFrame([[1, "a"], [2, "b"]], columns=["same", "same"]),
        pd.DataFrame({("a", 1): [1.0], ("b", 2): [2.0]}),
        pd.DataFrame({"g": ["x", "y", "x"], "v": [1, 2, 3]}).groupby("g").agg(["sum"]),
        pd.DataFrame({"a": [1, 2, 2]}).describe(),
        pd.DataFrame({"a": [1, 2, 2]})["a"].value_counts().to_frame(),
    ],
)
def test_tables_of_other_forms_arrive(frame: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(round_trip(frame), frame)


@pytest.mark.parametrize(
    "value",
    [
        *(NOW, pd.Timestamp("2024-01-01"), pd.Timedelta(hours=3), pd.NaT, pd.NA),
        *(dt.date(2024, 2, 29), dt.time(12, 30), dt.timedelta(-1, 5, 7)),
        dt.datetime(2024, 2, 29, 1, 2, 3, 4, tzinfo=dt.timezone(dt.timedelta(hours=2))),
        {"when": dt.datetime(2024, 1, 1)},
    ],
)
def test_dates_arrive_equal_and_of_their_type(value: Any) -> None:
    arrived = round_trip(value)
    assert type(arrived) is type(value)
    assert arrived is value or arrived == value


@pytest.mark.parametrize("form", ["coo", "csr", "csc", "lil", "dok"])
@pytest.mark.parametrize("make", [sparse.coo_matrix, sparse.coo_array])
def test_sparse_matrices_arrive_in_their_form(make: Any, form: str) -> None:
    rng = np.random.default_rng(3)
    dense = rng.integers(0, 3, size=(4, 6)).astype(np.float32)
    value = make(dense).asformat(form)
    arrived = round_trip(value)
    assert type(arrived) is type(value)
    assert arrived.dtype == value.dtype
    np.testing.assert_array_equal(arrived.toarray(), dense)


@pytest.mark.parametrize(
    "value",
    [
        pd.Series([object()]),
        pd.Series([[1, 2], [3]]),
        pd.Series(pd.period_range("2024-01", periods=2, freq="M")),
        pd.Series(pd.arrays.SparseArray([0, 1])),
    ],
    ids=["objects", "lists", "periods", "sparse"],
)
def test_what_has_no_form_is_refused_where_it_is_sent(value: Any) -> None:
    with pytest.raises(Unsendable):
        round_trip(value)


numbers = st.integers(-(2**70), 2**70) | st.just(2**40)
leaves = st.none() | numbers | st.text(max_size=8) | st.booleans()
WORDS = (
    "array object text time zone masked category plain range multi M8[ns] m8[s] UTC "
    "../UTC Int64 str csr <i8 <f8 |b1 date datetime ns"
)
words = st.sampled_from(WORDS.split())
trees = st.recursive(leaves | words, lambda t: st.lists(t, max_size=6), max_leaves=20)


@given(st.sampled_from(sorted(READERS)), st.lists(trees, max_size=6))
@settings(max_examples=600, deadline=None)
def test_no_tree_does_more_than_raise_an_error_of_the_wire(
    tag: str, parts: list[Any]
) -> None:
    buffers = [memoryview(bytes(length)) for length in (0, 8, 24)]
    with contextlib.suppress(ProtocolError):
        Decoder(buffers, refuse).decode([tag, *parts])


SENT = [
    pd.Series(COLUMNS["moment"]),
    pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}),
    pd.Series(COLUMNS["kind"]),
    pd.Series(COLUMNS["nullable"]),
    NOW,
    sparse.coo_array(np.eye(3)),
]


@given(st.sampled_from(SENT), st.data())
@settings(max_examples=400, deadline=None)
def test_a_changed_tree_is_a_value_or_an_error_of_the_wire(
    value: Any, data: st.DataObject
) -> None:
    encoder = Encoder(unsendable)
    node = json.loads(json.dumps(encoder.encode(value)))
    place = node
    while True:
        number = data.draw(st.integers(0, len(place) - 1))
        if (
            isinstance(place[number], list)
            and place[number]
            and data.draw(st.booleans())
        ):
            place = place[number]
            continue
        place[number] = data.draw(trees)
        break
    buffers = [memoryview(bytes(b)) for b in encoder.buffers]
    with contextlib.suppress(ProtocolError):
        Decoder(buffers, refuse).decode(node)
