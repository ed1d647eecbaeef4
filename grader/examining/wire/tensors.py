"""TensorFlow's part of the wire: tensors, dtypes and shapes; what both sides need.

TensorFlow is imported only when a value of its own comes.
"""

# The readers share one signature, whether or not they use it.
# ruff: noqa: ARG001

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

from grader.examining.wire.messages import MAX_BODY, MAX_DEPTH, Json, ProtocolError

MAX_DIMENSIONS = 16


def loaded(module: str) -> Any:
    """A module if it has been imported already, else None."""
    return sys.modules.get(module)


def tensorflow() -> Any:
    """TensorFlow, imported now if it was not."""
    import tensorflow as tf

    return tf


def encode(encoder: Any, tf: Any, value: Any) -> Json | None:
    """Node of a tensor, dtype or shape of TensorFlow; None for anything else."""
    if isinstance(value, tf.Variable):
        return None
    if isinstance(value, tf.Tensor) and hasattr(value, "numpy"):
        array = value.numpy()
        if isinstance(array, bytes) or value.dtype == tf.string:
            return [
                "TB",
                np.shape(array),
                [
                    encoder.buffer(item)
                    for item in np.asarray(array, object).reshape(-1)
                ],
            ]
        return ["T", *encoder.array(np.asarray(array))]
    if isinstance(value, tf.dtypes.DType):
        return ["TD", value.name]
    if isinstance(value, tf.TensorShape):
        return ["TS", None if value.rank is None else value.as_list()]
    return None


def encode_scalar(encoder: Any, value: Any) -> Json | None:
    """Node of a variable of TensorFlow or Keras that holds one number; else None."""
    for module in ("tensorflow", "keras"):
        kind = getattr(loaded(module), "Variable", None)
        if kind is not None and isinstance(value, kind) and tuple(value.shape) == ():
            tf = tensorflow()
            return encode(encoder, tf, tf.convert_to_tensor(value))
    return None


def read(decoder: Any, node: Json, depth: int) -> Any:
    """A tensor of numbers."""
    _, name, shape, number = node
    value = tensorflow().constant(decoder.array(name, shape, number))
    if value.dtype.is_floating:
        decoder.tensors.append(value)
    return value


def read_bytes(decoder: Any, node: Json, depth: int) -> Any:
    """A tensor of byte strings."""
    _, shape, numbers = node
    shape = read_shape(shape)
    if math.prod(shape) != len(numbers):
        raise ProtocolError("A tensor does not have the size of its buffers.")
    items = np.array([bytes(decoder.take(number)) for number in numbers], object)
    return tensorflow().constant(items.reshape(shape), tensorflow().string)


def read_dtype(decoder: Any, node: Json, depth: int) -> Any:
    """A dtype of TensorFlow."""
    _, name = node
    if not isinstance(name, str) or len(name) > 20:
        raise ProtocolError("A dtype is malformed.")
    return tensorflow().dtypes.as_dtype(name)


def read_tensor_shape(decoder: Any, node: Json, depth: int) -> Any:
    """A shape of TensorFlow, in which a size or all of it may be unknown."""
    _, sizes = node
    if sizes is not None:
        read_shape([0 if size is None else size for size in sizes])
    return tensorflow().TensorShape(sizes)


def read_shape(shape: Json) -> tuple[int, ...]:
    """The shape of an array or tensor; ProtocolError unless it is one."""
    if not isinstance(shape, list) or len(shape) > MAX_DIMENSIONS:
        raise ProtocolError("A shape is malformed.")
    if any(type(size) is not int or not 0 <= size <= MAX_BODY for size in shape):
        raise ProtocolError("A shape is malformed.")
    return tuple(shape)


def float_tensors(value: Any) -> list[Any]:
    """Floating-point tensors and variables in nested containers, in wire order."""
    return list(_each_float_tensor(value, tensorflow(), 0))


def _each_float_tensor(value: Any, tf: Any, depth: int) -> Iterator[Any]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, (tf.Tensor, tf.Variable)):
        if value.dtype.is_floating and hasattr(value, "numpy"):
            yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from _each_float_tensor(member, tf, depth + 1)
    elif isinstance(value, (list, tuple)):
        for member in value:
            yield from _each_float_tensor(member, tf, depth + 1)
