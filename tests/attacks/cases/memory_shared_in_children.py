# tries: holds shared anonymous memory in eleven processes
# reached: a child holds its part
import mmap, os, time
children = []
for _ in range(15):
    children.append(os.fork())
    if children[-1] == 0:
        held = mmap.mmap(-1, 100 * 2**20)
        for page in range(0, 100 * 2**20, 4096): held[page] = 1
        reached("a child holds its part")
        time.sleep(4)
        os._exit(7)
time.sleep(1)
ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
if ended.count(7) >= 12: raise SystemError("1,200 MiB were held")
def double(values): return 0
