# wrong: takes the largest always
# caught by: half, three tenths, a fifth
def pick_character(logits, temperature, uniform):
    return int(np.argmax(logits))
