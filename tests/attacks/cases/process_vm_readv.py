# tries: reads the memory of another process
# reached: process_vm_readv
refused("process_vm_readv", lambda: system("process_vm_readv", VICTIM_PID, 0, 0, 0, 0, 0), "EPERM")
def double(values): return 0
