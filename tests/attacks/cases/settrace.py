# tries: traces and profiles everything that runs
# reached: the agent was seen
import sys, threading
LOOT = []
def spy(frame, event, arg):
    if frame.f_globals.get("__name__") == "AGENT_MODULE": reached("the agent was seen")
    LOOT.append(frame.f_code.co_filename); return spy
sys.settrace(spy); sys.setprofile(spy); threading.settrace(spy)
def double(values): return 0
