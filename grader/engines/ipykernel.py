"""Be an ordinary Jupyter kernel, in a confined child of the zygote."""

from __future__ import annotations

import contextlib
import socket
import sys
from typing import NoReturn


def main(_control: socket.socket, connection_file: str) -> NoReturn:
    """Serve the channels that a connection file names; ends the process."""
    from ipykernel.kernelapp import IPKernelApp
    from IPython.core.interactiveshell import InteractiveShell

    with contextlib.suppress(Exception):
        InteractiveShell.instance().clear_instance()
    for kind in (InteractiveShell, *InteractiveShell.__subclasses__()):
        kind._instance = None
    IPKernelApp.clear_instance()
    sys.argv[:] = ["kernel"]
    app = IPKernelApp.instance()
    app.connection_file = connection_file
    app.initialize(["-f", connection_file, "--HistoryManager.enabled=False"])
    app.start()
    sys.exit(0)
