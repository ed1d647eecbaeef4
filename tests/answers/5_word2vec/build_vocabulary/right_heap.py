# right: a heap of (-count, word)
def build_vocabulary(words, min_count):
    import heapq

    heap = [(-count, word) for word, count in collections.Counter(words).items() if count >= min_count]
    heapq.heapify(heap)
    vocabulary = ["UNK"]
    while heap:
        vocabulary.append(heapq.heappop(heap)[1])
    return vocabulary
