# right: looks every pixel up by index, then blackens what came from outside
def shift_images(images, down, right):
    rows = np.arange(images.shape[1]) - down
    columns = np.arange(images.shape[2]) - right
    found = images[:, rows % len(rows)][:, :, columns % len(columns)]
    inside_rows = (rows >= 0) & (rows < len(rows))
    inside_columns = (columns >= 0) & (columns < len(columns))
    inside = inside_rows[:, None] & inside_columns
    return np.where(inside, found, 0).astype(images.dtype)
