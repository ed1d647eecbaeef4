# tries: a frame that claims 2**60 bytes
import os, struct
def double(values): os.write(3, struct.pack("!4sIQ", b"GRD1", 100, 2**60)); return 0
