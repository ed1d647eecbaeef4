"""The reference, wrapped: in other clothes it is still right, with a slip it is wrong.

Clothes: what functions and methods return comes as tensors, float32, in Fortran order,
read-only, as scalars. A text that asks for numbers or arrays takes them in any of
these, so each keeps every point. Slips are mistakes of the field that can be made with
any function: it ignores an argument, keeps its first result for ever, and, where the
text promises the opposite, gives floats for whole numbers, takes no lists and so on.
Each loses a point. A bank may say why not:

    # %% [markdown] dressed
    # float32
    #     the text asks for float64

    # %% [markdown] slips
    # ignores verbose
    #     it only prints

There "any" stands for all clothes or slips, as for what takes long.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.proving.lazy import in_one_kernel
from grader.proving.workers import Subject, Workers
from grader.source import Assignment
from grader.source.bank import needs_bank, read_dressed, read_slips

ANY = "any"

_FRAME = """

def _wrap(functions, methods):
    import functools
    import inspect
    import numpy as np

    def each(value, change):
        if type(value) in (tuple, list):
            return type(value)(each(part, change) for part in value)
        if type(value) is dict:
            return {{key: each(part, change) for key, part in value.items()}}
        if inspect.isgenerator(value):
            return (each(part, change) for part in value)
        return change(value)

    def wrapped(function):
        signature = inspect.signature(function)
        first = {{}}

        @functools.wraps(function)
        def call(*args, **kwargs):
            values = (*args, *kwargs.values())
{body}
        return call

    names = globals()
    for name in functions:
        names[name] = wrapped(names[name])
    for name, method in methods:
        setattr(names[name], method, wrapped(getattr(names[name], method)))


_wrap({functions!r}, {methods!r})
"""
_CONVERTED = """\
def change(value):
    if {condition}:
        return {converted}
    return value
return each(function(*args, **kwargs), change)"""
_ARRAY = "type(value) is np.ndarray and value.ndim and value.dtype.kind in 'biuf'"
_NUMBER = "isinstance(value, (bool, int, float, np.number, np.bool_))"
_TENSOR = "__import__('tensorflow').constant(value)"

# {clothes: (what they are for, how they are put on)}
_CLOTHES = {
    "tensors": (_ARRAY, _TENSOR),
    "float32": (f"{_ARRAY} and value.dtype == 'float64'", "value.astype('float32')"),
    "Fortran order": (_ARRAY, "np.asfortranarray(value)"),
    "read-only": (
        _ARRAY,
        "np.frombuffer(value.tobytes(), value.dtype).reshape(value.shape)",
    ),
    "0-d arrays": (_NUMBER, "np.array(value)"),
    "NumPy scalars": (_NUMBER, "np.array(value)[()]"),
    "0-d tensors": (_NUMBER, _TENSOR),
}
CLOTHES = tuple(_CLOTHES)

_FOR_EVER = """\
if not first:
    first[""] = function(*args, **kwargs)
return first[""]"""
_IGNORED = """\
bound = signature.bind(*args, **kwargs)
bound.apply_defaults()
value = bound.arguments[{name!r}]
bound.arguments[{name!r}] = first.setdefault({name!r}, value)
return function(*bound.args, **bound.kwargs)"""
_DEFAULT = """\
bound = signature.bind(*args, **kwargs)
bound.arguments.pop({name!r}, None)
bound.apply_defaults()
return function(*bound.args, **bound.kwargs)"""
_REFUSES = """\
if any({condition} for value in values):
    raise TypeError
return function(*args, **kwargs)"""
_SIZE = "(value.size if isinstance(value, np.ndarray) else len(value))"
_HAS_SIZE = "isinstance(value, (np.ndarray, list, tuple, str))"


@dataclass(frozen=True)
class _Promise:
    """A slip that is wrong where the text holds `words`; `part` says where to look."""

    body: str
    words: str
    part: str = "all"


_PROMISED = {
    "gives floats for whole numbers": _Promise(
        _CONVERTED.format(
            condition="np.asarray(value).dtype.kind in 'iu' and type(value) is not str",
            converted="np.asarray(value) * 1.0",
        ),
        r"\bint(32|64|s|eger|egers)?\b",
        "returned",
    ),
    "gives float64 for float32": _Promise(
        _CONVERTED.format(
            condition="getattr(value, 'dtype', None) == 'float32'",
            converted=(
                "__import__('tensorflow').cast(value, 'float64') "
                "if hasattr(value, 'numpy') else value.astype('float64')"
            ),
        ),
        r"\bfloat32\b",
        "returned",
    ),
    "takes no lists": _Promise(
        _REFUSES.format(condition="isinstance(value, (list, tuple))"),
        r"\b(or|and) lists?\b|\blists? or\b",
        "taken",
    ),
    "takes nothing empty": _Promise(
        _REFUSES.format(condition=f"{_HAS_SIZE} and {_SIZE} == 0"), r"\bempty\b"
    ),
    "changes its arrays": _Promise(
        """\
result = function(*args, **kwargs)
for value in values:
    if value is result:
        continue
    if isinstance(value, np.ndarray) and value.flags.writeable:
        value[...] = 0
    elif type(value) is list and value:
        value.append(value[0])
