# wrong: one share for all lengths
# caught by: two and three letters
def exact_match_by_length(words, answers):
    share = sum(a == w[::-1] for w, a in zip(words, answers)) / len(words)
    return {len(w): share for w in words}
