"""The connection to a student's kernel: requests, replies, callbacks, values.

What comes back is checked before it is believed to be a value; a peer that is silent,
gone or lying costs its own case and nothing else.
"""

from __future__ import annotations

import importlib
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from grader.examining.cases import KernelLost, explain
from grader.examining.remote import (
    MAX_TEXT,
    Line,
    isinstance_exact,
    make_remote,
    number_in,
    remote_error,
)
from grader.examining.wire import messages
from grader.examining.wire.messages import Json, Message, Misfit, ProtocolError
from grader.examining.wire.tensors import float_tensors, loaded, tensorflow
from grader.examining.wire.values import Decoder, Encoder
from grader.submissions.failures import Failure, Kind

MAX_RECEIVED = 2 * 2**30  # bytes of arrays in one case
# Requests that ask for what is there: between them a student's object stays as it is.
READS = frozenset({"name", "attribute", "item", "length", "array"})
MODULE_ROOTS = (
    "coursekit", "imageio", "keras", "math", "matplotlib", "numpy", "pathlib",
    "random", "sklearn", "tensorflow", "time", "os", "string", "collections",
    "itertools", "functools", "hashlib", "tarfile", "zipfile", "json", "re",
)  # fmt: skip


@dataclass
class WriteBack:
    """What is done with what a call changed in place, of all that it was passed.

    A call that returns nothing is there for its changes, and so is every one in a case
    that says `in_place`. Other changes are undone unless `is_kept`; `happened`: there
    were some, in whichever kernel; the mark outlives a kernel that ends itself.
    """

    is_kept: bool = True
    happened: bool = False
    in_place: bool = False

    def keeps(self, *, returns: bool) -> bool:
        """Whether the changes of a call stay, which may have returned something."""
        if self.in_place or not returns:
            return True
        self.happened = True
        return self.is_kept


