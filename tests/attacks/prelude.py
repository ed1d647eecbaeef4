"""Planted before every attack: how it says, from inside, what it has reached.

A mark is a folder in the submission's own temporary folder. Making one needs no
descriptor, no byte of a full disk, no import and no builtin that an attack may have
replaced; it outlives the kernel; and a test, which shares that folder, looks for it.
"""


class _Planted:
    """Holds all that it needs, so that an attack may rebind every name."""

    def __init__(self):
        import ctypes
        import errno
        import json
        import os
        import stat
        import struct
        import sys

        self._folder, self._wire = os.environ["TMPDIR"], int("WIRE_NUMBER")
        self._mkdir, self._rmdir = os.mkdir, os.rmdir
        self._write, self._fstat = os.write, os.fstat
        self._is_socket, self._size = stat.S_ISSOCK, len
        self._pack, self._dumps = struct.pack, json.dumps
        self._frame, self._show = sys._getframe, print
        self._names, self._text = errno.errorcode, os.strerror
        self._failure, self._passed = OSError, SystemError
        self._libc, self._errno = ctypes.CDLL(None, use_errno=True), ctypes.get_errno
        listed = "CALL_NUMBERS"
        pairs = [pair.split("=") for pair in listed.split()]
        self._numbers = {name: int(number) for name, number in pairs}

    def reached(self, what):
        """Mark that something was reached; whether this was the first time."""
        try:
            self._mkdir(f"{self._folder}/reached {what}")
        except self._failure:
            return False
        return True

    def turn(self):
        """How many times this was called before, in all kernels of the submission."""
        count = 0
        while count < 99 and not self.reached(f"turn {count}"):
            count += 1
        return count

    def handed(self, value):
        """Mark that a test is handed this value; gives it back."""
        self.reached("handed to a test")
        return value

    def refused(self, what, call, *errors):
        """Mark that a call was made and answered with one of these errors."""
        try:
            found = call()
        except self._failure as error:
            if self._names.get(error.errno) in errors:
                self.reached(what)
            else:
                self._show(f"{what}: {self._names.get(error.errno, error)}")
            return
        raise self._passed(f"{what}: {found}")

    def system(self, call, *arguments):
        """A system call, by its number, its name or libc's own function."""
        number = self._numbers.get(call, call)
        if type(number) is int:
            result = self._libc.syscall(number, *arguments)
        else:
            result = getattr(self._libc, number)(*arguments)
        if result == -1:
            raise self._failure(self._errno(), self._text(self._errno()))
        return result

    def frame(self, fields):
        """A message to the tests, as the agent would write it."""
        text = self._dumps({"buffers": [], **fields}).encode()
        body = sum(fields.get("buffers", []))
        head = self._pack("WIRE_HEAD", b"WIRE_MAGIC", self._size(text), body)
        return head + text + bytes(body)

    def to_tests(self, data):
        """Write past the agent to the tests' end of the wire.

        The mark comes first: who reads the bytes may kill this process before the
        next line.
        """
        if not self._is_socket(self._fstat(self._wire).st_mode):
            return
        is_first = self.reached("written to the tests")
        try:
            is_whole = self._write(self._wire, data) == self._size(data)
        except self._failure:
            is_whole = False
        if is_first and not is_whole:
            self._rmdir(f"{self._folder}/reached written to the tests")

    def of_agent(self, visit):
        """Mark whether `visit` finds something in a frame of the agent; what it is."""
        step = self._frame(1)
        while step is not None:
            if step.f_globals.get("__name__") == "AGENT_MODULE":
                found = visit(step)
                if found is not None:
                    self.reached("a frame of the agent")
                    return found
            step = step.f_back
        return None

    def request_number(self):
        """The number of the request that the agent answers now."""
        return self.of_agent(lambda step: step.f_locals.get("request", {}).get("id"))


_planted = _Planted()
reached, refused, handed = _planted.reached, _planted.refused, _planted.handed
turn, system, frame = _planted.turn, _planted.system, _planted.frame
to_tests, of_agent = _planted.to_tests, _planted.of_agent
request_number = _planted.request_number