return result""",
        r"unchanged|without changing|n[o']t change|stays? as (it is|they are)",
    ),
    "cuts the gradient": _Promise(
        _CONVERTED.format(
            condition="__import__('tensorflow').is_tensor(value)",
            converted="__import__('tensorflow').stop_gradient(value)",
        ),
        r"gradients? (can )?flows?|GradientTape|through both",
    ),
}


def dressed_answers(answer: str) -> dict[str, str]:
    """{clothes: answer} of an exercise's reference; {} where it defines no function."""
    functions, methods = _defined(answer)
    return {
        name: _wrapped(answer, _CONVERTED.format(condition=c, converted=to), *_both)
        for name, (c, to) in _CLOTHES.items()
        if any(_both := (functions, methods))
    }


def slipped_answers(answer: str, statement: str = "") -> dict[str, str]:
    """{slip: answer} of an exercise's reference; `statement` is its text."""
    functions, methods = _defined(answer)
    if not functions and not methods:
        return {}
    found = {"keeps its first result": _wrapped(answer, _FOR_EVER, functions, methods)}
    for function, argument, default in _arguments(answer):
        where = f" of {function}" if len(functions) > 1 else ""
        body = _IGNORED.format(name=argument)
        found[f"ignores {argument}{where}"] = _wrapped(answer, body, [function], [])
        if default:
            body = _DEFAULT.format(name=argument)
            name = f"takes the default for {argument}{where}"
            found[name] = _wrapped(answer, body, [function], [])
    for name, promise in _PROMISED.items():
        if re.search(promise.words, _part(answer, statement, promise.part)):
            found[name] = _wrapped(answer, promise.body, functions, methods)
    return found


def _defined(answer: str) -> tuple[list[str], list[tuple[str, str]]]:
    """The functions of an answer, and its methods as (class, method)."""
    body = ast.parse(answer).body
    functions = [node.name for node in body if isinstance(node, ast.FunctionDef)]
    methods = [
        (node.name, member.name)
        for node in body
        if isinstance(node, ast.ClassDef)
        for member in node.body
        if isinstance(member, ast.FunctionDef) and not member.name.startswith("__")
    ]
    return functions, methods


def _arguments(answer: str) -> Iterator[tuple[str, str, bool]]:
    """(function, argument, whether it has a default) of the functions of an answer."""
    for node in ast.parse(answer).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        given = node.args
        positional = [*given.posonlyargs, *given.args]
        least = len(positional) - len(given.defaults)
        for place, argument in enumerate(positional):
            yield node.name, argument.arg, place >= least
        for argument, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
            yield node.name, argument.arg, default is not None


def _part(answer: str, statement: str, part: str) -> str:
    """What the text says of what is taken, of what is returned, or all of it."""
    docstrings = [
        ast.get_docstring(node) or ""
        for node in ast.walk(ast.parse(answer))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]
    cut = [re.split(r"\bReturns?\b", text, maxsplit=1) for text in docstrings]
    if part == "taken":
        return "\n".join(pieces[0] for pieces in cut)
    if part == "returned":
        kept = [pieces[1].split("Example")[0] for pieces in cut if len(pieces) > 1]
        return "\n".join(kept)
    return "\n".join([statement, *docstrings])


def _wrapped(
    answer: str, body: str, functions: list[str], methods: list[tuple[str, str]]
) -> str:
    inside = textwrap.indent(body, " " * 12)
    return answer + _FRAME.format(body=inside, functions=functions, methods=methods)


def _statement(assignment: Assignment, exercise: str) -> str:
    """The prose right above an answer's cell."""
    before = ""
    for cell in assignment.cells:
        if cell.kind == "solution" and cell.name == exercise:
            break
        before = cell.source if cell.kind == "markdown" else ""
    return before


def try_dressed(
    workers: Workers, subject: Subject, folder: Path | None = None
) -> dict[str, list[str]]:
    """{clothes: cases that the reference fails in them}, as `folder`'s bank allows."""
    if not needs_bank(subject.exercise):
        return {}
    refused = read_dressed(*subject.key, folder)
    return _failed(workers, subject, dressed_answers(subject.answer), refused)


def try_slips(
    workers: Workers, subject: Subject, folder: Path | None = None
) -> dict[str, list[str]]:
    """{slip: cases that see it}, without those that `folder`'s bank has reasons for."""
    if not needs_bank(subject.exercise):
        return {}
    statement = _statement(subject.assignment, subject.exercise)
    answers = slipped_answers(subject.answer, statement)
    return _failed(workers, subject, answers, read_slips(*subject.key, folder))


def _failed(
    workers: Workers,
    subject: Subject,
    answers: dict[str, str],
    left_out: dict[str, str],
) -> dict[str, list[str]]:
    answers = {n: a for n, a in answers.items() if not left_out.keys() & {n, ANY}}
    if not answers:
        return {}
    trials = in_one_kernel(workers, subject, list(answers.values()))
    return {
        name: [case for case, passed in cases.items() if not passed]
        for name, cases in zip(answers, trials, strict=True)
    }
