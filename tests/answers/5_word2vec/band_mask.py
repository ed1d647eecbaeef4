# %% right indices
# distances from np.indices, then TensorFlow
def band_mask(reach, length):
    i, j = np.indices((length, length))
    distance = tf.constant(np.abs(i - j), reach.dtype)
    inside = tf.logical_and(distance[None] >= 1, distance[None] <= tf.expand_dims(reach, 2))
    return tf.cast(inside, tf.float32)

# %% right loops
# stacks one row after the other
def band_mask(reach, length):
    rows = []
    for i in range(length):
        d = tf.abs(tf.range(length) - i)
        rows.append((d > 0) & (d <= reach[:, i : i + 1]))
    return tf.cast(tf.stack(rows, axis=1), tf.float32)

# %% right steps
# a product of two step functions
def band_mask(reach, length):
    place = tf.cast(tf.range(length), tf.float32)
    distance = tf.abs(place[:, None] - place)
    reach = tf.cast(reach, tf.float32)[:, :, None]
    near = tf.nn.relu(tf.sign(reach - distance + 0.5))
    return near * tf.nn.relu(tf.sign(distance - 0.5))

# %% right where
# tf.where and a diagonal of zeros
def band_mask(reach, length):
    place = tf.range(length)
    distance = tf.abs(place[:, None] - place[None, :])
    return tf.where(distance[None] <= reach[:, :, None], 1.0, 0.0) * (1.0 - tf.eye(length))

# %% wrong booleans
# returns booleans
# caught by: floats of the right shape
def band_mask(reach, length):
    place = tf.range(length)
    distance = tf.abs(place[:, None] - place[None, :])
    return (distance > 0) & (distance <= reach[:, :, None])

# %% wrong first_reach
# one reach for the whole row
# caught by: the reach belongs to the center
def band_mask(reach, length):
    place = tf.range(length)
    distance = tf.abs(place[:, None] - place[None, :])
    return tf.cast((distance > 0) & (distance <= reach[:, :1, None]), tf.float32)

# %% wrong largest_reach
# every center looks as far as the farthest of its row
# caught by: the reach belongs to the center
def band_mask(reach, length):
    place = tf.range(length)
    distance = tf.abs(place[:, None] - place[None, :])
    widest = tf.reduce_max(reach, axis=1)[:, None, None]
    return tf.cast((distance > 0) & (distance <= widest), tf.float32)

# %% wrong no_rows
# forgets the axis of the rows
# caught by: a band without its middle
def band_mask(reach, length):
    place = tf.range(length)
    distance = tf.abs(place[:, None] - place[None, :])
    return tf.cast((distance > 0) & (distance <= reach[0][:, None]), tf.float32)

# %% wrong only_left
# looks to the left only
# caught by: a band without its middle
def band_mask(reach, length):
    place = tf.range(length)
    distance = place[:, None] - place[None, :]
    return tf.cast((distance > 0) & (distance <= reach[:, :, None]), tf.float32)

# %% wrong reach_of_the_other
# uses the reach of the context word
# caught by: the reach belongs to the center
def band_mask(reach, length):
    place = tf.range(length)
    distance = tf.abs(place[:, None] - place[None, :])
    return tf.cast((distance > 0) & (distance <= reach[:, None, :]), tf.float32)

# %% wrong strictly_less
# one place too short
# caught by: a band without its middle
def band_mask(reach, length):
    place = tf.range(length)
    distance = tf.abs(place[:, None] - place[None, :])
    return tf.cast((distance > 0) & (distance < reach[:, :, None]), tf.float32)

# %% wrong with_itself
# leaves the diagonal in
# caught by: a band without its middle
def band_mask(reach, length):
    place = tf.range(length)
    distance = tf.abs(place[:, None] - place[None, :])
    return tf.cast(distance[None] <= reach[:, :, None], tf.float32)

# %% wrong numpy_inside
# NumPy, which sees no values inside a tf.function
# caught by: the reach belongs to the center
import numpy as np
import tensorflow as tf


def band_mask(reach, length):
    place = np.arange(length)
    apart = np.abs(place[:, None] - place[None, :])
    mask = (apart > 0) & (apart <= np.array(reach)[:, :, None])
    return tf.constant(mask.astype(np.float32))

# %% wrong at_most_five
# no reach beyond five places
# caught by: the reach belongs to the center
import tensorflow as tf


def band_mask(reach, length):
    place = tf.range(length)
    apart = tf.abs(place[:, None] - place[None, :])
    window = 5
    mask = tf.zeros([tf.shape(reach)[0], length, length])
    for d in range(1, window + 1):
        mask += tf.cast((apart == d)[None] & (reach[:, :, None] >= d), tf.float32)
    return mask
