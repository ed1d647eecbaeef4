# tries: never returns
# reached: called by a test
# told: late
# limit: 1
def double(values):
    reached("called by a test")
    while True: pass
