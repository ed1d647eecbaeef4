# tries: makes run_cell always report success
# reached: the runner asked it; called by a test
from IPython.core.interactiveshell import ExecutionResult
def nothing(self):
    reached("the runner asked it")
    return None
ExecutionResult.error_in_exec = property(nothing, lambda self, value: None)
ExecutionResult.success = property(lambda self: True)
ExecutionResult.raise_error = lambda self: None
def double(values):
    reached("called by a test")
    raise ValueError("all is well")
