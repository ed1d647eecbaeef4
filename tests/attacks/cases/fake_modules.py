# tries: puts its own numpy into sys.modules
# reached: the fake is imported
import sys, types
fake = types.ModuleType("numpy")
fake.__getattr__ = lambda name: (lambda *a, **k: True)
sys.modules["numpy"] = sys.modules["numpy.testing"] = fake
def double(values):
    import numpy
    if numpy is fake: reached("the fake is imported")
    return 0
