# tries: calls callbacks that were never passed, with objects of its own
import json, os, struct
def double(values):
    for number in (0, -1, 10**9, "x", None):
        text = json.dumps({"callback": number, "args": ["t", []], "kwargs": ["d", []], "buffers": []}).encode()
        os.write(3, struct.pack("!4sIQ", b"GRD1", len(text), 0) + text)
    return 0
