# tries: 2 GiB of memory in processes that each stay below the limit
# reached: a child holds its part
# told: memory
import os, time
ours, theirs = os.pipe()
children = []
for _ in range(10):
    children.append(os.fork())
    if children[-1] == 0:
        try:
            hoard = np.ones(25 * 2**20)
            reached("a child holds its part")
        except MemoryError: pass
        os.write(theirs, b"1")
        time.sleep(600)
        os._exit(0)
for _ in children: os.read(ours, 1)
time.sleep(1)
raise SystemError("2 GiB were held")
def double(values): return 0
