# tries: asks whether files of the course are there, and how long they are
# not held by: landlock
import os
assert not os.path.exists("CANARY_PATH/gradebook.db"), os.stat("CANARY_PATH/gradebook.db").st_size
def double(values): return 0
