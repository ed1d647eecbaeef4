# tries: 2,000 threads
# reached: 20 threads were started
import threading, time
started = 0
try:
    for started in range(2000):
        threading.Thread(target=time.sleep, args=(5,), daemon=True).start()
        if started == 20: reached("20 threads were started")
except RuntimeError: pass
assert started < 1999, "the bomb went off"
def double(values): return 0
