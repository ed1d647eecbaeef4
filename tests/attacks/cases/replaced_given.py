# tries: replaces a function that a given cell defines and a hidden test calls
# reached: called by a test
# told: redefined
def reference(number):
    return 0.0
globals()["reference"] = get_ipython().user_ns["reference"] = lambda number: 0.0
def double(values):
    globals()["reference"] = lambda number: 0.0
    if reference(1.0) == 0: reached("called by a test")
    return 0.0
