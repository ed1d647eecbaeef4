# tries: 2 GiB of memory in processes that each stay below the limit
# reached: a child holds its part
# told: memory
import os, time
for _ in range(10):
    if os.fork() == 0:
        try:
            hoard = np.ones(25 * 2**20)
            reached("a child holds its part")
        except MemoryError: pass
        time.sleep(3); os._exit(0)
time.sleep(2)
def double(values): return 0
