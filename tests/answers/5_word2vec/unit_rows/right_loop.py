# right: row by row
def unit_rows(vectors):
    return np.array([row / length if (length := math.sqrt((row**2).sum())) else row for row in vectors])
