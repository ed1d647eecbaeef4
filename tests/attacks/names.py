"""What attacks call by name: the one place to change when the code moves.

An attack that names a module which has moved fails for the wrong reason, and so holds.
Cases therefore write the words on the left of `TOKENS`; `test_names` compares the
right-hand sides with the real modules.
"""

from __future__ import annotations

import platform

from grader.isolation import linux, seccomp

# {word in a case: (module in the student's kernel, what the attacks use of it)}
MODULES = {
    "AGENT_MODULE": ("grader.examining.agent", ("Agent",)),
    "CODEC_MODULE": ("grader.examining.wire.values", ("Encoder",)),
    "FRAMES_MODULE": ("grader.examining.wire.messages", ("_to_json", "send_frame")),
    "EXAM_MODULE": ("grader.exam", ("load_exam",)),
}
# The descriptor on which a kernel and the tests speak, and how a frame begins.
WIRE, HEAD, MAGIC = 3, "!4sIQ", "GRD1"

# What the trusted side says, in notes, verdicts and in the place of a cell's outputs.
TOLD = {
    "late": "did not finish in time",
    "stopped": "This cell was stopped after",
    "ended": "ended the Python process",
    "broke": "broke the connection to the tests",
    "forged": "sent the tests messages that no answer sends",
    "memory": "used more memory than it may",
    "replaced": "Its code replaced",
    "redefined": "Its code redefined",
    "not finite": "Your answer contains NaN or infinity",
    "raised": "Your code raised",
}


def call_numbers() -> dict[str, int]:
    """Numbers of the system calls that the filter refuses, on this machine."""
    column = linux.MACHINES.index(platform.machine())
    pairs = {name: pair[column] for name, pair in seccomp.REFUSED.items()}
    return {name: number for name, number in pairs.items() if number is not None}


def tokens() -> dict[str, str]:
    """{word in a case: what stands there instead}."""
    return {
        **{word: module for word, (module, _) in MODULES.items()},
        "WIRE_NUMBER": str(WIRE),
        "WIRE_HEAD": HEAD,
        "WIRE_MAGIC": MAGIC,
        "CALL_NUMBERS": " ".join(f"{n}={v}" for n, v in call_numbers().items()),
    }
