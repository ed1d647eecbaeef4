# tries: 100 MB written to the descriptors themselves
# reached: all was written
import os
for _ in range(100): os.write(1, b"x" * 2**20); os.write(2, b"x" * 2**20)
reached("all was written")
def double(values): return 0
