# tries: crashes the interpreter
# slow
import ctypes
def double(values): ctypes.string_at(0)
