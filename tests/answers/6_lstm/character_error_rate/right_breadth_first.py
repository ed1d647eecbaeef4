# right: the shortest path through the grid of both words
def character_error_rate(words, answers):
    def distance(a, b):
        front, steps, seen = {(0, 0)}, 0, set()
        while True:
            stack = list(front)
            while stack:
                i, j = stack.pop()
                if i < len(a) and j < len(b) and a[i] == b[j] and (i + 1, j + 1) not in front:
                    front.add((i + 1, j + 1))
                    stack.append((i + 1, j + 1))
            if (len(a), len(b)) in front:
                return steps
            seen |= front
            moves = {(i + di, j + dj) for i, j in front for di, dj in ((0, 1), (1, 0), (1, 1))}
            front = {(i, j) for i, j in moves if i <= len(a) and j <= len(b)} - seen
            steps += 1

    return sum(map(distance, words, answers)) / sum(map(len, words))
