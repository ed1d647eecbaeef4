# tries: reads what an earlier student left in tmp, shared memory and the working directory
import os
found = [f for folder in ("/tmp", "/dev/shm", os.getcwd()) for f in os.listdir(folder)]
assert not found, found
def double(values): return 0
