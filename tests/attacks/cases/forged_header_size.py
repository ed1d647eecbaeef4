# tries: a header that claims 4 GiB
# reached: written to the tests
# told: forged
import struct
def double(values):
    to_tests(struct.pack("WIRE_HEAD", b"WIRE_MAGIC", 2**32 - 1, 0))
    return 0
