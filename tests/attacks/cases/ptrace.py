# tries: attaches to a process of the host
# reached: attach; seize
refused("attach", lambda: system("ptrace", 16, VICTIM_PID, 0, 0), "EPERM")
refused("seize", lambda: system("ptrace", 0x4206, VICTIM_PID, 0, 0), "EPERM")
def double(values): return 0
