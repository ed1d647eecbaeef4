# tries: makes the examiner import a module of its choice
# reached: a frame of the agent; written to the tests
# told: broke
import tempfile
def double(values):
    open(tempfile.gettempdir() + "/evil.py", "w").write("import os; os._exit(0)")
    name = ("evil", "os.path", "numpy.f2py.__main__", "antigravity")[turn() % 4]
    to_tests(frame({"id": request_number(), "result": ["M", name], "changed": []}))
    return 0
