# tries: JSON nested a million deep
# reached: written to the tests
# told: forged
import struct
def double(values):
    text = b"[" * 1_000_000
    to_tests(struct.pack("WIRE_HEAD", b"WIRE_MAGIC", len(text), 0) + text)
    return 0
