# tries: hides memory in memfd and System V segments
# reached: memfd_create; shmget
import os
refused("memfd_create", lambda: os.ftruncate(os.memfd_create("hoard"), 2**28), "EPERM")
refused("shmget", lambda: system("shmget", 0, 2**28, 0o1600), "EPERM")
def double(values): return 0
