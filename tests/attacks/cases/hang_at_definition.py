# tries: blocks in the answer cell itself
# limit: 1
while True:
    try:
        while True: pass
    except BaseException: pass
