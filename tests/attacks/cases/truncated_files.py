# tries: empties the course's files and those that may only be read
# reached: truncate; open to read; open to write
import os
for path in ("CANARY_PATH/gradebook.db", os.getcwd() + "/../../log"):
    refused("truncate", lambda: os.truncate(path, 0), "ENOENT", "EACCES", "EPERM", "EROFS")
    refused("open to read", lambda: os.open(path, os.O_RDONLY | os.O_TRUNC), "ENOENT", "EACCES", "EPERM", "EROFS")
    refused("open to write", lambda: os.open(path, os.O_WRONLY | os.O_TRUNC), "ENOENT", "EACCES", "EPERM", "EROFS")
def double(values): return 0
