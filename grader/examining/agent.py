"""The student's side of the wire: runs cells and answers the examiner's calls.

It is planted in the kernel before any student code and serves one socket on the main
thread. It holds no secret: it learns an argument when a call brings it, and nothing
else. Student code can change everything here, which is why the other side believes
nothing that comes out of it.
"""

from __future__ import annotations

import builtins
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import numpy as np

from grader.course.files import put_files
from grader.examining import runner
from grader.examining.cases import seed_everything
from grader.examining.watched import watched
from grader.examining.wire import messages, tensors
from grader.examining.wire.messages import Json, Message
from grader.examining.wire.tensors import float_tensors, loaded, tensorflow
from grader.examining.wire.values import Decoder, Encoder

MAX_ERROR_TEXT = 1_000
MAX_CLASSES = 12
MAX_CALLBACK_DEPTH = 50


class Callback:
    """A function of the tests that was passed to student code; calls go back there."""

    def __init__(self, agent: Agent, number: int, name: str) -> None:
        self._agent = agent
        self.number = number
        self.__name__ = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the function in the examiner and return what it returns."""
        return self._agent.call_back(self.number, args, kwargs)


class Agent:
    """Serves one examiner over one socket, on the main thread of the kernel."""

    def __init__(self, sock: socket.socket, shell: runner.Shell) -> None:
        self._sock = sock
        self._shell = shell
        self._objects: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._tapes: dict[int, tuple[Any, list[Any], list[Any]]] = {}
        self._count = 0
        self._depth = 0
        self._interruptible = False
        self._original = watched()
        self._operations: dict[str, Callable[[Message, Decoder], Message]] = {
            "cell": self._cell,
            "seed": self._seed,
            "files": self._files,
            "name": self._name,
            "call": self._call,
            "vjp": self._vjp,
            "attribute": self._attribute,
            "set_attribute": self._set_attribute,
            "item": self._item,
            "set_item": self._set_item,
            "delete_item": self._delete_item,
            "length": self._length,
            "iterate": self._iterate,
            "next": self._next,
            "array": self._array,
            "replaced": self._replaced,
            "on_stderr": self._on_stderr,
        }

    def serve(self) -> None:
        """Answer requests until the examiner hangs up."""
        signal.signal(signal.SIGINT, self._on_interrupt)
        runner.redirect(self._shell.recorder)
        runner.enter_workplace(self._shell, os.environ.get("COURSE_DATA", ""))
        while True:
            try:
                request, buffers = messages.receive_frame(self._sock)
            except messages.PeerGone:
                return
            self._answer(request, buffers)

    def _on_interrupt(self, _signum: int, _frame: FrameType | None) -> None:
        if self._interruptible:
            self._interruptible = False
            raise KeyboardInterrupt

    def _answer(self, request: Message, buffers: list[memoryview]) -> None:
        """Run one request; whatever it raises becomes the answer."""
        number = request.get("id")
        decoder = Decoder(buffers, self._refer)
        self._release(request.get("release", []))
        encoder = self._encoder(decoder)
        try:
            self._interruptible = True
            reply = self._operations[request["op"]](request, decoder)
            self._interruptible = False
            encoder = self._encoder(decoder)
            if "result" in reply:
                reply["result"] = encoder.encode(reply["result"])
            if "changed" in reply:
                reply["changed"] = [
                    [ordinal, encoder.encode(value)]
                    for ordinal, value in reply["changed"]
                ]
        except BaseException as error:
            reply, encoder = {"error": describe_error(error)}, self._encoder(decoder)
        finally:
            self._interruptible = False
        self._send({**reply, "id": number}, encoder.buffers)

    def _send(self, fields: Message, buffers: list[memoryview]) -> None:
        try:
            messages.send_frame(self._sock, fields, buffers)
        except messages.Unsendable as error:
            kept = {"id": fields.get("id"), "error": describe_error(error)}
            messages.send_frame(self._sock, kept)

    # Values

    def _encoder(self, decoder: Decoder) -> Encoder:
        known = {id(value): i for i, value in enumerate(decoder.mutable)}
        return Encoder(self._export, known, self._first)

    def _first(self, encoder: Encoder, value: Any) -> Json | None:
        if type(value) is Callback:
            return ["C", value.number]
        return tensors.encode_scalar(encoder, value)

    def _export(self, value: Any) -> Json:
        """A handle for an object that does not travel by value."""
        if isinstance(value, ModuleType):
            return ["M", value.__name__]
        number = self._numbers.get(id(value))
        if number is None:
            self._count += 1
            number = self._numbers[id(value)] = self._count
            self._objects[number] = value
        return ["R", number, kind_of(value), classes_of(value), name_of(value)]

    def _refer(self, decoder: Decoder, node: list[Json]) -> Any:
        if node[0] == "own":
            return self._objects[node[1]]
        if node[0] == "C":
            return Callback(self, node[1], node[2])
        if node[0] == "V":
            return self._variable(decoder, node)
        raise messages.ProtocolError(f"No value has the tag {node[0]}.")

    def _variable(self, decoder: Decoder, node: list[Json]) -> Any:
        _, name, shape, number, trainable = node
        tf = tensorflow()
        value = tf.Variable(decoder.array(name, shape, number), trainable=trainable)
        decoder.mutable.append(value)
        if value.dtype.is_floating:
            decoder.tensors.append(value)
        return value

    def _release(self, numbers: list[int]) -> None:
        for number in numbers:
            value = self._objects.pop(number, None)
            self._numbers.pop(id(value), None)
            self._tapes.pop(number, None)

    def _target(self, request: Message) -> Any:
        return self._objects[request["object"]]

    # Requests

    def _cell(self, request: Message, _decoder: Decoder) -> Message:
        recorder = self._shell.recorder
        before = recorder.on_stderr
        error, outputs = runner.run_cell(self._shell, request["source"])
        pyplot = loaded("matplotlib.pyplot")
        if pyplot is not None:
            pyplot.close("all")
        raised = None if error is None else describe_error(error)
        return {
            "succeeded": error is None,
            "raised": raised,
            "outputs": outputs,
            "shown": recorder.result,
            "on_stderr": recorder.on_stderr > before,
        }

    def _seed(self, request: Message, _decoder: Decoder) -> Message:
        seed_everything(request["seed"])
        return {}

    def _files(self, request: Message, decoder: Decoder) -> Message:
        """Lay what was beside the notebook into the working folder."""
        put_files(Path(), decoder.decode(request["files"]))
        return {}

    def _name(self, request: Message, _decoder: Decoder) -> Message:
        names = self._shell.user_ns
        if request["name"] not in names:
            return {"missing": True}
        return {"result": names[request["name"]]}

    def _call(self, request: Message, decoder: Decoder) -> Message:
        function = self._target(request)
        args = decoder.decode(request["args"])
        kwargs = decoder.decode(request["kwargs"])
        before = [_snapshot(value) for value in decoder.mutable]
        tables = [(table, table.copy()) for table in decoder.tables]
        if request.get("tape"):
            reply = self._call_on_tape(function, args, kwargs, decoder)
        else:
            reply = {"result": function(*args, **kwargs)}
        reply["changed"] = list(_changes(decoder.mutable, before))
        if not all(now.equals(then) for now, then in tables):
            raise messages.Unsendable("A table that it was passed is another one now.")
        return reply

    def _call_on_tape(
        self, function: Any, args: Any, kwargs: Any, decoder: Decoder
    ) -> Message:
        tf = tensorflow()
        with tf.GradientTape(persistent=True) as tape:
            for tensor in decoder.tensors:
                tape.watch(tensor)
            result = function(*args, **kwargs)
        self._count += 1
        outputs = float_tensors(result)
        self._tapes[self._count] = (tape, decoder.tensors, outputs)
        return {"result": result, "tape": self._count}

    def _vjp(self, request: Message, decoder: Decoder) -> Message:
        tape, inputs, outputs = self._tapes[request["tape"]]
        upstream = decoder.decode(request["upstream"])
        tf = tensorflow()
        gradients = tape.gradient(outputs, inputs, output_gradients=upstream)
        return {
            "result": [
                None if gradient is None else tf.convert_to_tensor(gradient)
                for gradient in gradients
            ]
        }

    def _attribute(self, request: Message, _decoder: Decoder) -> Message:
        return {"result": getattr(self._target(request), request["name"])}

    def _set_attribute(self, request: Message, decoder: Decoder) -> Message:
        value = decoder.decode(request["value"])
        setattr(self._target(request), request["name"], value)
        return {}

    def _item(self, request: Message, decoder: Decoder) -> Message:
        return {"result": self._target(request)[decoder.decode(request["key"])]}

    def _set_item(self, request: Message, decoder: Decoder) -> Message:
        key = decoder.decode(request["key"])
        self._target(request)[key] = decoder.decode(request["value"])
        return {}

    def _delete_item(self, request: Message, decoder: Decoder) -> Message:
        del self._target(request)[decoder.decode(request["key"])]
        return {}

    def _length(self, request: Message, _decoder: Decoder) -> Message:
        return {"result": len(self._target(request))}

    def _iterate(self, request: Message, _decoder: Decoder) -> Message:
        return {"result": iter(self._target(request))}

    def _next(self, request: Message, _decoder: Decoder) -> Message:
        try:
            return {"result": next(self._target(request))}
        except StopIteration:
            return {"stop": True}

    def _array(self, request: Message, _decoder: Decoder) -> Message:
        return {"result": np.asarray(self._target(request))}

    def _replaced(self, _request: Message, _decoder: Decoder) -> Message:
        """Which watched names are not what they were before any student code ran."""
        now, then = watched(), self._original
        return {"names": [n for n in then if now.get(n) is not then[n]]}

    def _on_stderr(self, _request: Message, _decoder: Decoder) -> Message:
        runner.warn_again()
        return {"count": self._shell.recorder.on_stderr}

    # Callbacks

    def call_back(self, number: int, args: Any, kwargs: Any) -> Any:
        """Run a function of the tests over there; serves nested requests meanwhile."""
        if self._depth >= MAX_CALLBACK_DEPTH:
            raise RecursionError("A test's function was called too deeply.")
        encoder = Encoder(self._export, None, self._first)
        fields = {
            "callback": number,
            "args": encoder.encode(tuple(args)),
            "kwargs": encoder.encode(dict(kwargs)),
        }
        self._depth += 1
        try:
            messages.send_frame(self._sock, fields, encoder.buffers)
            return self._wait_for_result()
        finally:
            self._depth -= 1

    def _wait_for_result(self) -> Any:
        while True:
            request, buffers = messages.receive_frame(self._sock)
            if request.get("op") != "result":
                self._answer(request, buffers)
                continue
            if "error" in request:
                kind = getattr(builtins, request["error"]["type"], RuntimeError)
                raise kind(request["error"]["text"])
            return Decoder(buffers, self._refer).decode(request["value"])


def main(sock: socket.socket) -> None:
    """Be the kernel of one submission, in the shell that the zygote has made."""
    Agent(sock, runner.Shell.instance()).serve()


def describe_error(error: BaseException) -> Message:
    """Nearest builtin type, bounded text of an exception, the module that is missing.

    Never raises.
    """
    try:
        text = str(error)[:MAX_ERROR_TEXT]
        missing = error.name if isinstance(error, ImportError) else ""
        missing = missing[:MAX_ERROR_TEXT] if type(missing) is str else ""
    except BaseException:
        text = missing = ""
    kind = next(
        (base for base in type(error).__mro__ if base.__module__ == "builtins"),
        Exception,
    )
    told = {"type": kind.__name__, "text": text, "missing": missing}
    return (
        {**told, "travels": False} if isinstance(error, messages.Unsendable) else told
    )


def kind_of(value: Any) -> str:
    """What a handle can do: "iterator", "callable" or "object"."""
    if hasattr(type(value), "__next__"):
        return "iterator"
    return "callable" if callable(value) else "object"


def classes_of(value: Any) -> list[str]:
    """Full names of the classes of an object, nearest first, without `object`."""
    return [
        f"{base.__module__}.{base.__qualname__}"
        for base in type(value).__mro__[:MAX_CLASSES]
        if base is not object
    ]


def name_of(value: Any) -> str:
    """The `__name__` of a function or class, "" where there is none."""
    name = getattr(value, "__name__", "")
    return name[:100] if type(name) is str else ""


def _snapshot(value: Any) -> Any:
    """What to compare a mutable argument with after the call."""
    if isinstance(value, np.ndarray):
        return value.copy() if value.flags.writeable else None
    if isinstance(value, dict):
        return list(value.items())
    if isinstance(value, (list, set)):
        return type(value)(value)
    return value.numpy()


def _changes(values: list[Any], before: list[Any]) -> Iterator[tuple[int, Any]]:
    """(ordinal, new value) of the arguments that the call changed in place."""
    for ordinal, (value, old) in enumerate(zip(values, before, strict=True)):
        new = _change(value, old)
        if new is not None:
            yield ordinal, new


def _change(value: Any, old: Any) -> Any:
    """A copy of a mutable argument if it is not as it was, else None."""
    if isinstance(value, np.ndarray):
        return None if old is None or _same_bytes(value, old) else value.copy()
    if isinstance(value, dict):
        now = [part for pair in value.items() for part in pair]
        then = [part for pair in old for part in pair]
        return None if _same_members(now, then) else dict(value)
    if isinstance(value, list):
        return None if _same_members(value, old) else list(value)
    if isinstance(value, set):
        return None if value == old else set(value)
    return None if _same_bytes(value.numpy(), old) else value.numpy()


def _same_bytes(one: Any, other: Any) -> bool:
    if one.shape != other.shape or one.dtype != other.dtype:
        return False
    return bool(one.tobytes() == other.tobytes())


def _same_members(one: list[Any], other: list[Any]) -> bool:
    return len(one) == len(other) and all(
        a is b for a, b in zip(one, other, strict=True)
    )
