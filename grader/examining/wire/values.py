"""Values on the wire: what travels by value, as JSON trees and buffers.

Every dtype and shape is checked before an array is made. A value is null, a boolean, a
small integer or a string as itself, and a list [tag, ...] for everything else. Lists
never stand for themselves, so no student value can be taken for a tag.
"""

# The makers and readers of a table share one signature, whether or not they use it.
# ruff: noqa: ARG001, ARG005

from __future__ import annotations

import contextlib
import math
import sys
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Any

import numpy as np

from grader.examining.cases import Stop
from grader.examining.wire import tables, tensors
from grader.examining.wire.messages import MAX_DEPTH, Json, ProtocolError, Unsendable
from grader.examining.wire.tensors import loaded, read_shape
from grader.submissions.failures import Failure, Kind

MAX_NODES = 500_000
MAX_INT_HEX = 2_000
MAX_RANGE = 10_000_000  # a few bytes on the wire must not become gigabytes here
SMALL_INT = 2**53

_DTYPES = frozenset(
    ["|b1", "|i1", "|u1"]
    + [f"{order}{kind}{size}" for order in "<" for kind in "iu" for size in (2, 4, 8)]
    + ["<f2", "<f4", "<f8", "<c8", "<c16"]
)
_EXTRA_DTYPES = ("bfloat16",)
# Classes that tests pass as a dtype; each side has its own.
_CLASSES: dict[str, type] = {
    f"{kind.__module__}.{kind.__name__}": kind
    for kind in (
        *(bool, int, float, complex, str, bytes, list, tuple, dict, set),
        *(np.float16, np.float32, np.float64, np.complex64, np.complex128),
        *(np.int8, np.int16, np.int32, np.int64),
        *(np.uint8, np.uint16, np.uint32, np.uint64, np.bool_),
    )
}
_CLASS_NAMES = {kind: name for name, kind in _CLASSES.items()}


class NotFinite(Stop):
    """A number from the student's kernel is NaN or infinite."""

    def __init__(self) -> None:
        super().__init__(Failure(Kind.NOT_FINITE))


class Encoder:
    """Turns one message's values into JSON trees and a list of buffers.

    `first` may give the node of a value before its type is looked at (None: it has
    none), `export` that of a value which does not travel by value; it raises
    Unsendable when there is none. `known` maps ids of mutable objects that the peer
    already has (arguments of the call) to their ordinals, so that they keep their
    identity. `mutable` collects the mutable objects that were sent, in the order in
    which the decoder of the peer meets them.
    """

    def __init__(
        self,
        export: Callable[[Any], Json],
        known: dict[int, int] | None = None,
        first: Callable[[Encoder, Any], Json] | None = None,
    ) -> None:
        self.buffers: list[memoryview] = []
        self.mutable: list[Any] = []
        self._export = export
        self._known = known or {}
        self._first = first
        self._seen: set[int] = set()
        self._nodes = 0

    def encode(self, value: Any, depth: int = 0) -> Json:
        """The node of one value."""
        self._nodes += 1
        if self._nodes > MAX_NODES or depth > MAX_DEPTH:
            raise Unsendable("The value has too many parts or is nested too deeply.")
        if value is None or type(value) in (bool, str):
            return value
        if id(value) in self._known:
            return ["=", self._known[id(value)]]
        maker = _MAKERS.get(type(value))
        if maker is not None:
            return maker(self, value, depth)
        return self._encode_library(value, depth)

    def buffer(self, data: Any) -> int:
        """Number of a new buffer with these bytes."""
        self.buffers.append(memoryview(data).cast("B"))
        return len(self.buffers) - 1

    def array(self, value: np.ndarray[Any, Any]) -> list[Json]:
        """dtype, shape and buffer number of an array; Unsendable for objects."""
        if value.dtype.kind == "O":
            from coursekit import strict

            with contextlib.suppress(AssertionError):
                value = strict.as_array(value)
        elif value.dtype == np.longdouble:
            value = value.astype(np.float64)
        name = value.dtype.newbyteorder("<").str
        if value.dtype.name in _EXTRA_DTYPES:
            name, data = value.dtype.name, value.view(np.uint16)
        elif name in _DTYPES or value.dtype.kind in "US":
            data = value.astype(value.dtype.newbyteorder("<"), copy=False)
        else:
            raise Unsendable(f"An array of dtype {value.dtype} cannot be passed.")
        flat = np.ascontiguousarray(data).reshape(-1)
        return [name, list(value.shape), self.buffer(flat.view(np.uint8))]

    def items(self, values: Any, depth: int) -> list[Json]:
        """Nodes of the members of a container; refuses one that contains itself."""
        if id(values) in self._seen:
            raise Unsendable("A container holds itself.")
        self._seen.add(id(values))
        try:
            return [self.encode(value, depth + 1) for value in values]
        finally:
            self._seen.discard(id(values))

    def _encode_library(self, value: Any, depth: int) -> Json:
        node = self._first(self, value) if self._first is not None else None
        if node is None:
            node = _encode_known_kind(self, value, depth)
        if node is not None:
            return node
        for base in _BASES:
            if isinstance(value, base):
                return self.encode(_to_base(base, value), depth + 1)
        with contextlib.suppress(Exception):  # whatever an object raises
            from coursekit import strict

            return self.encode(strict.as_number(value), depth + 1)
        return self._export(value)


