# wrong: divides by the largest entry of the row
# caught by: three and four make five
def unit_rows(vectors):
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    return vectors / np.where(largest == 0, 1, largest)
