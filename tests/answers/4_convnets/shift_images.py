# %% right index_arrays
# looks every pixel up by index, then blackens what came from outside
def shift_images(images, down, right):
    rows = np.arange(images.shape[1]) - down
    columns = np.arange(images.shape[2]) - right
    found = images[:, rows % len(rows)][:, :, columns % len(columns)]
    inside_rows = (rows >= 0) & (rows < len(rows))
    inside_columns = (columns >= 0) & (columns < len(columns))
    inside = inside_rows[:, None] & inside_columns
    return np.where(inside, found, 0).astype(images.dtype)

# %% right loops
# copies pixel by pixel
def shift_images(images, down, right):
    result = np.zeros_like(images)
    height, width = images.shape[1], images.shape[2]
    for row in range(height):
        for column in range(width):
            r, c = row - down, column - right
            if 0 <= r < height and 0 <= c < width:
                result[:, row, column] = images[:, r, c]
    return result

# %% right roll_and_erase
# rolls, then blackens what came around
def shift_images(images, down, right):
    height, width = images.shape[1:]
    moved = np.roll(images, (down, right), axis=(1, 2))
    row, column = np.arange(height) - down, np.arange(width) - right
    moved[:, (row < 0) | (row >= height)] = 0
    moved[:, :, (column < 0) | (column >= width)] = 0
    return moved

# %% right slices_into_zeros
# copies one block into an image of zeros
def shift_images(images, down, right):
    height, width = images.shape[1:]
    moved = np.zeros_like(images)
    rows = slice(max(down, 0), height + min(down, 0))
    columns = slice(max(right, 0), width + min(right, 0))
    from_rows = slice(max(-down, 0), height + min(-down, 0))
    from_columns = slice(max(-right, 0), width + min(-right, 0))
    moved[:, rows, columns] = images[:, from_rows, from_columns]
    return moved

# %% wrong always_bytes
# returns bytes whatever it was given
# caught by: type and input stay
def shift_images(images, down, right):
    height, width = images.shape[1:]
    padded = np.pad(images, ((0, 0), (height, height), (width, width))).astype(np.uint8)
    top, left = height - down, width - right
    return padded[:, top : top + height, left : left + width]

# %% wrong axes_swapped
# moves columns down and rows to the right
# caught by: one step to the right
def shift_images(images, down, right):
    height, width = images.shape[1:]
    padded = np.pad(images, ((0, 0), (height, height), (width, width)))
    top, left = height - right, width - down
    return padded[:, top : top + height, left : left + width]

# %% wrong float_copy
# returns float64 in place of the caller's type
# caught by: type and input stay
def shift_images(images, down, right):
    height, width = images.shape[1:]
    padded = np.zeros((len(images), 3 * height, 3 * width))
    padded[:, height : 2 * height, width : 2 * width] = images
    top, left = height - down, width - right
    return padded[:, top : top + height, left : left + width]

# %% wrong narrow_border
# a border of four pixels, enough for the experiment below
# caught by: nearly and all the way out
def shift_images(images, down, right):
    height, width = images.shape[1:]
    padded = np.pad(images, ((0, 0), (4, 4), (4, 4)))
    top, left = max(4 - down, 0), max(4 - right, 0)
    return padded[:, top : top + height, left : left + width]

# %% wrong only_positive
# right for positive numbers only
# caught by: down and up, left and right
def shift_images(images, down, right):
    moved = np.zeros_like(images)
    height, width = images.shape[1:]
    if down >= 0 and right >= 0:
        moved[:, down:, right:] = images[:, : height - down, : width - right]
    return moved

# %% wrong repeats_the_edge
# fills what enters with copies of the border
# caught by: one step to the right
def shift_images(images, down, right):
    height, width = images.shape[1:]
    around = ((0, 0), (height, height), (width, width))
    padded = np.pad(images, around, mode="edge")
    top, left = height - down, width - right
    return padded[:, top : top + height, left : left + width]

# %% wrong sign
# moves up and left for positive numbers
# caught by: down and up, left and right
def shift_images(images, down, right):
    height, width = images.shape[1:]
    padded = np.pad(images, ((0, 0), (height, height), (width, width)))
    top, left = height + down, width + right
    return padded[:, top : top + height, left : left + width]

# %% wrong slices_of_zero
# slices from the end, so a shift of 0 gives an empty slice
# caught by: one step to the right
def shift_images(images, down, right):
    result = np.zeros_like(images)
    result[:, down:, right:] = images[:, :-down, :-right]
    return result

# %% wrong square_images
# takes the width for the height
# caught by: down and up, left and right
def shift_images(images, down, right):
    size = images.shape[2]
    padded = np.pad(images, ((0, 0), (size, size), (size, size)))
    return padded[:, size - down : 2 * size - down, size - right : 2 * size - right]

# %% wrong the_example
# the docstring's example, written down
# caught by: one step to the right
def shift_images(images, down, right):
    return np.array([[[0, 1], [0, 3]]])

# %% wrong wraps_around
# what leaves on one side comes back on the other
# caught by: nearly and all the way out
def shift_images(images, down, right):
    return np.roll(images, (down, right), axis=(1, 2))

# %% wrong writes_into_input
# moves the caller's array itself
# caught by: type and input stay
def shift_images(images, down, right):
    height, width = images.shape[1:]
    padded = np.pad(images, ((0, 0), (height, height), (width, width)))
    top, left = height - down, width - right
    images[...] = padded[:, top : top + height, left : left + width]
    return images

# %% wrong no_move_no_copy
# hands the images back themselves where nothing moves
# caught by: type and input stay
def shift_images(images, down, right):
    if down == 0 and right == 0:
        return images  # nothing to do
    height, width = images.shape[1:]
    wide = np.pad(images, ((0, 0), (height, height), (width, width)))
    top, left = height - down, width - right
    return wide[:, top : top + height, left : left + width]
