# tries: blocks in the answer cell itself
# reached: the answer cell runs
# told: stopped
# limit: 1
reached("the answer cell runs")
while True:
    try:
        while True: pass
    except BaseException: pass