_BASES = (np.ndarray, int, float, str, bytes, tuple, list, dict)


def _encode_known_kind(encoder: Encoder, value: Any, depth: int) -> Json | None:
    """Node of a NumPy or TensorFlow value, a path, a table; None for anything else."""
    if isinstance(value, np.generic):
        return ["n", *encoder.array(np.asarray(value))]
    if isinstance(value, PurePath):
        return ["p", str(value)]
    if isinstance(value, np.random.Generator):
        return ["G", _generator_state(value)]
    if isinstance(value, np.dtype):
        return ["D", value.str]
    if type(value) is type and value in _CLASS_NAMES:
        return ["K", _CLASS_NAMES[value]]
    tf = loaded("tensorflow")
    node = None if tf is None else tensors.encode(encoder, tf, value)
    return tables.encode(encoder, value, depth) if node is None else node


def _to_base(base: type, value: Any) -> Any:
    """A plain copy of an instance of a subclass, by the base's own methods."""
    if base is np.ndarray:
        return np.array(value, subok=False)
    return base(value)


def _generator_state(generator: np.random.Generator) -> Json:
    state = generator.bit_generator.state
    if state.get("bit_generator") != "PCG64":
        raise Unsendable("Only generators of np.random.default_rng can be passed.")
    inner = state["state"]
    return [
        hex(inner["state"]),
        hex(inner["inc"]),
        state["has_uint32"],
        state["uinteger"],
    ]


def _encode_int(encoder: Encoder, value: int, depth: int) -> Json:
    if -SMALL_INT <= value <= SMALL_INT:
        return value
    digits = hex(value)
    if len(digits) > MAX_INT_HEX:
        raise Unsendable("An integer has too many digits.")
    return ["i", digits]


def _encode_array(encoder: Encoder, value: Any, depth: int) -> Json:
    encoder.mutable.append(value)
    return ["a", *encoder.array(value), bool(value.flags.writeable)]


def _encode_list(encoder: Encoder, value: list[Any], depth: int) -> Json:
    encoder.mutable.append(value)
    return ["l", encoder.items(value, depth)]


def _encode_dict(encoder: Encoder, value: dict[Any, Any], depth: int) -> Json:
    encoder.mutable.append(value)
    if id(value) in encoder._seen:
        raise Unsendable("A container holds itself.")
    encoder._seen.add(id(value))
    pairs = [
        [encoder.encode(key, depth + 1), encoder.encode(member, depth + 1)]
        for key, member in value.items()
    ]
    encoder._seen.discard(id(value))
    return ["d", pairs]


def _encode_set(encoder: Encoder, value: Any, depth: int) -> Json:
    if type(value) is set:
        encoder.mutable.append(value)
    return ["s", type(value) is frozenset, encoder.items(value, depth)]


def _encode_range(encoder: Encoder, value: range, depth: int) -> Json:
    if value and abs(value[-1] - value[0]) // abs(value.step) >= MAX_RANGE:
        raise Unsendable("A range has too many numbers.")
    return ["r", value.start, value.stop, value.step]


_MAKERS: dict[type, Callable[[Encoder, Any, int], Json]] = {
    int: _encode_int,
    float: lambda encoder, value, depth: ["f", value.hex()],
    complex: lambda encoder, value, depth: ["c", value.real.hex(), value.imag.hex()],
    list: _encode_list,
    tuple: lambda encoder, value, depth: ["t", encoder.items(value, depth)],
    dict: _encode_dict,
    set: _encode_set,
    frozenset: _encode_set,
    bytes: lambda encoder, value, depth: ["b", False, encoder.buffer(value)],
    bytearray: lambda encoder, value, depth: ["b", True, encoder.buffer(value)],
    np.ndarray: _encode_array,
    np.memmap: _encode_array,
    slice: lambda encoder, value, depth: [
        ":",
        encoder.items((value.start, value.stop, value.step), depth),
    ],
    range: _encode_range,
    type(Ellipsis): lambda encoder, value, depth: ["..."],
}


