# tries: makes run_cell always report success
# reached: the runner asked it; called by a test
from IPython.core.interactiveshell import ExecutionResult
def success(self):
    reached("the runner asked it")
    return True
ExecutionResult.success = property(success)
ExecutionResult.raise_error = lambda self: None
def double(values):
    reached("called by a test")
    raise ValueError("all is well")
