# tries: processes in sessions of their own, each with a share of the processor
# reached: in a child; in a grandchild
import os, time
def stays(place):
    before = os.getsid(0)
    try: os.setsid()
    except OSError: pass
    if os.getsid(0) == before: reached(place)
if (child := os.fork()) == 0:
    try:
        stays("in a child")
        if os.fork() == 0: stays("in a grandchild")
        else: os.wait()
    finally: os._exit(0)
os.waitpid(child, 0)
def double(values): return 0
