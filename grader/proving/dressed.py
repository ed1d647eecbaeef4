"""Right answers in other clothes: tensors, float32, Fortran order, read-only, scalars.

The reference of each exercise is given once more for each kind of clothes, with what
its functions and methods return converted. A text that asks for numbers or arrays takes
them in any of these, so each has to keep every point, unless the bank says why not:

    # %% [markdown] dressed
    # float32
    #     the text asks for float64

There "any" stands for all clothes, as for what returns neither numbers nor arrays.
"""

from __future__ import annotations

import ast
from pathlib import Path

from grader.proving.lazy import in_one_kernel
from grader.proving.workers import Subject, Workers
from grader.source.bank import needs_bank, read_dressed

# From the name of some clothes to how they are put on: an array, or a number.
_ARRAYS = {
    "tensors": "__import__('tensorflow').constant(value)",
    "float32": "value.astype('float32') if value.dtype == 'float64' else value",
    "Fortran order": "np.asfortranarray(value)",
    "read-only": "np.frombuffer(value.tobytes(), value.dtype).reshape(value.shape)",
}
_NUMBERS = {
    "0-d arrays": "np.array(value)",
    "NumPy scalars": "np.array(value)[()]",
    "0-d tensors": "__import__('tensorflow').constant(value)",
}
CLOTHES = (*_ARRAYS, *_NUMBERS)
ANY = "any"

_TEMPLATE = """

def _dress():
    import functools
    import numpy as np

    def dress(value):
        if type(value) in (tuple, list):
            return type(value)(dress(part) for part in value)
        if type(value) is np.ndarray and value.ndim and value.dtype.kind in "biuf":
            return {array}
        if isinstance(value, (bool, int, float, np.number, np.bool_)):
            return {number}
        return value

    def dressed(function):
        @functools.wraps(function)
        def call(*args, **kwargs):
            return dress(function(*args, **kwargs))
        return call

    names = globals()
    for name in {functions!r}:
        names[name] = dressed(names[name])
    for name, method in {methods!r}:
        setattr(names[name], method, dressed(getattr(names[name], method)))


_dress()
"""


def dressed_answers(answer: str) -> dict[str, str]:
    """{clothes: answer} of an exercise's reference; {} where it defines no function."""
    body = ast.parse(answer).body
    functions = [node.name for node in body if isinstance(node, ast.FunctionDef)]
    methods = [
        (node.name, member.name)
        for node in body
        if isinstance(node, ast.ClassDef)
        for member in node.body
        if isinstance(member, ast.FunctionDef) and not member.name.startswith("__")
    ]
    if not functions and not methods:
        return {}
    return {
        name: answer
        + _TEMPLATE.format(
            array=_ARRAYS.get(name, "value"),
            number=_NUMBERS.get(name, "value"),
            functions=functions,
            methods=methods,
        )
        for name in CLOTHES
    }


def try_dressed(
    workers: Workers, subject: Subject, folder: Path | None = None
) -> dict[str, list[str]]:
    """{clothes: cases that the reference fails in them}, as `folder`'s bank allows."""
    if not needs_bank(subject.exercise):
        return {}
    refused = read_dressed(*subject.key, folder)
    answers = {
        name: text
        for name, text in dressed_answers(subject.answer).items()
        if not refused.keys() & {name, ANY}
    }
    trials = in_one_kernel(workers, subject, list(answers.values()))
    return {
        name: [case for case, passed in cases.items() if not passed]
        for name, cases in zip(answers, trials, strict=True)
    }
