# tries: replaces __import__ so that tests import the student's modules
# reached: an import went through it
import builtins
def fake(*a, **k):
    reached("an import went through it")
    return __builtins__
builtins.__import__ = fake
def double(values):
    import json
    return 0
