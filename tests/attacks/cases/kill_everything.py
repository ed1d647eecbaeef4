# tries: kills every process that it can see, and one of the host by its number
# reached: the host's process
import os, signal
def double(values):
    refused("the host's process", lambda: os.kill(VICTIM_PID, signal.SIGKILL), "ESRCH", "EPERM")
    if os.getpid() == 1:  # in a pid namespace of its own these reach nobody else
        for pid in (-1, 1):
            try: os.kill(pid, signal.SIGKILL)
            except OSError: pass
    return 0
