# tries: points NumPy at memory by a forged array interface
# reached: handed to a test
class Fake:
    __array_interface__ = {"shape": (5,), "typestr": "<f8", "data": (0, False), "version": 3}
def double(values): return handed(Fake())
