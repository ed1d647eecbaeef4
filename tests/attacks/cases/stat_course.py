# tries: asks whether files of the course are there, and how long they are
# reached: gradebook
# not held by: landlock
import os
try: assert not os.path.exists("CANARY_PATH/gradebook.db"), os.stat("CANARY_PATH/gradebook.db").st_size
finally: reached("gradebook")
def double(values): return 0
