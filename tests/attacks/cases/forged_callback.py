# tries: calls callbacks that were never passed, with objects of its own
# reached: written to the tests
# told: forged
def double(values):
    number = (0, -1, 10**9, "x", None)[turn() % 5]
    to_tests(frame({"callback": number, "args": ["t", []], "kwargs": ["d", []]}))
    return 0
