# tries: never returns
# limit: 1
def double(values):
    while True: pass
