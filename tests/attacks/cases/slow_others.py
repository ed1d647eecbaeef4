# tries: slows, binds, limits and signals a process of the host without sending it a signal
import ctypes, fcntl, os, resource, signal, socket
libc = ctypes.CDLL(None, use_errno=True)
for change in (
    lambda: os.setpriority(os.PRIO_PROCESS, VICTIM_PID, 19),
    lambda: os.setpriority(os.PRIO_PGRP, VICTIM_PID, 19),
    lambda: os.sched_setaffinity(VICTIM_PID, {0}),
    lambda: os.sched_setscheduler(VICTIM_PID, os.SCHED_IDLE, os.sched_param(0)),
    lambda: resource.prlimit(VICTIM_PID, resource.RLIMIT_CPU, (1, 1)),
    lambda: os.pidfd_open(VICTIM_PID),
):
    try: change(); raise SystemError("done")
    except OSError: pass
assert libc.syscall(251, 1, VICTIM_PID, 3 << 13) == -1
a, b = socket.socketpair()
try:
    fcntl.fcntl(a, 10, int(signal.SIGKILL)); fcntl.fcntl(a, 8, VICTIM_PID)
    fcntl.fcntl(a, fcntl.F_SETFL, fcntl.fcntl(a, fcntl.F_GETFL) | 0o20000)
    b.send(b"x")
except OSError: pass
def double(values): return 0
