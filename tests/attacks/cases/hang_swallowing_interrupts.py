# tries: never returns and swallows interrupts
# reached: an interrupt was swallowed
# told: late
# slow
# limit: 1
import time
def double(values):
    while True:
        try:
            while True: time.sleep(0.01)  # an interrupt of a loop without a call passes by an `except` around it
        except BaseException: reached("an interrupt was swallowed")
