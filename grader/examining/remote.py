"""A student's objects as the tests see them: handles that go over the wire.

Numbers, arrays and tensors arrive as plain, checked values; everything else is a
`RemoteObject`, whose attributes, calls, items and iteration are requests. What a
student's object says about itself is never used to decide anything here: a remote
object equals only itself, has no truth value, and takes no part in arithmetic or
comparisons, in which it would be told what is expected. A test that wants its value
asks for it: `float(f(x))`, `int(f(x))`, `np.asarray(f(x))`, `list(f(x))`, `f(x)[0]`.
What was asked once is not asked again until the student's code runs, so that no object
has two values.
"""

from __future__ import annotations

import builtins
import json
import sys
from typing import Any, NoReturn, Protocol

import numpy as np

from grader.examining.cases import KernelLost, Stop, StudentError
from grader.examining.wire.messages import Json, Message, ProtocolError
from grader.examining.wire.values import Encoder
from grader.submissions.failures import Failure, Kind

MAX_TEXT = 300
TRUSTED_ROOTS = (
    "builtins",
    "collections",
    "keras",
    "numpy",
    "pathlib",
    "sklearn",
    "tensorflow",
)


_ERRORS: dict[str, type[StudentError]] = {}


def remote_error(fields: Json) -> StudentError:
    """An exception that is both a StudentError and the builtin type that it was."""
    if not isinstance(fields, dict):
        raise ProtocolError("An exception is malformed.")
    base: type[Exception] = RuntimeError
    found = getattr(builtins, str(fields.get("type")), None)
    if isinstance(found, type) and issubclass(found, Exception):
        base = found
    if base in (StopIteration, StopAsyncIteration, ExceptionGroup):
        base = RuntimeError
    kind = base.__name__  # never a word of the student's
    if kind not in _ERRORS:
        _ERRORS[kind] = _make_error(kind, base)
    text = str(fields.get("text", ""))[:MAX_TEXT]
    error = _ERRORS[kind](text)
    error.kind, error.text = kind, text
    error.missing = str(fields.get("missing", ""))[:MAX_TEXT]
    error.travels = fields.get("travels") is not False
    return error


def _make_error(kind: str, base: type[Exception]) -> type[StudentError]:
    def show(self: StudentError) -> str:
        return self.text

    def make(cls: type[StudentError], text: str) -> Any:
        # UnicodeDecodeError and the like want arguments that the wire does not carry.
        return base.__new__(cls, text)

    members = {"__str__": show, "__init__": _init_error, "__new__": make}
    # The builtin type first: MemoryError makes no instance of a class that has another
    # base before it.
    bases = (StudentError,) if base is Exception else (base, StudentError)
    return type(f"Remote{kind}", bases, members)


def _init_error(self: StudentError, text: str) -> None:
    self.args = (text,)


class ObjectStop(Stop):
    """A test computes with an object of the student's, or compares it."""

    def __init__(self) -> None:
        super().__init__(Failure(Kind.OBJECT))


