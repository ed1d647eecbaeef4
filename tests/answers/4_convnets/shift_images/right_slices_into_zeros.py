# right: copies one block into an image of zeros
def shift_images(images, down, right):
    height, width = images.shape[1:]
    moved = np.zeros_like(images)
    rows = slice(max(down, 0), height + min(down, 0))
    columns = slice(max(right, 0), width + min(right, 0))
    from_rows = slice(max(-down, 0), height + min(-down, 0))
    from_columns = slice(max(-right, 0), width + min(-right, 0))
    moved[:, rows, columns] = images[:, from_rows, from_columns]
    return moved
