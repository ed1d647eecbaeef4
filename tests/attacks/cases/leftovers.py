# tries: reads what an earlier student left in tmp, shared memory and the working directory
import os
course = os.environ["COURSE_DATA"].split("/")  # the course itself may lie below /tmp
found = [f for folder in ("/tmp", "/dev/shm", os.getcwd()) for f in os.listdir(folder) if f not in course]
assert not found, found
def double(values): return 0
