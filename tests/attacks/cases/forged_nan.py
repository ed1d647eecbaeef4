# tries: a NaN where JSON has none
import os, struct
def double(values):
    text = b'{"id": 6, "result": NaN, "changed": [], "buffers": []}'
    os.write(3, struct.pack("!4sIQ", b"GRD1", len(text), 0) + text); return 0
