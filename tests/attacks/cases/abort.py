# tries: crashes the interpreter
import ctypes
def double(values): ctypes.string_at(0)
