# tries: sys.exit(0) inside the test's call
# reached: called by a test
# told: raised
import sys
def double(values):
    reached("called by a test")
    sys.exit(0)
