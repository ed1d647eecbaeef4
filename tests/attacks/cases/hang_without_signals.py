# tries: blocks every signal and sleeps
# slow
# limit: 1
import signal, time
def double(values):
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    time.sleep(1000)
