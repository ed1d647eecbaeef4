# tries: looks for secrets in the environment and the arguments
import os, sys
LOOT = [str(dict(os.environ)), str(sys.argv), str(sys.orig_argv)]
def double(values): return 0
