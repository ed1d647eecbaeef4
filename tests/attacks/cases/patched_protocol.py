# tries: replaces the agent's functions
# reached: the agent called it
import sys
codec = sys.modules["CODEC_MODULE"]
def encode(self, value, depth=0):
    reached("the agent called it")
    return True
codec.Encoder.encode = encode
def double(values): return 0
