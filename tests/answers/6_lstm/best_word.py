# %% right logarithm
# compares logarithms of the costs, so that the smallest wins
def best_word(hypotheses, alpha):
    cost = lambda pair: math.log(-pair[0]) - alpha * math.log(len(pair[1]))
    ids = min(hypotheses, key=cost)[1]
    return "".join(" abcdefghijklmnopqrstuvwxyz"[i] for i in ids).replace(" ", "")

# %% right loop
# a loop that keeps the best score
def best_word(hypotheses, alpha):
    best, chosen = -math.inf, None
    for total, ids in hypotheses:
        score = total / math.pow(len(ids), alpha)
        if score > best:
            best, chosen = score, ids
    letters = [ALPHABET[i] for i in chosen]
    return "".join(letters).rstrip(" ")

# %% right numpy
# argmax over an array of scores
def best_word(hypotheses, alpha):
    totals = np.array([total for total, _ in hypotheses], float)
    sizes = np.array([len(ids) for _, ids in hypotheses], float)
    ids = list(hypotheses[int(np.argmax(totals / sizes**alpha))][1])
    if ids[-1] == 0:
        ids = ids[:-1]
    return "".join(chr(96 + i) for i in ids)

# %% right sorted
# sorts by the score, best first
def best_word(hypotheses, alpha):
    scored = sorted(((t / len(i) ** alpha, tuple(i)) for t, i in hypotheses), reverse=True)
    return decode_text(scored[0][1]).strip()

# %% wrong adds_a_bonus
# adds alpha for each symbol instead of dividing
# caught by: any hypotheses
def best_word(hypotheses, alpha):
    _, ids = max(hypotheses, key=lambda pair: pair[0] + alpha * len(pair[1]))
    return "".join(ALPHABET[i] for i in ids if i)

# %% wrong alpha_ignored
# always divides by the length
# caught by: a or ab
def best_word(hypotheses, alpha):
    _, ids = max(hypotheses, key=lambda pair: pair[0] / len(pair[1]))
    return "".join(ALPHABET[i] for i in ids if i)

# %% wrong cuts_the_last
# always cuts off the last symbol
# caught by: a word without an end
def best_word(hypotheses, alpha):
    _, ids = max(hypotheses, key=lambda pair: pair[0] / len(pair[1]) ** alpha)
    return "".join(ALPHABET[i] for i in ids[:-1])

# %% wrong end_not_counted
# counts the letters without the end
# caught by: any hypotheses
def best_word(hypotheses, alpha):
    _, ids = max(hypotheses, key=lambda p: p[0] / sum(i > 0 for i in p[1]) ** alpha)
    return "".join(ALPHABET[i] for i in ids if i)

# %% wrong first
# takes the first hypothesis
# caught by: a or ab
def best_word(hypotheses, alpha):
    return "".join(ALPHABET[i] for i in hypotheses[0][1] if i)

# %% wrong keeps_the_end
# the end becomes a space at the end of the word
# caught by: a or ab
def best_word(hypotheses, alpha):
    _, ids = max(hypotheses, key=lambda pair: pair[0] / len(pair[1]) ** alpha)
    return "".join(ALPHABET[i] for i in ids)

# %% wrong multiplies
# multiplies by the length
# caught by: a or ab
def best_word(hypotheses, alpha):
    _, ids = max(hypotheses, key=lambda pair: pair[0] * len(pair[1]) ** alpha)
    return "".join(ALPHABET[i] for i in ids if i)

# %% wrong smallest
# takes the least probable one
# caught by: a or ab
def best_word(hypotheses, alpha):
    _, ids = min(hypotheses, key=lambda pair: pair[0] / len(pair[1]) ** alpha)
    return "".join(ALPHABET[i] for i in ids if i)

# %% wrong times_alpha
# alpha times the length instead of a power
# caught by: any hypotheses
def best_word(hypotheses, alpha):
    _, ids = max(hypotheses, key=lambda pair: pair[0] / max(1, alpha * len(pair[1])))
    return "".join(ALPHABET[i] for i in ids if i)

# %% wrong empty_word_never_wins
# the empty word is never chosen
# caught by: a word without an end
def best_word(hypotheses, alpha):
    best, word = -math.inf, ""
    for total, ids in hypotheses:
        spelled = "".join(ALPHABET[i] for i in ids if i)
        if spelled and total / len(ids) ** alpha > best:
            best, word = total / len(ids) ** alpha, spelled
    return word
