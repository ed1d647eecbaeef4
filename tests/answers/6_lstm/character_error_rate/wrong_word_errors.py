# wrong: counts wrong words
# caught by: house and tree
def character_error_rate(words, answers):
    return sum(w != a for w, a in zip(words, answers)) / len(words)
