# right: scales the rows that have a length, float32
def unit_rows(vectors):
    scaled = np.array(vectors, np.float32)
    lengths = np.sqrt(np.einsum("we,we->w", scaled, scaled))
    scaled[lengths > 0] /= lengths[lengths > 0, None]
    return scaled
