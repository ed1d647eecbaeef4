"""A jupyter_client provisioner: ordinary Jupyter kernels, forked and confined.

`nbclient` and plain `nbgrader autograde` reach the sandbox through it, by a kernelspec
that names it or by `JUPYTER_DEFAULT_PROVISIONER_NAME=course-sandbox`. Tests then run
inside the student's kernel, as nbgrader does it: the kernel is confined and warm, but
only `grader grade`, whose own engine needs no Jupyter kernel, keeps the tests away
from the student. (That engine sends cells over one socket: a ready kernel after 20 ms,
where jupyter_client's handshakes alone take 200 to 400 ms.)
"""

from __future__ import annotations

import shutil
import signal
import socket
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase

from grader.engines import choice, lodgers
from grader.isolation.session import Process, Session, Zygote, wait_until_gone

_zygote: list[Zygote] = []


def shared_zygote() -> Zygote:
    """The zygote of this process, for all kernels that it starts."""
    if not _zygote:
        _zygote.append(Zygote(lodgers.settings(choice.wall())))
    return _zygote[0]


class SandboxProvisioner(KernelProvisionerBase):  # type: ignore[misc]
    """Starts each kernel as a confined fork of the zygote, over Unix sockets."""

    _session: Session | None = None
    _process: Process | None = None
    _folder = ""
    _socket: socket.socket | None = None

    @property
    def has_process(self) -> bool:
        """Whether a kernel was started and not cleaned up."""
        return self._process is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Put the connection file and sockets into a folder that both sides see."""
        manager = self.parent
        self._folder = tempfile.mkdtemp(prefix="gk-")
        shared = Path(self._folder, "k")
        shared.mkdir()
        shared.chmod(0o777)  # its parent is closed to everybody else
        manager.transport = "ipc"
        manager.connection_file = str(shared / "c.json")
        manager.ip = str(shared / "s")
        manager.write_connection_file()
        Path(manager.connection_file).chmod(0o644)
        self.connection_info = manager.get_connection_info()
        kwargs.setdefault("env", {})
        launch: dict[str, Any] = await super().pre_launch(cmd=["sandboxed"], **kwargs)
        return launch

    async def launch_kernel(self, cmd: list[str], **_kwargs: Any) -> dict[str, Any]:
        """Fork the kernel; what jupyter_client connects to."""
        self._session = shared_zygote().open()
        shared = str(Path(self._folder, "k"))
        self._process, self._socket = self._session.fork(
            "ipykernel",
            arguments={"connection_file": str(Path(shared, "c.json"))},
            writable=[shared],
        )
        return self.connection_info  # type: ignore[no-any-return]

    async def poll(self) -> int | None:
        """None while the kernel runs."""
        if self._process is None:
            return 0
        return 1 if wait_until_gone(self._process, 0) else None

    async def wait(self) -> int | None:
        """Wait a little for the kernel to end, then end it."""
        if self._process is not None:
            wait_until_gone(self._process, 1)
            self._process.end()
            self._process = None
        return 0

    async def send_signal(self, signum: int) -> None:
        """Signal the kernel."""
        if self._process is not None:
            self._process.signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel and all its children."""
        del restart
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        """As kill: the first process of a pid namespace ignores SIGTERM."""
        await self.kill(restart)

    async def cleanup(self, restart: bool = False) -> None:
        """Remove every trace of the kernel."""
        del restart
        if self._process is not None:
            self._process.end()
            self._process = None
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        if self._session is not None:
            self._session.close()
            self._session = None
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = ""
