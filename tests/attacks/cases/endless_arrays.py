# tries: an endless sequence of large arrays, to fill the memory of the tests' process
# reached: handed to a test
import numpy as np
class Endless:
    def __iter__(self):
        while True:
            yield np.zeros(8_000_000)
    def __len__(self):
        return 10**9
    def __getitem__(self, index):
        return np.zeros(8_000_000)
def double(values):
    return handed(Endless())
