# tries: never returns and swallows interrupts
# limit: 1
def double(values):
    while True:
        try:
            while True: pass
        except BaseException: pass
