# tries: keeps the examiner busy through callbacks
# limit: 1
def double(values):
    if callable(values):
        while True: values(1.0)
    return 0
