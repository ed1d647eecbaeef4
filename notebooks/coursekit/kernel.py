"""One Jupyter kernel of this very Python: run a cell, hear what it says, stop it."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

START_SECONDS = 60.0
POLL_SECONDS = 0.25
GRACE_SECONDS = 3.0

Message = dict[str, Any]


class KernelError(RuntimeError):
    """No kernel could be started; the message says what to do."""


class KernelGoneError(RuntimeError):
    """The kernel is of no use any more.

    `is_late` tells a cell that took too long and did not stop from a process that
    ended.
    """

    def __init__(self, *, is_late: bool) -> None:
        super().__init__("A cell did not stop." if is_late else "The kernel ended.")
        self.is_late = is_late


class JupyterKernel:
    """An ordinary kernel, not isolated.

    Args:
        folder: where its code runs.
        connection: a file for it to be reached by.
        environment: all its variables.
        start_seconds: how long it may take to be ready.

    Raises:
        KernelError: it cannot be started.
    """

    def __init__(
        self,
        folder: Path,
        connection: Path,
        environment: Mapping[str, str],
        start_seconds: float = START_SECONDS,
    ) -> None:
        from jupyter_client.manager import KernelManager

        self.is_interrupted = False  # whether the last cell had to be
        self._manager = KernelManager(
            kernel_name="python3",
            connection_file=str(connection),
            transport="ipc" if os.name == "posix" else "tcp",
        )
        try:
            self._manager.start_kernel(
                cwd=str(folder),
                env=dict(environment),
                extra_arguments=["--HistoryManager.enabled=False"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            self._client = self._manager.blocking_client()
            self._client.start_channels()
            self._client.wait_for_ready(timeout=start_seconds)
        except (OSError, RuntimeError) as error:
            self._manager.shutdown_kernel(now=True)
            raise KernelError(
                f"No notebook kernel could be started ({error}); install the course's "
                "requirements.txt into this Python."
            ) from error

    def stop(self) -> None:
        """End it and remove what it was reached by."""
        with contextlib.suppress(Exception):
            self._client.stop_channels()
        with contextlib.suppress(Exception):
            self._manager.shutdown_kernel(now=True)
        with contextlib.suppress(Exception):
            self._manager.cleanup_resources()

    def run(
        self, code: str, seconds: float, *, silent: bool = False
    ) -> Iterator[Message]:
        """Run a cell; what it says as it comes, until it is done.

        A cell that takes longer is interrupted; one that swallows the interrupt too
        costs the kernel.

        Raises:
            KernelGoneError: the kernel ended, or the cell could not be stopped.
        """
        request = self._client.execute(code, silent=silent, allow_stdin=False)
        deadline, self.is_interrupted = time.monotonic() + seconds, False
        while True:
            message = self._next_message()
            if message is None and not self._manager.is_alive():
                raise KernelGoneError(is_late=False)
            if time.monotonic() > deadline:
                if self.is_interrupted:
                    raise KernelGoneError(is_late=True)
                self.is_interrupted, deadline = True, time.monotonic() + GRACE_SECONDS
                self._manager.interrupt_kernel()
            if message is None or message["parent_header"].get("msg_id") != request:
                continue
            if message["content"].get("execution_state") == "idle":
                return
            yield message

    def _next_message(self) -> Message | None:
        try:
            message: Message = self._client.get_iopub_msg(timeout=POLL_SECONDS)
        except (queue.Empty, ValueError, KeyError, TypeError):
            return None  # nothing came, or what came is no message
        return message
