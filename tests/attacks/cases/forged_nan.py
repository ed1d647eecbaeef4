# tries: a NaN where JSON has none
# reached: a frame of the agent; written to the tests
# told: forged
def double(values):
    to_tests(frame({"id": request_number(), "result": float("nan"), "changed": []}))
    return 0
