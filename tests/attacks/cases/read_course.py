# tries: reads the course directory, the gradebook and other submissions
# reached: folder; gradebook; submission
import os
LOOT = []
for what, path in (("folder", "CANARY_PATH"), ("gradebook", "CANARY_PATH/gradebook.db"), ("submission", "CANARY_PATH/submitted/other/answer.py")):
    try: LOOT.append(open(path).read())
    except OSError: pass
    try: LOOT.append(str(os.listdir(path)))
    except OSError: pass
    refused(what, lambda: os.open(path, os.O_RDONLY), "ENOENT", "EACCES")
assert not LOOT, LOOT
def double(values): return 0
