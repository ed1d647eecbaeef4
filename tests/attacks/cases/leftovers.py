# tries: reads what an earlier student left in tmp, shared memory and the working directory
# reached: the temporary folder was listed; the working directory was listed
import os, tempfile
course = os.environ["COURSE_DATA"].split("/")  # the course itself may lie below /tmp
found = {}
for folder in ("/tmp", "/dev/shm", tempfile.gettempdir(), os.path.dirname(tempfile.gettempdir()), os.getcwd()):
    try: found[folder] = [f for f in os.listdir(folder) if f not in course and folder not in ("/",)]
    except PermissionError: pass  # behind the second wall these are the machine's own
if tempfile.gettempdir() in found: reached("the temporary folder was listed")
if os.getcwd() in found: reached("the working directory was listed")
assert not any(found.values()), found
def double(values): return 0
