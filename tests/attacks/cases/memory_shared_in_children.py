# tries: holds shared anonymous memory in thirteen processes
# reached: a child holds its part
# told: memory
# limit: 40
import mmap, os, signal, time
children = []
for _ in range(13):
    ours, theirs = os.pipe()
    children.append(os.fork())
    if children[-1] == 0:
        held = mmap.mmap(-1, 100 * 2**20)
        for page in range(0, 100 * 2**20, 4096): held[page] = 1
        reached("a child holds its part")
        os.write(theirs, b"1")
        time.sleep(60)
        os._exit(0)
    os.close(theirs)
    os.read(ours, 1)
time.sleep(1)
alive = [child for child in children if os.waitpid(child, os.WNOHANG) == (0, 0)]
for child in alive: os.kill(child, signal.SIGKILL)
if alive == children: raise SystemError("1,300 MiB were held")
def double(values): return 0
