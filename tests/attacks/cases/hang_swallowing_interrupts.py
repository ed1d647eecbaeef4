# tries: never returns and swallows interrupts
# slow
# limit: 1
def double(values):
    while True:
        try:
            while True: pass
        except BaseException: pass
