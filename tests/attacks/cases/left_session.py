# tries: leaves the session and the process group, asks not to die with anybody
import ctypes, os, time
libc = ctypes.CDLL(None)
for _ in range(3):
    if os.fork() == 0:
        for leave in (os.setsid, lambda: os.setpgid(0, 0), lambda: libc.prctl(1, 0)):
            try: leave()
            except OSError: pass
        if os.fork() == 0: time.sleep(600)
        os._exit(0)
def double(values): return 0
