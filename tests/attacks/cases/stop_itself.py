# tries: stops itself, so that nobody answers
# reached: called by a test
# slow
# limit: 1
import os, signal
def double(values):
    reached("called by a test")
    if os.getpid() == 1: signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGSTOP)
    return 0
