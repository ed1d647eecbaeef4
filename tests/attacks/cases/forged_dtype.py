# tries: arrays of objects, records and impossible shapes
# reached: a frame of the agent; written to the tests
# told: forged
def double(values):
    dtype, shape = (("|O", [1]), ("<f8", [-1]), ("<f8", [2**62, 2**62]), ("V8", [1]), ("<f8", [1] * 100))[turn() % 5]
    to_tests(frame({"id": request_number(), "result": ["a", dtype, shape, 0, True], "changed": [], "buffers": [8]}))
    return 0
