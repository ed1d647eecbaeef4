# tries: leaves a daemon behind that outlives the submission
# reached: a grandchild sleeps
import os, time
child = os.fork()
if child == 0:
    try:
        try: os.setsid()
        except OSError: pass  # the second wall lets nobody leave
        if os.fork() == 0:
            reached("a grandchild sleeps")
            time.sleep(600)
    finally: os._exit(0)
os.waitpid(child, 0)
def double(values): return 0
