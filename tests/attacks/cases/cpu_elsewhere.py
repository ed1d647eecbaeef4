# tries: computes in processes that leave the session, whose time nobody counts
# reached: a grandchild computes; 2 have computed
# cpu: 1
import os, time
def computed():
    return [name for name in os.listdir(os.environ["TMPDIR"]) if "share" in name]
for number in range(2):
    child = os.fork()
    if child == 0:
        try:
            try: os.setsid()
            except OSError: pass
            if os.fork() == 0:
                reached("a grandchild computes")
                while time.process_time() < 0.7: pass
                reached(f"share {number}")
        finally: os._exit(0)
    os.waitpid(child, 0)
while len(computed()) < 2:
    time.sleep(0.05)
reached("2 have computed")
def double(values): return 0
