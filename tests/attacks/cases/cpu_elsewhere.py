# tries: computes in processes that leave the session, whose time nobody counts
# reached: a grandchild computes
# cpu: 3
import os, time
for _ in range(4):
    child = os.fork()
    if child == 0:
        try:
            try: os.setsid()
            except OSError: pass
            if os.fork() == 0:
                reached("a grandchild computes")
                while time.process_time() < 1.5: pass
        finally: os._exit(0)
    os.waitpid(child, 0)
time.sleep(4.5)
def double(values): return 0
