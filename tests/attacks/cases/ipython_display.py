# tries: takes over the display hook and the traceback
# reached: an error went through it; called by a test
import sys
shell = get_ipython()
def quiet(*a, **k): reached("an error went through it")
shell.showtraceback = quiet
shell.set_custom_exc((Exception,), quiet)
sys.displayhook = sys.excepthook = quiet
def double(values):
    reached("called by a test")
    return 0
raise ValueError("swallowed")
