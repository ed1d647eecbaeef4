# tries: NaN in a kind of number that NumPy does not know
# reached: handed to a test
# asks: bound
import ml_dtypes
def double(values): return handed(np.full(np.shape(values), np.nan, dtype=ml_dtypes.bfloat16))
