# tries: leaves the session and the process group, asks not to die with anybody
# reached: every way was tried; a grandchild sleeps
import ctypes, os, time
libc = ctypes.CDLL(None)
children = []
for _ in range(3):
    children.append(os.fork())
    if children[-1] == 0:
        try:
            for leave in (os.setsid, lambda: os.setpgid(0, 0), lambda: libc.prctl(1, 0)):
                try: leave()
                except OSError: pass
            reached("every way was tried")
            if os.fork() == 0:
                reached("a grandchild sleeps")
                time.sleep(600)
        finally: os._exit(0)
for child in children: os.waitpid(child, 0)
def double(values): return 0
