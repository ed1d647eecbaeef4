"""Run a command as on machines that give ordinary programs no namespaces.

    python -m tests.walls.launcher [--user UID] [--contained] forbidden COMMAND ...

`forbidden` answers EPERM to whatever makes namespaces and mounts, as Docker's default
profile does; `hollow` lets unshare pass and refuses what follows with EACCES, as
Ubuntu's AppArmor does; `bare` has no Landlock either. As root, `--user` becomes
somebody else first, and `--contained` keeps of root what Docker leaves it. All of it
holds for everything that the command starts.
"""

from __future__ import annotations

import argparse
import errno
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from grader.course.places import REPOSITORY
from grader.isolation import linux, seccomp
from grader.isolation.seccomp import Numbers, Program

FORBIDDEN, HOLLOW, BARE = "forbidden", "hollow", "bare"
KINDS = (FORBIDDEN, HOLLOW, BARE)
NOBODY = 65534
_MOUNTS = (
    *("mount", "umount2", "pivot_root", "setns", "open_tree", "move_mount", "fsopen"),
    *("fsconfig", "fsmount", "fspick", "mount_setattr"),
)
_CLONE, _CLONE3 = (56, 220), (435, 435)
_LANDLOCK = {name: (444 + i, 444 + i) for i, name in enumerate(("new", "add", "on"))}
# chown, dac_override, fowner, fsetid, kill, setgid, setuid, setpcap,
# net_bind_service, net_raw, sys_chroot, mknod, audit_write, setfcap
_LEFT_TO_ROOT = (0, 1, 3, 4, 5, 6, 7, 8, 10, 13, 18, 27, 29, 31)
_PR_CAPBSET_DROP = 24


def filter_of(kind: str, machine: str) -> bytes:
    """The filter of a kind of machine."""
    program = Program(machine)
    mounts: dict[str, Numbers] = {name: seccomp.REFUSED[name] for name in _MOUNTS}
    if kind == HOLLOW:
        program.refuse(mounts, errno.EACCES)
        return program.code()
    # Its flags lie where a filter cannot look; libc goes on with clone.
    program.refuse({"clone3": _CLONE3}, errno.ENOSYS)
    program.without(_CLONE, 0, linux.ALL_NAMESPACES)
    program.refuse({**mounts, "unshare": seccomp.REFUSED["unshare"]})
    if kind == BARE:
        program.refuse(_LANDLOCK, errno.ENOSYS)
    return program.code()


def become(uid: int) -> None:
    """Be an ordinary user with a home of their own."""
    home = tempfile.mkdtemp(prefix="home-")
    os.chown(home, uid, uid)
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    os.environ.update(HOME=home, USER="somebody", LOGNAME="somebody")
    os.environ.pop("XDG_CACHE_HOME", None)


def open_interpreter() -> list[str]:
    """A prefix that shows the interpreter also where it lies in a closed folder."""
    base = Path(sys.base_prefix)
    closed = [p for p in base.parents if not p.stat().st_mode & 0o001]
    if not closed:
        return []
    place, top = f"/tmp/grader-base-{os.getpid()}", closed[-1]
    script = (
        f"mkdir {place} && mount --bind {base} {place} && mount -t tmpfs none {top} "
        f"&& chmod 755 {top} && mkdir -p {base} && mount --bind {place} {base} "
        f'&& umount {place} && rmdir {place} && exec "$@"'
    )
    return ["unshare", "-m", "sh", "-c", script, "-"]


def contain() -> None:
    """Give up, for good, what a container's root does not have."""
    for capability in range(64):
        if capability not in _LEFT_TO_ROOT:
            linux.libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)


def command(kind: str, *words: str, uid: int | None = None) -> list[str]:
    """The command line that runs these words on such a machine."""
    user = [] if uid is None else ["--user", str(uid)]
    return [sys.executable, "-m", "tests.walls.launcher", *user, kind, *words]


def run(
    kind: str, *words: str, uid: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program of this Python there; what it printed."""
    return subprocess.run(
        command(kind, sys.executable, *words, uid=uid),
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )


def main() -> None:
    """Become what was asked for, then the command."""
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--user", type=int, metavar="UID")
    parser.add_argument("--contained", action="store_true")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if options.user is not None and (prefix := open_interpreter()):
        words = [*prefix, sys.executable, "-m", "tests.walls.launcher", *sys.argv[1:]]
        os.execvp(words[0], words)
    if options.contained:
        contain()
    if options.user is not None:
        become(options.user)
    linux.forgo_privileges()
    seccomp.install(filter_of(options.kind, platform.machine()))
    os.execvp(options.command[0], options.command)


if __name__ == "__main__":
    main()
