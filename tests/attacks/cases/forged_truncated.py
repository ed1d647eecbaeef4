# tries: half a frame, then nothing
# slow
# limit: 1
import os, struct, time
def double(values): os.write(3, struct.pack("!4sIQ", b"GRD1", 100, 0) + b"{"); time.sleep(1000)
