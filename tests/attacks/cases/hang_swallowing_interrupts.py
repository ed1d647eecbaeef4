# tries: never returns and swallows interrupts
# reached: an interrupt was swallowed
# told: late
# slow
# limit: 1
def double(values):
    while True:
        try:
            while True: pass
        except BaseException: reached("an interrupt was swallowed")
