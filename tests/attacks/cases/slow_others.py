# tries: slows, binds, limits and signals a process of the host without sending it a signal
# reached: nice; nice of a group; affinity; scheduler; limit; pidfd; ioprio; every signal by a file
import fcntl, os, resource, signal, socket
answers = ("ESRCH", "EPERM", "EACCES", "EINVAL")
refused("nice", lambda: os.setpriority(os.PRIO_PROCESS, VICTIM_PID, 19), *answers)
refused("nice of a group", lambda: os.setpriority(os.PRIO_PGRP, VICTIM_PID, 19), *answers)
refused("affinity", lambda: os.sched_setaffinity(VICTIM_PID, {0}), *answers)
refused("scheduler", lambda: os.sched_setscheduler(VICTIM_PID, os.SCHED_IDLE, os.sched_param(0)), *answers)
refused("limit", lambda: resource.prlimit(VICTIM_PID, resource.RLIMIT_CPU, (1, 1)), *answers)
refused("pidfd", lambda: os.pidfd_open(VICTIM_PID), *answers)
refused("ioprio", lambda: system(251, 1, VICTIM_PID, 3 << 13), *answers)
a, b = socket.socketpair()
try:
    fcntl.fcntl(a, 10, int(signal.SIGKILL)); fcntl.fcntl(a, 8, VICTIM_PID)
    fcntl.fcntl(a, fcntl.F_SETFL, fcntl.fcntl(a, fcntl.F_GETFL) | 0o20000)
    b.send(b"x")
except OSError: pass
reached("every signal by a file")
def double(values): return 0
