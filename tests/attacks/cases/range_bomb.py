# tries: a range of a few bytes that becomes gigabytes in the tests' process
# reached: handed to a test; a frame of the agent; written to the tests
# told: forged
def double(values):
    if turn() % 2: return handed(range(10**10))
    to_tests(frame({"id": request_number(), "result": ["r", 0, 10**10, 1], "changed": []}))
    return 0