class Connection:
    """One connection to a student's kernel, for one submission.

    `deadline` (time.monotonic) bounds every exchange; past it, or when the kernel
    dies or breaks the rules, KernelLost is raised and `lost` says why. `why_gone` is
    asked when the kernel has died; `replacement` is the connection made after that.
    With `finite`, NaN and infinity are no values.
    """

    def __init__(
        self,
        sock: socket.socket,
        write_back: WriteBack | None = None,
        why_gone: Callable[[], Failure] = lambda: Failure(Kind.DIED),
        *,
        finite: bool = True,
    ) -> None:
        self.lost: Failure | None = None
        # Whether it was lost for a message that no agent sends; an interrupt may leave
        # half a message of an honest one.
        self.forged = self.interrupted = False
        self.deadline: float | None = None
        self.calls = self.runs = 0
        self.received = 0  # bytes of arrays since the case began
        self.write_back = write_back or WriteBack()
        self.replacement: Line | None = None
        self._sock = sock
        self._finite = finite
        self._why_gone = why_gone
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
        self.runs += operation not in READS
        self._depth += 1
        try:
            buffers = encoder.buffers if encoder else None
            messages.send_frame(self._sock, request, buffers, self.deadline)
            reply, buffers = self._wait(number)
        except ProtocolError as error:
            self._lose(error)
        except BaseException as error:
            # Whatever interrupts an exchange leaves half of it on the wire.
            if not isinstance(error, messages.Unsendable):
                cut_short = explain(error, hidden=True)
                self.lost = self.lost or cut_short
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
    def is_lost(self) -> bool:
        """Whether nothing can be asked any more."""
        return self.lost is not None

    @property
    def busy(self) -> bool:
        """Whether a request waits for its reply."""
        return self._depth > 0

    def _lose(self, error: ProtocolError) -> NoReturn:
        if isinstance(error, messages.PeerGone):
            self.lost = self._why_gone()
        else:
            is_late = isinstance(error, messages.Late)
            self.lost = Failure(Kind.LATE if is_late else Kind.FORGED)
        self.forged = type(error) is ProtocolError and not self.interrupted
        self._sock.close()
        raise KernelLost(self.lost) from None

    def _wait(self, number: int) -> tuple[Message, list[memoryview]]:
        while True:
            reply, buffers = messages.receive_frame(self._sock, self.deadline)
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
        encoder = self.encoder()
        try:
            fields = {"value": encoder.encode(self._callbacks[number](*args, **kwargs))}
        except Exception as error:  # what the test's function raises is its answer
            name = type(error).__name__
            fields = {"error": {"type": name, "text": str(error)[:MAX_TEXT]}}
            encoder = self.encoder()
        messages.send_frame(
            self._sock, {"op": "result", **fields}, encoder.buffers, self.deadline
        )

    # Values

    def encoder(self) -> Encoder:
        """For the values of one request."""
        return Encoder(self._export, None, self._first)

    def _first(self, encoder: Encoder, value: Any) -> Json | None:
        if isinstance_exact(value):
            return ["own", number_in(value, self)]
        tf = loaded("tensorflow")
        if tf is not None and isinstance(value, tf.Variable):
            encoder.mutable.append(value)
            return ["V", *encoder.array(value.numpy()), bool(value.trainable)]
        return None

    def _export(self, value: Any) -> Json:
        if not callable(value):
            raise messages.Unsendable(
                f"A test cannot pass a {type(value).__name__} to a student's function."
            )
        self._callbacks.append(value)
        return ["C", len(self._callbacks) - 1, str(getattr(value, "__name__", ""))]

    def _decoder(
        self, buffers: list[memoryview], arguments: list[Any] | None = None
    ) -> Decoder:
        finite = self._finite
        return Decoder(buffers, self._refer, finite=finite, arguments=arguments)

    def _refer(self, _decoder: Decoder, node: list[Json]) -> Any:
        if node[0] == "M" and len(node) == 2:
            return _module(node[1])
        if node[0] == "C" and len(node) == 2:
            if type(node[1]) is int and 0 <= node[1] < len(self._callbacks):
                return self._callbacks[node[1]]
            raise ProtocolError("A callback was never passed.")
        if node[0] != "R" or len(node) != 5:
            raise ProtocolError("A value has an unknown tag.")
        return make_remote(self, *node[1:])

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
            values = float_tensors((args, kwargs))
            if values:
                return self._call_with_gradient(target, args, kwargs, values)
        return self._call(target, args, kwargs, tape=False)[0]

    def _call(
        self, target: int, args: Any, kwargs: Any, *, tape: bool
    ) -> tuple[Any, int]:
        encoder = self.encoder()
        fields: Message = {
            "object": target,
            "args": encoder.encode(args),
            "kwargs": encoder.encode(kwargs),
        }
        if tape:
            fields["tape"] = True
        reply, buffers = self.ask("call", encoder, **fields)
        passed = encoder.mutable
        if changed := self._changed(reply, passed):
            returns = reply.get("result") is not None
            if not self.write_back.keeps(returns=returns):
                # What is returned is still what the call made of it: an answer that
                # works in place and returns its argument is right.
                passed = without(passed, changed)
        decoder = self._decoder(buffers, passed)
        for ordinal, value in self._changes(reply, decoder):
            _restore(passed[ordinal], value)
        result = self._checked(lambda: decoder.decode(reply.get("result")))
        number = reply.get("tape", 0)
        return result, number if type(number) is int else 0

    def _changed(self, reply: Message, passed: list[Any]) -> set[int]:
        """Which of the arguments a call says it has changed."""

        def read() -> set[int]:
            pairs = reply.get("changed")
            if not isinstance(pairs, list):
                raise ProtocolError("Changed arguments are malformed.")
            found = {pair[0] for pair in pairs if isinstance(pair, list) and pair}
            if any(type(o) is not int or not 0 <= o < len(passed) for o in found):
                raise ProtocolError("A value names an argument that was never sent.")
            return found

        changed: set[int] = self._checked(read)
        return changed

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
        tf = tensorflow()
        with _stop_recording():
            result, tape = self._call(target, args, kwargs, tape=True)
        outputs = float_tensors(result)

        @tf.custom_gradient  # type: ignore[untyped-decorator]
        def operation(*_inputs: Any) -> tuple[list[Any], Callable[..., list[Any]]]:
            def gradient(*upstream: Any) -> list[Any]:
                return self._vjp(tape, upstream, values)

            return [tf.identity(output) for output in outputs], gradient

        found = operation(*[tf.convert_to_tensor(value) for value in values])
        pairs = zip(outputs, found, strict=True)
        return _replace(result, {id(old): new for old, new in pairs})

    def _vjp(self, tape: int, upstream: Any, inputs: list[Any]) -> list[Any]:
        encoder = self.encoder()
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


