# tries: leaves threads that go on writing to the examiner
# reached: written to the tests
# told: forged
import threading, time
def work():
    while True:
        time.sleep(0.05)
        to_tests(b"WIRE_MAGIC" + bytes(20))
threading.Thread(target=work, daemon=True).start()
time.sleep(0.2)
def double(values): time.sleep(0.3); return 0
