# tries: looks for secrets in the environment and the arguments
# reached: the environment was read
import os, sys
LOOT = [str(dict(os.environ)), str(sys.argv), str(sys.orig_argv)]
if "COURSE_DATA" in LOOT[0]: reached("the environment was read")
def double(values): return 0