class Line(Protocol):
    """The connection that a handle speaks over: `connection.Connection`.

    `runs` counts the requests by which a student's code runs and may change things.
    """

    runs: int
    lost: Failure | None
    replacement: Line | None

    def ask(
        self, operation: str, encoder: Encoder | None = None, **fields: Json
    ) -> tuple[Message, list[memoryview]]:
        """One request and its reply."""
        ...

    def value(self, reply: tuple[Message, list[memoryview]]) -> Any:
        """The checked result of a reply."""
        ...

    def encoder(self) -> Encoder:
        """For the values of one request."""
        ...

    def name(self, name: str) -> Any:
        """The value of a name of the student's notebook."""
        ...

    def call(self, target: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call a student's function."""
        ...

    def release(self, number: int) -> None:
        """A handle is not used any more."""
        ...


def _current(value: RemoteObject) -> Line:
    """The connection of the kernel that lives now, or was lost last."""
    line: Line = object.__getattribute__(value, "_remote_line")
    while line.replacement is not None:
        line = line.replacement
    return line


def isinstance_exact(value: Any) -> bool:
    """Whether a value is one of our remote objects, whatever it claims to be."""
    return issubclass(type(value), RemoteObject)


def number_in(value: Any, line: Line) -> int:
    """Number of a remote object in the kernel that lives now."""
    get = object.__getattribute__
    made_by: Line = get(value, "_remote_line")
    if made_by is line:
        return int(get(value, "_remote_number"))
    path = get(value, "_remote_path")
    fresh = line.name(path) if path else None
    if not isinstance_exact(fresh):
        raise KernelLost(made_by.lost or Failure(Kind.DIED))
    object.__setattr__(value, "_remote_line", line)
    object.__setattr__(value, "_remote_number", get(fresh, "_remote_number"))
    object.__setattr__(fresh, "_remote_number", 0)
    return int(get(value, "_remote_number"))


def make_remote(
    line: Line, number: Json, kind: Json, classes: Json, name: Json
) -> RemoteObject:
    makers = {
        "object": RemoteObject,
        "callable": RemoteCallable,
        "iterator": RemoteIterator,
    }
    if type(number) is not int or number < 1 or kind not in makers:
        raise ProtocolError("A handle is malformed.")
    if not isinstance(classes, list) or len(classes) > 16:
        raise ProtocolError("A handle is malformed.")
    if not isinstance(name, str) or len(name) > 200:
        raise ProtocolError("A handle is malformed.")
    return makers[kind](line, number, _claimed_class(classes), name)


def _claimed_class(classes: list[Json]) -> type | None:
    """The nearest class of the student's object that is ours too, for isinstance."""
    for full in classes:
        if not isinstance(full, str) or len(full) > 200:
            raise ProtocolError("A class is malformed.")
        module, _, name = full.rpartition(".")
        if module.split(".")[0] not in TRUSTED_ROOTS:
            continue
        found = getattr(sys.modules.get(module), name, None)
        if isinstance(found, type) and found not in _BY_VALUE:
            return found
        if full == "builtins.generator":
            return type(_ for _ in ())
        if full == "builtins.function":
            return type(_claimed_class)
    return None


# A handle may not pass for what only ever travels by value.
_BY_VALUE = (
    object, bool, int, float, complex, str, bytes, bytearray, tuple, list, dict, set,
    frozenset, np.ndarray, np.generic, np.bool_, np.float64, np.float32,
)  # fmt: skip


class RemoteObject:
    """A handle on an object that lives in the student's kernel."""

    _remote_line: Line
    _remote_number: int
    _remote_path: str
    _remote_class: type | None
    _remote_read: tuple[int, dict[str, Any]]
    __name__: str
    __array_ufunc__ = None  # so that no number of NumPy's converts it by itself

    def __init__(
        self, line: Line, number: int, claimed: type | None, name: str
    ) -> None:
        for key, value in (
            ("_remote_line", line),
            ("_remote_number", number),
            ("_remote_class", claimed),
            ("_remote_path", ""),
            ("_remote_read", (0, {})),
            ("__name__", name),
        ):
            object.__setattr__(self, key, value)

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """What the object claims to be, where that is a class of our own libraries."""
        return object.__getattribute__(self, "_remote_class") or type(self)

    def __del__(self) -> None:
        line = self._remote_line
        if self._remote_number:
            line.release(self._remote_number)

    def _ask(self, operation: str, encoder: Encoder | None = None, **f: Json) -> Any:
        line = _current(self)
        return line.value(
            line.ask(operation, encoder, object=number_in(self, line), **f)
        )

    def _read(self, operation: str, **fields: Json) -> Any:
        """Ask for what stays the same as long as no code of the student's runs."""
        line = _current(self)
        runs, read = object.__getattribute__(self, "_remote_read")
        if runs != line.runs:
            read = {}
            object.__setattr__(self, "_remote_read", (line.runs, read))
        key = json.dumps([operation, fields])
        if key not in read:
            read[key] = self._ask(operation, **fields)
        return read[key]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return object.__getattribute__(self, "_read")("attribute", name=name)

    def __setattr__(self, name: str, value: Any) -> None:
        encoder = _current(self).encoder()
        self._ask("set_attribute", encoder, name=name, value=encoder.encode(value))

    def __getitem__(self, key: Any) -> Any:
        encoder = _current(self).encoder()
        node = encoder.encode(key)
        if encoder.buffers:
            return self._ask("item", encoder, key=node)
        return self._read("item", key=node)

    def __setitem__(self, key: Any, value: Any) -> None:
        encoder = _current(self).encoder()
        key_node, node = encoder.encode(key), encoder.encode(value)
        self._ask("set_item", encoder, key=key_node, value=node)

    def __delitem__(self, key: Any) -> None:
        encoder = _current(self).encoder()
        self._ask("delete_item", encoder, key=encoder.encode(key))

    def __len__(self) -> int:
        length = self._read("length")
        if type(length) is not int or not 0 <= length < 2**40:
            raise TypeError("The object's length is not a number.")
        return length

    def __iter__(self) -> Any:
        iterator = self._ask("iterate")
        if type(iterator) is not RemoteIterator:
            raise TypeError("The object cannot be iterated over.")
        return iterator

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        value = self._read("array")
        if type(value) is not np.ndarray:
            raise TypeError("The object has no array form.")
        return value.astype(dtype if dtype is not None else value.dtype)

    def __float__(self) -> float:
        return float(np.asarray(self).item())

    def __int__(self) -> int:
        return int(np.asarray(self).item())

    def __repr__(self) -> str:
        return f"<remote object {self.__name__}>".replace(" >", ">")

    def __bool__(self) -> bool:
        raise TypeError("A student's object has no truth value in a test.")

    def __hash__(self) -> int:
        return hash((id(self._remote_line), self._remote_number))

    def __eq__(self, other: object) -> bool:
        if not isinstance_exact(other):
            raise ObjectStop
        return self._remote_line is object.__getattribute__(
            other, "_remote_line"
        ) and self._remote_number == object.__getattribute__(other, "_remote_number")


def _refuse(*_: Any) -> NoReturn:
    raise ObjectStop


_ARITHMETIC = (
    *("add", "sub", "mul", "truediv", "floordiv", "mod", "divmod", "pow", "matmul"),
    *("and", "or", "xor", "lshift", "rshift"),
)
for _name in (
    *_ARITHMETIC,
    *(f"r{name}" for name in _ARITHMETIC),
    *("lt", "le", "gt", "ge", "abs", "neg", "pos", "invert", "round"),
    *("trunc", "floor", "ceil", "complex", "index"),
):
    setattr(RemoteObject, f"__{_name}__", _refuse)


class RemoteCallable(RemoteObject):
    """A handle on a function, class, model or other thing that can be called."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it in the student's kernel and return the checked result."""
        line = _current(self)
        return line.call(number_in(self, line), args, kwargs)


class RemoteIterator(RemoteObject):
    """A handle on an iterator or generator."""

    def __iter__(self) -> RemoteIterator:
        return self

    def __next__(self) -> Any:
        line = _current(self)
        reply, buffers = line.ask("next", object=number_in(self, line))
        if reply.get("stop"):
            raise StopIteration
        return line.value((reply, buffers))