def _module(name: Json) -> Any:
    """Our own module of that name; never anything of the student's."""
    if isinstance(name, str) and name.split(".")[0] in MODULE_ROOTS:
        module = sys.modules.get(name)
        return module if module is not None else importlib.import_module(name)
    raise Misfit("A module of that name is not passed.")


def _dense(gradient: Any) -> Any:
    return tensorflow().convert_to_tensor(gradient)


def _fits(gradient: Any, value: Any) -> bool:
    tf = tensorflow()
    if not isinstance(gradient, tf.Tensor):
        return False
    return bool(gradient.shape == value.shape and gradient.dtype == value.dtype)


def without(values: list[Any], changed: set[int]) -> list[Any]:
    """Arguments to work on in place of those that must stay what they were.

    Copies of the values at the places `changed` and of what holds them, with the same
    objects among one another; the others themselves.
    """
    copies: dict[int, Any] = {}
    for ordinal in changed:
        copies[id(values[ordinal])] = _blank(values[ordinal])

    def copy(value: Any) -> Any:
        if id(value) in copies or type(value) not in (list, dict, tuple):
            return copies.get(id(value), value)
        members = [*value, *value.values()] if type(value) is dict else list(value)
        copied = [copy(member) for member in members]
        if all(one is other for one, other in zip(members, copied, strict=True)):
            return value
        if type(value) is dict:
            half = len(value)
            made: Any = dict(zip(copied[:half], copied[half:], strict=True))
        else:
            made = type(value)(copied)
        copies[id(value)] = made
        return made

    return [copy(value) for value in values]


def _blank(value: Any) -> Any:
    """Something of the kind of a changed argument, to be filled."""
    return type(value)() if type(value) in (list, dict, set) else _copy(value)


def _copy(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.copy()
    return tensorflow().Variable(value)


def _restore(original: Any, value: Any) -> None:
    """Make an argument what the student's function turned it into."""
    if isinstance(original, np.ndarray):
        np.copyto(original, value)
    elif isinstance(original, list):
        original[:] = value
    elif isinstance(original, (dict, set)):
        original.clear()
        original.update(value)
    else:
        original.assign(value)


def _check_change(original: Any, value: Any) -> None:
    """ProtocolError unless a changed argument is of the kind that was sent."""
    if type(original) in (list, dict, set):
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
    record = loaded("tensorflow.python.eager.record")
    return record is not None and bool(record.could_possibly_record())


def _stop_recording() -> Any:
    """What the exchange itself does to tensors is no part of the computation."""
    return loaded("tensorflow.python.eager.record").stop_recording()


def _replace(value: Any, new: dict[int, Any]) -> Any:
    """A nested result with some of its tensors exchanged."""
    if id(value) in new:
        return new[id(value)]
    if type(value) in (list, tuple):
        return type(value)(_replace(member, new) for member in value)
    if type(value) is dict:
        return {key: _replace(member, new) for key, member in value.items()}
    return value
