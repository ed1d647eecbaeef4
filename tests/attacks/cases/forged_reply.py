# tries: sends a reply of its own before the agent's
import json, struct, os
def frame(fields):
    text = json.dumps({**fields, "buffers": []}).encode()
    return struct.pack("!4sIQ", b"GRD1", len(text), 0) + text
def double(values):
    for number in range(1, 60): os.write(3, frame({"id": number, "result": True, "changed": []}))
    return 0
