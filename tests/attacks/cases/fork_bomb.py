# tries: 200 processes, each of which sleeps
# reached: 20 processes were made
import os, time
made = 0
for _ in range(200):
    try:
        if os.fork() == 0:
            time.sleep(20); os._exit(0)
        made += 1
        if made == 20: reached("20 processes were made")
    except OSError: break
assert made < 200, "the bomb went off"
def double(values): return 0
