# tries: blocks in the answer cell itself
# reached: an interrupt was swallowed
# told: stopped
# limit: 1
import time
while True:
    try:
        while True: time.sleep(0.01)
    except BaseException: reached("an interrupt was swallowed")
