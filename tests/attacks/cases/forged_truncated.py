# tries: half a frame, then nothing
# reached: written to the tests
# told: late
# slow
# limit: 1
import struct, time
def double(values):
    to_tests(struct.pack("WIRE_HEAD", b"WIRE_MAGIC", 100, 0) + b"{")
    time.sleep(1000)
