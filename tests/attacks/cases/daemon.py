# tries: leaves a daemon behind that outlives the submission
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(600)
    os._exit(0)
def double(values): return 0