class Decoder:
    """Turns the nodes of one message into values, checking each.

    `refer` gives the object behind a node that names one (a handle, a callback, a
    variable). `mutable` and `tensors` collect the mutable objects and the
    floating-point tensors of the message, in order, `tables` those of pandas. With
    `finite`, a NaN or an infinity raises NotFinite. `arguments` are the mutable
    objects that the peer was sent, by ordinal.
    """

    def __init__(
        self,
        buffers: list[memoryview],
        refer: Callable[[Decoder, list[Json]], Any],
        *,
        finite: bool = False,
        arguments: list[Any] | None = None,
    ) -> None:
        self.mutable: list[Any] = []
        self.tensors: list[Any] = []
        self.tables: list[Any] = []
        self._buffers = buffers
        self._refer = refer
        self._finite = finite
        self._arguments = arguments or []
        self._nodes = 0

    def decode(self, node: Json, depth: int = 0) -> Any:
        """The value of a node; ProtocolError when it is malformed."""
        self._nodes += 1
        if self._nodes > MAX_NODES or depth > MAX_DEPTH:
            raise ProtocolError("A value has too many parts or is nested too deeply.")
        if node is None or isinstance(node, (bool, str, int)):
            return node
        if not isinstance(node, list) or not node or not isinstance(node[0], str):
            raise ProtocolError("A value is not in the form of the wire.")
        reader = _READERS.get(node[0])
        if reader is None:
            return self._refer(self, node)
        try:
            return reader(self, node, depth)
        except _MALFORMED as error:
            raise ProtocolError("A value is malformed.") from error

    def take(self, number: Json) -> memoryview:
        """One of the buffers of the message."""
        if type(number) is not int or not 0 <= number < len(self._buffers):
            raise ProtocolError("A value names a buffer that is not there.")
        return self._buffers[number]

    def array(self, name: Json, shape: Json, number: Json) -> np.ndarray[Any, Any]:
        """A fresh, writable array; its size must be that of its buffer exactly."""
        dtype = read_dtype(name)
        shape = read_shape(shape)
        data = self.take(number)
        if math.prod(shape) * dtype.itemsize != data.nbytes:
            raise ProtocolError("An array does not have the size of its buffer.")
        content = np.frombuffer(data, np.uint8).copy()
        if dtype.kind == "U" and (content.view("<u4") > sys.maxunicode).any():
            raise ProtocolError("A text holds what is no character.")
        value = content.view(dtype).reshape(shape)
        if self._finite and not _is_finite(value):
            raise NotFinite
        return value

    def number(self, digits: Json) -> float:
        """A float from its hexadecimal form."""
        if not isinstance(digits, str) or len(digits) > 40:
            raise ProtocolError("A number is malformed.")
        value = float.fromhex(digits)
        if self._finite and not math.isfinite(value):
            raise NotFinite
        return value

    def each(self, nodes: Json, depth: int) -> Iterator[Any]:
        """Values of a list of nodes."""
        if not isinstance(nodes, list):
            raise ProtocolError("A container is not a list.")
        for node in nodes:
            yield self.decode(node, depth + 1)

    def argument(self, ordinal: Json) -> Any:
        """An object that was sent to the peer before."""
        if type(ordinal) is not int or not 0 <= ordinal < len(self._arguments):
            raise ProtocolError("A value names an argument that was never sent.")
        return self._arguments[ordinal]


_MALFORMED = (
    *(TypeError, ValueError, IndexError, KeyError),
    *(OverflowError, MemoryError, AttributeError),
)


def read_dtype(name: Json) -> np.dtype[Any]:
    """A dtype that may travel; ProtocolError for objects, records and the rest."""
    extra = loaded("ml_dtypes")
    if name in _EXTRA_DTYPES and extra is not None:
        dtype: np.dtype[Any] = np.dtype(getattr(extra, name))
        return dtype
    if not isinstance(name, str) or len(name) > 12:
        raise ProtocolError("A dtype is malformed.")
    is_text = name[:2] in ("<U", "|S") and name[2:].isascii() and name[2:].isdigit()
    if name not in _DTYPES and not (is_text and 0 < int(name[2:]) <= 2**20):
        raise ProtocolError("An array has a dtype that may not be passed.")
    return np.dtype(name)


