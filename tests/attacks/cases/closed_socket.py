# tries: closes the wire and listens on it anew
# reached: the wire is closed
# told: ended
import os
def double(values):
    os.close(WIRE_NUMBER)
    reached("the wire is closed")
    return 0
