# tries: holds shared anonymous memory, which no limit of a process counts
# reached: a part is held
# told: memory
# limit: 40
import mmap, time
held = []
for _ in range(15):
    held.append(mmap.mmap(-1, 100 * 2**20))
    for page in range(0, 100 * 2**20, 4096): held[-1][page] = 1
    reached("a part is held")
time.sleep(1)
raise SystemError("1,500 MiB are held")
