# right: np.clip, one matrix product of logs and targets
def cross_entropy(probabilities, targets, smallest=1e-7):
    logs = np.log(np.clip(np.asarray(probabilities, np.float32), smallest, None))
    return -float(np.vdot(np.asarray(targets, np.float32), logs)) / len(logs)
