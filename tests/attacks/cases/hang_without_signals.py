# tries: blocks every signal and sleeps
# reached: signals are blocked
# told: late
# slow
# limit: 1
import signal, time
def double(values):
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    reached("signals are blocked")
    time.sleep(1000)
