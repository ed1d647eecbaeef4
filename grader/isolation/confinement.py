"""How much one process may see and use, and the bounds that the kernel keeps."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from pathlib import Path

from grader.isolation.linux import MIB

TMP, SHM = "/tmp", "/dev/shm"  # noqa: S108 -- inside the sandbox, both private


@dataclass(frozen=True)
class Confinement:
    """What a confined process sees and may use.

    `readable` are files and folders of everybody; `reserved` are others that only
    trusted processes see. /tmp is shared between the processes of one submission;
    `home` is private and the working directory. `writable` are folders that stay
    writable (connection files). Sizes are bytes; `seconds_cpu` bounds one process.
    """

    readable: tuple[str, ...] = ()
    reserved: tuple[str, ...] = ()
    trusted: bool = False
    writable: tuple[str, ...] = ()
    home: str = "/home/student"
    home_bytes: int = 512 * MIB
    shm_bytes: int = 64 * MIB
    inodes: int = 20_000
    memory_bytes: int = 4096 * MIB
    file_bytes: int = 512 * MIB
    open_files: int = 1024
    processes: int = 256
    seconds_cpu: int = 3600


def set_limits(limits: Confinement) -> None:
    """Bounds of each process; the zygote watches the memory of all of them together."""
    inherited = _data_bytes()
    bounds = {
        resource.RLIMIT_DATA: inherited + limits.memory_bytes,
        resource.RLIMIT_AS: inherited + limits.memory_bytes + 16 * 1024 * MIB,
        resource.RLIMIT_FSIZE: limits.file_bytes,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_NPROC: limits.processes,
        resource.RLIMIT_CPU: limits.seconds_cpu,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 64 * 1024,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_NICE: 0,
        resource.RLIMIT_RTPRIO: 0,
    }
    for kind, bound in bounds.items():
        resource.setrlimit(kind, (bound, bound))


def _data_bytes() -> int:
    """What this process has mapped already, so that a limit is on what it adds."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0
