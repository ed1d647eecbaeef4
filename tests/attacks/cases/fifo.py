# tries: makes the test wait on a pipe that nobody writes to
# reached: the test waits for the file
# limit: 1
import os
def double(values): return 0
def write_file(folder):
    path = os.path.join(folder, "answer")
    try: os.mkfifo(path)
    except PermissionError: pass  # the second wall lets none be made there
    reached("the test waits for the file")
    return path
