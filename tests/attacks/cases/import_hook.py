# tries: a finder that serves its own modules
# reached: an import went through it
import sys, types
class Finder:
    def find_spec(self, name, path=None, target=None):
        reached("an import went through it")
        raise SystemExit(0)
sys.meta_path.insert(0, Finder())
def double(values):
    try: import aifc_that_nobody_has
    except SystemExit: pass
    return 0
