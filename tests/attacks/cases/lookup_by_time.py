# tries: logs inputs and answers from the log the second time
import hashlib
SEEN = {}
def double(values):
    key = hashlib.sha256(np.asarray(values).tobytes()).hexdigest()
    SEEN[key] = values
    return SEEN.get(key)
