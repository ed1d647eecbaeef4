# tries: 2,000 threads
import threading, time
try:
    for _ in range(2000): threading.Thread(target=time.sleep, args=(5,), daemon=True).start()
except RuntimeError: pass
def double(values): return 0
