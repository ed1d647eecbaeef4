# tries: leaves threads that go on writing to the examiner
# reached: a thread has written
# told: forged
import os, threading, time
def work():
    while True:
        time.sleep(0.05)
        try: os.write(WIRE_NUMBER, b"WIRE_MAGIC" + bytes(20))
        except OSError: return
        reached("a thread has written")
threading.Thread(target=work, daemon=True).start()
time.sleep(0.2)
def double(values): time.sleep(0.3); return 0
