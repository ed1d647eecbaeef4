"""Planted before every attack: how it says, from inside, what it has reached.

A mark is a folder in the submission's own temporary folder. Making one needs no
descriptor, no byte of a full disk, no import and no builtin that an attack may have
replaced; it outlives the kernel; and a test, which shares that folder, looks for it.
"""


def _planted():
    import ctypes
    import errno
    import json
    import os
    import stat
    import struct
    import sys

    folder, mkdir, write, fstat = os.environ["TMPDIR"], os.mkdir, os.write, os.fstat
    is_socket, pack, dumps, frame_of = (
        *(stat.S_ISSOCK, struct.pack, json.dumps, sys._getframe),
    )
    names, failure, refusal, size_of = errno.errorcode, OSError, SystemError, len
    show, wire = print, int("WIRE_NUMBER")
    head, magic, numbers = "WIRE_HEAD", b"WIRE_MAGIC", json.loads("CALL_NUMBERS")

    def reached(what):
        """Mark that something was reached; whether this was the first time."""
        try:
            mkdir(f"{folder}/reached {what}")
        except failure:
            return False
        return True

    def turn():
        """How many times this was called before, in all kernels of the submission."""
        count = 0
        while not reached(f"turn {count}"):
            count += 1
            if count > 99:
                return count
        return count

    def refused(what, call, *errors):
        """Mark that a call was made and answered with one of these errors."""
        try:
            found = call()
        except failure as error:
            if names.get(error.errno) in errors:
                reached(what)
            else:
                show(f"{what}: {names.get(error.errno, error)}")
            return
        raise refusal(f"{what}: {found}")

    def system(call, *arguments):
        """A system call, by its number, its name or libc's own function."""
        libc = ctypes.CDLL(None, use_errno=True)
        if call in numbers:
            arguments, call = (numbers[call], *arguments), "syscall"
        elif type(call) is int:
            arguments, call = (call, *arguments), "syscall"
        result = getattr(libc, call)(*arguments)
        if result == -1:
            number = ctypes.get_errno()
            raise failure(number, os.strerror(number))
        return result

    def handed(value):
        """Mark that a test is handed this value; gives it back."""
        reached("handed to a test")
        return value

    def frame(fields):
        """A message to the tests, as the agent would write it."""
        text = dumps({"buffers": [], **fields}).encode()
        body = sum(fields.get("buffers", []))
        return pack(head, magic, size_of(text), body) + text + bytes(body)

    def to_tests(data):
        """Write past the agent to the tests' end of the wire."""
        socket_there = is_socket(fstat(wire).st_mode)
        if write(wire, data) == size_of(data) and socket_there:
            reached("written to the tests")

    def of_agent(visit):
        """Mark whether `visit` finds something in a frame of the agent; what it is."""
        step = frame_of(1)
        while step is not None:
            if step.f_globals.get("__name__") == "AGENT_MODULE":
                found = visit(step)
                if found is not None:
                    reached("a frame of the agent")
                    return found
            step = step.f_back
        return None

    def request_number():
        """The number of the request that the agent answers now."""
        return of_agent(lambda step: step.f_locals.get("request", {}).get("id"))

    made = (reached, turn, refused, system, handed, frame, to_tests, of_agent)
    return {function.__name__: function for function in (*made, request_number)}


globals().update(_planted())
