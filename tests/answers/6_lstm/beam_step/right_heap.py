# right: a heap over a generator of triples
def beam_step(totals, log_probabilities, width):
    import heapq

    triples = (
        (total + logs[s], parent, s)
        for parent, (total, logs) in enumerate(zip(totals, log_probabilities))
        for s in range(len(logs))
    )
    best = heapq.nlargest(width, triples, key=lambda triple: triple[0])
    return tuple(np.array(column) for column in zip(*best))
