# tries: crashes the interpreter
# reached: called by a test
# told: ended
# slow
import ctypes
def double(values):
    reached("called by a test")
    ctypes.string_at(0)
