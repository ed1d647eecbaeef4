# tries: arrays of objects, records and impossible shapes
import json, os, struct
def double(values):
    for dtype, shape in (("|O", [1]), ("<f8", [-1]), ("<f8", [2**62, 2**62]), ("V8", [1]), ("<f8", [1] * 100)):
        text = json.dumps({"id": 6, "result": ["a", dtype, shape, 0, True], "changed": [], "buffers": [8]}).encode()
        os.write(3, struct.pack("!4sIQ", b"GRD1", len(text), 8) + text + bytes(8))
    return 0
