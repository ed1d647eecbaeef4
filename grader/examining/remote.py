"""The trusted side of the wire: a student's objects as seen by the tests.

Numbers, arrays and tensors arrive as plain, checked values; everything else is a
`RemoteObject`, whose attributes, calls, items and iteration go over the wire. What a
student's object says about itself is never used to decide anything here: a remote
object equals only itself, has no truth value, and raises on every comparison.
"""

from __future__ import annotations

import builtins
import importlib
import socket
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np

from grader.examining import protocol
from grader.examining.protocol import (
    Decoder,
    Encoder,
    Json,
    Message,
    Misfit,
    ProtocolError,
)

MAX_TEXT = 300
MAX_RECEIVED = 2 * 2**30  # bytes of arrays in one case
TRUSTED_ROOTS = (
    "builtins",
    "collections",
    "keras",
    "numpy",
    "pathlib",
    "sklearn",
    "tensorflow",
)
MODULE_ROOTS = (
    "coursekit", "imageio", "keras", "math", "matplotlib", "numpy", "pathlib",
    "random", "sklearn", "tensorflow", "time", "os", "string", "collections",
    "itertools", "functools", "hashlib", "tarfile", "zipfile", "json", "re",
)  # fmt: skip


class KernelLost(BaseException):
    """The student's kernel is gone, late or lying; no test may catch this."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RemoteError(Exception):
    """An exception that a student's code raised; `text` is the student's own."""

    kind = "Exception"
    text = ""


_ERRORS: dict[str, type[RemoteError]] = {}


def remote_error(fields: Json) -> RemoteError:
    """An exception that is both a RemoteError and the builtin type it was."""
    if not isinstance(fields, dict):
        raise ProtocolError("An exception is malformed.")
    kind = str(fields.get("type"))
    base: type[Exception] = RuntimeError
    found = getattr(builtins, kind, None)
    if isinstance(found, type) and issubclass(found, Exception):
        base = found
    if base in (RuntimeError, StopIteration, StopAsyncIteration):
        kind, base = "RuntimeError", RuntimeError
    if kind not in _ERRORS:
        _ERRORS[kind] = _make_error(kind, base)
    text = str(fields.get("text", ""))[:MAX_TEXT]
    error = _ERRORS[kind](text)
    error.kind, error.text = kind, text
    return error


def _make_error(kind: str, base: type[Exception]) -> type[RemoteError]:
    def show(self: RemoteError) -> str:
        return self.text

    def make(cls: type[RemoteError], text: str) -> Any:
        # UnicodeDecodeError and the like want arguments that the wire does not carry.
        return base.__new__(cls, text)

    members = {"__str__": show, "__init__": _init_error, "__new__": make}
    return type(f"Remote{kind}", (RemoteError, base), members)


def _init_error(self: RemoteError, text: str) -> None:
    self.args = (text,)


class Kernel:
    """One connection to a student's kernel, for one submission.

    `deadline` (time.monotonic) bounds every exchange; past it, or when the kernel
    dies or breaks the rules, KernelLost is raised and `lost` says why.
    """

    def __init__(self, sock: socket.socket) -> None:
        self.lost = ""
        # Whether it was lost for a message that no agent sends; an interrupt may leave
        # half a message of an honest one.
        self.forged = self.interrupted = False
        self.deadline: float | None = None
        self.calls = 0
        self.received = 0  # bytes of arrays since the case began
        # Whether an array that was passed is changed here as the call changed it
        # there, also where the call returns something; and whether one ever was.
        self.write_back = True
        self.wrote_back = False
        self._sock = sock
        self._number = 0
        self._callbacks: list[Callable[..., Any]] = []
        self._released: list[int] = []
        self._depth = 0

    # Exchanges

    def ask(
        self, operation: str, encoder: Encoder | None = None, **fields: Json
    ) -> tuple[Message, list[memoryview]]:
        """Send one request and wait for its reply, serving callbacks meanwhile."""
        if self.lost:
            raise KernelLost(self.lost)
        self._number += 1
        number = self._number
        released, self._released = self._released[:1_000], self._released[1_000:]
        request = {"op": operation, "id": number, "release": released, **fields}
        self.calls += 1
        self._depth += 1
        try:
            buffers = encoder.buffers if encoder else None
            protocol.send_frame(self._sock, request, buffers, self.deadline)
            reply, buffers = self._wait(number)
        except ProtocolError as error:
            self._lose(error)
        except BaseException as error:
            # Whatever interrupts an exchange leaves half of it on the wire.
            if not isinstance(error, protocol.Unsendable):
                self.lost = self.lost or "The exchange was cut short."
            raise
        finally:
            self._depth -= 1
        if "error" in reply:
            raise self._checked(lambda: remote_error(reply["error"]))
        return reply, buffers

    def _checked(self, make: Callable[[], Any]) -> Any:
        try:
            return make()
        except ProtocolError as error:
            self._lose(error)

    @property
    def busy(self) -> bool:
        """Whether a request waits for its reply."""
        return self._depth > 0

    def _lose(self, error: ProtocolError) -> NoReturn:
        self.lost = {
            protocol.Late: "did not finish in time",
            protocol.PeerGone: "ended the Python process",
        }.get(type(error), "broke the connection to the tests")
        self.forged = type(error) is ProtocolError and not self.interrupted
        self._sock.close()
        raise KernelLost(self.lost) from None

    def _wait(self, number: int) -> tuple[Message, list[memoryview]]:
        while True:
            reply, buffers = protocol.receive_frame(self._sock, self.deadline)
            self.received += sum(part.nbytes for part in buffers)
            if self.received > MAX_RECEIVED:
                raise Misfit("The answers of one case are too large together.")
            if "callback" in reply:
                self._serve_callback(reply, buffers)
            elif type(reply.get("id")) is int and reply["id"] == number:
                return reply, buffers
            else:
                raise ProtocolError("A reply does not belong to its request.")

    def _serve_callback(self, request: Message, buffers: list[memoryview]) -> None:
        number = request["callback"]
        if type(number) is not int or not 0 <= number < len(self._callbacks):
            raise ProtocolError("A callback was never passed.")
        if self._depth > 50:
            raise ProtocolError("Callbacks are nested too deeply.")
        decoder = self._decoder(buffers)
        args = decoder.decode(request.get("args"))
        kwargs = decoder.decode(request.get("kwargs"))
        if type(args) is not tuple or type(kwargs) is not dict:
            raise ProtocolError("A callback has no proper arguments.")
        encoder = self._encoder()
        try:
            fields = {"value": encoder.encode(self._callbacks[number](*args, **kwargs))}
        except Exception as error:  # what the test's function raises is its answer
            name = type(error).__name__
            fields = {"error": {"type": name, "text": str(error)[:MAX_TEXT]}}
            encoder = self._encoder()
        protocol.send_frame(
            self._sock, {"op": "result", **fields}, encoder.buffers, self.deadline
        )

    # Values

    def _encoder(self) -> Encoder:
        return Encoder(self._export, None, self._first)

    def _first(self, encoder: Encoder, value: Any) -> Json | None:
        if isinstance_exact(value):
            return ["own", _own(value, self)]
        tf = protocol.loaded("tensorflow")
        if tf is not None and isinstance(value, tf.Variable):
            encoder.mutable.append(value)
            return ["V", *encoder.array(value.numpy()), bool(value.trainable)]
        return None

    def _export(self, value: Any) -> Json:
        if not callable(value):
            raise protocol.Unsendable(
                f"A test cannot pass a {type(value).__name__} to a student's function."
            )
        self._callbacks.append(value)
        return ["C", len(self._callbacks) - 1, str(getattr(value, "__name__", ""))]

    def _decoder(
        self, buffers: list[memoryview], arguments: list[Any] | None = None
    ) -> Decoder:
        return Decoder(buffers, self._refer, finite=True, arguments=arguments)

    def _refer(self, _decoder: Decoder, node: list[Json]) -> Any:
        if node[0] == "M" and len(node) == 2:
            return _module(node[1])
        if node[0] == "C" and len(node) == 2:
            if type(node[1]) is int and 0 <= node[1] < len(self._callbacks):
                return self._callbacks[node[1]]
            raise ProtocolError("A callback was never passed.")
        if node[0] != "R" or len(node) != 5:
            raise ProtocolError("A value has an unknown tag.")
        return _make_remote(self, *node[1:])

    def value(self, reply: tuple[Message, list[memoryview]]) -> Any:
        """The checked result of a reply; KernelLost when it is malformed."""
        fields, buffers = reply
        decoder = self._decoder(buffers)
        return self._checked(lambda: decoder.decode(fields.get("result")))

    # Requests

    def name(self, name: str) -> Any:
        """The value of a name of the student's notebook; NameError without one."""
        fields, buffers = self.ask("name", name=name)
        if fields.get("missing"):
            raise NameError(f"'{name}' is not defined in the notebook.", name=name)
        value = self.value((fields, buffers))
        if isinstance_exact(value):
            object.__setattr__(value, "_remote_path", name)
        return value

    def call(self, target: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call a student's function; gradients flow through it where a tape runs."""
        if _tape_runs():
            values = _float_tensors((args, kwargs))
            if values:
                return self._call_with_gradient(target, args, kwargs, values)
        return self._call(target, args, kwargs, tape=False)[0]

    def _call(
        self, target: int, args: Any, kwargs: Any, *, tape: bool
    ) -> tuple[Any, int]:
        encoder = self._encoder()
        fields: Message = {
            "object": target,
            "args": encoder.encode(args),
            "kwargs": encoder.encode(kwargs),
        }
        if tape:
            fields["tape"] = True
        reply, buffers = self.ask("call", encoder, **fields)
        # In the run that keeps changes out, what is returned is still what the call
        # made of it: an answer that works in place and returns its argument is right.
        returned = list(encoder.mutable)
        decoder = self._decoder(buffers, returned)
        passed = [*args, *kwargs.values()]
        for ordinal, value in self._changes(reply, decoder):
            original = encoder.mutable[ordinal]
            if reply.get("result") is not None and _is_passed_array(original, passed):
                self.wrote_back = True
                if not self.write_back:
                    returned[ordinal] = value
                    continue
            _restore(original, value)
        result = self._checked(lambda: decoder.decode(reply.get("result")))
        number = reply.get("tape", 0)
        return result, number if type(number) is int else 0

    def _changes(self, reply: Message, decoder: Decoder) -> list[tuple[int, Any]]:
        def read() -> list[tuple[int, Any]]:
            try:
                pairs = [(o, decoder.decode(node)) for o, node in reply["changed"]]
            except (TypeError, ValueError, KeyError) as error:
                raise ProtocolError("Changed arguments are malformed.") from error
            for ordinal, value in pairs:
                _check_change(decoder.argument(ordinal), value)
            return pairs

        changes: list[tuple[int, Any]] = self._checked(read)
        return changes

    def _call_with_gradient(
        self, target: int, args: Any, kwargs: Any, values: list[Any]
    ) -> Any:
        """A call as one differentiable operation of the tape that runs here."""
        tf = protocol._tensorflow()
        with _stop_recording():
            result, tape = self._call(target, args, kwargs, tape=True)
        outputs = _float_tensors(result)

        @tf.custom_gradient  # type: ignore[untyped-decorator]
        def operation(*_inputs: Any) -> tuple[list[Any], Callable[..., list[Any]]]:
            def gradient(*upstream: Any) -> list[Any]:
                return self._vjp(tape, upstream, values)

            return [tf.identity(output) for output in outputs], gradient

        found = operation(*[tf.convert_to_tensor(value) for value in values])
        pairs = zip(outputs, found, strict=True)
        return _replace(result, {id(old): new for old, new in pairs})

    def _vjp(self, tape: int, upstream: Any, inputs: list[Any]) -> list[Any]:
        encoder = self._encoder()
        node = encoder.encode([_dense(gradient) for gradient in upstream])
        reply = self.ask("vjp", encoder, tape=tape, upstream=node)
        gradients = self.value(reply)
        self._released.append(tape)
        if type(gradients) is not list or len(gradients) != len(inputs):
            self._lose(Misfit("Gradients do not match their inputs."))
        for gradient, value in zip(gradients, inputs, strict=True):
            if gradient is not None and not _fits(gradient, value):
                self._lose(Misfit("A gradient has another shape."))
        return gradients

    def release(self, number: int) -> None:
        """Tell the kernel, with the next request, that a handle is not used here."""
        self._released.append(number)

    def close(self) -> None:
        """Hang up."""
        self.lost = self.lost or "The connection is closed."
        self._sock.close()


def _module(name: Json) -> Any:
    """Our own module of that name; never anything of the student's."""
    if isinstance(name, str) and name.split(".")[0] in MODULE_ROOTS:
        module = sys.modules.get(name)
        return module if module is not None else importlib.import_module(name)
    raise Misfit("A module of that name is not passed.")


def _dense(gradient: Any) -> Any:
    return protocol._tensorflow().convert_to_tensor(gradient)


def _fits(gradient: Any, value: Any) -> bool:
    tf = protocol._tensorflow()
    if not isinstance(gradient, tf.Tensor):
        return False
    return bool(gradient.shape == value.shape and gradient.dtype == value.dtype)


def _is_passed_array(value: Any, passed: list[Any]) -> bool:
    is_array = isinstance(value, np.ndarray)
    return is_array and any(value is argument for argument in passed)


def _restore(original: Any, value: Any) -> None:
    """Make an argument what the student's function turned it into."""
    if isinstance(original, np.ndarray):
        np.copyto(original, value)
    elif isinstance(original, list):
        original[:] = value
    elif isinstance(original, dict):
        original.clear()
        original.update(value)
    else:
        original.assign(value)


def _check_change(original: Any, value: Any) -> None:
    """ProtocolError unless a changed argument is of the kind that was sent."""
    if type(original) in (list, dict):
        if type(value) is not type(original):
            raise Misfit("A changed argument is of another kind.")
        return
    shape = tuple(original.shape)
    if not isinstance(value, np.ndarray) or value.shape != shape:
        raise Misfit("A changed array has another shape.")
    if isinstance(original, np.ndarray) and not original.flags.writeable:
        raise Misfit("An array that is read-only was changed.")


def _tape_runs() -> bool:
    """Whether a GradientTape of this process may be recording."""
    record = protocol.loaded("tensorflow.python.eager.record")
    return record is not None and bool(record.could_possibly_record())


def _stop_recording() -> Any:
    """What the exchange itself does to tensors is no part of the computation."""
    return protocol.loaded("tensorflow.python.eager.record").stop_recording()


def _float_tensors(value: Any) -> list[Any]:
    from grader.examining.agent import float_tensors

    return float_tensors(value)


def _replace(value: Any, new: dict[int, Any]) -> Any:
    """A nested result with some of its tensors exchanged."""
    if id(value) in new:
        return new[id(value)]
    if type(value) in (list, tuple):
        return type(value)(_replace(member, new) for member in value)
    if type(value) is dict:
        return {key: _replace(member, new) for key, member in value.items()}
    return value


# Objects


def isinstance_exact(value: Any) -> bool:
    """Whether a value is one of our remote objects, whatever it claims to be."""
    return issubclass(type(value), RemoteObject)


def _own(value: Any, kernel: Kernel) -> int:
    """Number of a remote object in the kernel that lives now."""
    get = object.__getattribute__
    if get(value, "_remote_kernel") is kernel:
        return int(get(value, "_remote_number"))
    path = get(value, "_remote_path")
    if not path:
        raise KernelLost("ended the Python process")
    fresh = kernel.name(path)
    if not isinstance_exact(fresh):
        raise KernelLost("ended the Python process")
    object.__setattr__(value, "_remote_kernel", kernel)
    object.__setattr__(value, "_remote_number", get(fresh, "_remote_number"))
    object.__setattr__(fresh, "_remote_number", 0)
    return int(get(value, "_remote_number"))


def _make_remote(
    kernel: Kernel, number: Json, kind: Json, classes: Json, name: Json
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
    return makers[kind](kernel, number, _claimed_class(classes), name)


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

    _remote_kernel: Kernel
    _remote_number: int
    _remote_path: str
    _remote_class: type | None
    __name__: str

    def __init__(
        self, kernel: Kernel, number: int, claimed: type | None, name: str
    ) -> None:
        for key, value in (
            ("_remote_kernel", kernel),
            ("_remote_number", number),
            ("_remote_class", claimed),
            ("_remote_path", ""),
            ("__name__", name),
        ):
            object.__setattr__(self, key, value)

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """What the object claims to be, where that is a class of our own libraries."""
        return object.__getattribute__(self, "_remote_class") or type(self)

    def __del__(self) -> None:
        kernel = self._remote_kernel
        if self._remote_number:
            kernel.release(self._remote_number)

    def _ask(self, operation: str, encoder: Encoder | None = None, **f: Json) -> Any:
        kernel = _current(self)
        return kernel.value(
            kernel.ask(operation, encoder, object=_own(self, kernel), **f)
        )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return object.__getattribute__(self, "_ask")("attribute", name=name)

    def __setattr__(self, name: str, value: Any) -> None:
        encoder = _current(self)._encoder()
        self._ask("set_attribute", encoder, name=name, value=encoder.encode(value))

    def __getitem__(self, key: Any) -> Any:
        encoder = _current(self)._encoder()
        return self._ask("item", encoder, key=encoder.encode(key))

    def __setitem__(self, key: Any, value: Any) -> None:
        encoder = _current(self)._encoder()
        key_node, node = encoder.encode(key), encoder.encode(value)
        self._ask("set_item", encoder, key=key_node, value=node)

    def __delitem__(self, key: Any) -> None:
        encoder = _current(self)._encoder()
        self._ask("delete_item", encoder, key=encoder.encode(key))

    def __len__(self) -> int:
        length = self._ask("length")
        if type(length) is not int or not 0 <= length < 2**40:
            raise TypeError("The object's length is not a number.")
        return length

    def __contains__(self, value: Any) -> bool:
        encoder = _current(self)._encoder()
        return self._ask("contains", encoder, value=encoder.encode(value)) is True

    def __iter__(self) -> Any:
        iterator = self._ask("iterate")
        if type(iterator) is not RemoteIterator:
            raise TypeError("The object cannot be iterated over.")
        return iterator

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        value = self._ask("array")
        if type(value) is not np.ndarray:
            raise TypeError("The object has no array form.")
        return value if dtype is None else value.astype(dtype)

    def __repr__(self) -> str:
        return f"<remote object {self.__name__}>".replace(" >", ">")

    def __bool__(self) -> bool:
        raise TypeError("A student's object has no truth value in a test.")

    def __hash__(self) -> int:
        return hash((id(self._remote_kernel), self._remote_number))

    def __eq__(self, other: object) -> bool:
        if not isinstance_exact(other):
            raise TypeError("A student's object cannot be compared with a value.")
        return self._remote_kernel is object.__getattribute__(
            other, "_remote_kernel"
        ) and self._remote_number == object.__getattribute__(other, "_remote_number")


def _operation(name: str, swapped: bool) -> Callable[[Any, Any], Any]:
    def run(self: RemoteObject, other: Any) -> Any:
        encoder = _current(self)._encoder()
        operands = (other, self) if swapped else (self, other)
        node = encoder.encode(operands)
        return self._ask("operate", encoder, name=name, operands=node)

    return run


for _name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul"):
    setattr(RemoteObject, f"__{_name}__", _operation(_name, swapped=False))
    setattr(RemoteObject, f"__r{_name}__", _operation(_name, swapped=True))


class RemoteCallable(RemoteObject):
    """A handle on a function, class, model or other thing that can be called."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it in the student's kernel and return the checked result."""
        kernel = _current(self)
        return kernel.call(_own(self, kernel), args, kwargs)


class RemoteIterator(RemoteObject):
    """A handle on an iterator or generator."""

    def __iter__(self) -> RemoteIterator:
        return self

    def __next__(self) -> Any:
        kernel = _current(self)
        reply, buffers = kernel.ask("next", object=_own(self, kernel))
        if reply.get("stop"):
            raise StopIteration
        return kernel.value((reply, buffers))


# One examiner speaks with one kernel at a time; a new one replaces a lost one here.
_now: list[Kernel] = []


def set_current(kernel: Kernel) -> None:
    """From now on remote objects speak with this kernel."""
    _now[:] = [kernel]


def _current(_value: RemoteObject) -> Kernel:
    if not _now:
        raise KernelLost("has no kernel")
    return _now[0]