def _is_finite(value: np.ndarray[Any, Any]) -> bool:
    """Whether no number of an array is NaN or infinite."""
    is_number = value.dtype.kind in "fc" or value.dtype.name in _EXTRA_DTYPES
    return not is_number or bool(np.isfinite(value).all())


def _read_array(decoder: Decoder, node: Json, depth: int) -> Any:
    _, name, shape, number, writeable = node
    value = decoder.array(name, shape, number)
    value.flags.writeable = bool(writeable)
    decoder.mutable.append(value)
    return value


def _read_scalar(decoder: Decoder, node: Json, depth: int) -> Any:
    _, name, shape, number = node
    if shape != []:
        raise ProtocolError("A number has a shape.")
    return decoder.array(name, shape, number)[()]


def _read_list(decoder: Decoder, node: Json, depth: int) -> Any:
    _, nodes = node
    value: list[Any] = []
    decoder.mutable.append(value)
    value.extend(decoder.each(nodes, depth))
    return value


def _read_dict(decoder: Decoder, node: Json, depth: int) -> Any:
    _, pairs = node
    value: dict[Any, Any] = {}
    decoder.mutable.append(value)
    for key, member in pairs:
        value[decoder.decode(key, depth + 1)] = decoder.decode(member, depth + 1)
    return value


def _read_set(decoder: Decoder, node: Json, depth: int) -> Any:
    _, frozen, nodes = node
    if frozen:
        return frozenset(decoder.each(nodes, depth))
    value: set[Any] = set()
    decoder.mutable.append(value)
    value.update(decoder.each(nodes, depth))
    return value


def _read_bytes(decoder: Decoder, node: Json, depth: int) -> Any:
    _, mutable, number = node
    data = decoder.take(number)
    return bytearray(data) if mutable else bytes(data)


def _read_int(decoder: Decoder, node: Json, depth: int) -> Any:
    _, digits = node
    if not isinstance(digits, str) or len(digits) > MAX_INT_HEX:
        raise ProtocolError("An integer is malformed.")
    return int(digits, 16)


def _read_range(decoder: Decoder, node: Json, depth: int) -> Any:
    _, *bounds = node
    if len(bounds) != 3 or any(type(bound) is not int for bound in bounds):
        raise ProtocolError("A range is malformed.")
    numbers = range(*bounds)
    if numbers and abs(numbers[-1] - numbers[0]) // abs(numbers.step) >= MAX_RANGE:
        raise ProtocolError("A range has too many numbers.")
    return numbers


def _read_generator(decoder: Decoder, node: Json, depth: int) -> Any:
    state, increment, has_uint32, uinteger = node[1]
    generator = np.random.Generator(np.random.PCG64(0))
    generator.bit_generator.state = {
        "bit_generator": "PCG64",
        "state": {"state": int(state, 16), "inc": int(increment, 16)},
        "has_uint32": int(has_uint32),
        "uinteger": int(uinteger),
    }
    return generator


_READERS: dict[str, Callable[[Decoder, Json, int], Any]] = {
    "i": _read_int,
    "f": lambda decoder, node, depth: decoder.number(node[1]),
    "c": lambda decoder, node, depth: complex(
        decoder.number(node[1]), decoder.number(node[2])
    ),
    "l": _read_list,
    "t": lambda decoder, node, depth: tuple(decoder.each(node[1], depth)),
    "d": _read_dict,
    "s": _read_set,
    "b": _read_bytes,
    "a": _read_array,
    "n": _read_scalar,
    ":": lambda decoder, node, depth: slice(*decoder.each(node[1], depth)),
    "r": _read_range,
    "...": lambda decoder, node, depth: Ellipsis,
    "p": lambda decoder, node, depth: _read_path(node[1]),
    "D": lambda decoder, node, depth: read_dtype(node[1]),
    "K": lambda decoder, node, depth: _CLASSES[node[1]],
    "G": _read_generator,
    "T": tensors.read,
    "TB": tensors.read_bytes,
    "TD": tensors.read_dtype,
    "TS": tensors.read_tensor_shape,
    **tables.READERS,
    "=": lambda decoder, node, depth: decoder.argument(node[1]),
}


def _read_path(text: Json) -> Any:
    from pathlib import Path

    if not isinstance(text, str) or len(text) > 4096 or "\0" in text:
        raise ProtocolError("A path is malformed.")
    return Path(text)
