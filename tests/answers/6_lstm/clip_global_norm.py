# %% right flat
# one long vector
def clip_global_norm(gradients, max_norm):
    flat = np.concatenate([np.ravel(g) for g in gradients])
    length = np.linalg.norm(flat)
    return [g / max(1.0, length / max_norm) for g in gradients], length

# %% right maximum
# divides by the larger of length and limit, as TensorFlow does
def clip_global_norm(gradients, max_norm):
    squares = 0.0
    for gradient in gradients:
        squares += float(np.sum(gradient**2))
    length = squares**0.5
    return [gradient * (max_norm / max(length, max_norm)) for gradient in gradients], length

# %% right norm_of_norms
# the norm of the list of norms
def clip_global_norm(gradients, max_norm):
    length = np.linalg.norm([np.linalg.norm(g) for g in gradients])
    factor = 1.0
    if length > max_norm:
        factor = max_norm / length
    return [g * factor for g in gradients], length

# %% right tensorflow
# tf.clip_by_global_norm
def clip_global_norm(gradients, max_norm):
    gradients = [tf.constant(g) for g in gradients]
    clipped, norm = tf.clip_by_global_norm(gradients, max_norm)
    return [c.numpy() for c in clipped], float(norm)

# %% wrong after
# returns the length after clipping
# caught by: three, four, five
def clip_global_norm(gradients, max_norm):
    length = np.sqrt(sum((g**2).sum() for g in gradients))
    return [g * min(1, max_norm / max(length, 1e-12)) for g in gradients], min(length, max_norm)

# %% wrong always_scales
# makes short ones longer
# caught by: short ones are left alone
def clip_global_norm(gradients, max_norm):
    length = np.sqrt(sum((g**2).sum() for g in gradients))
    return [g * max_norm / max(length, 1e-12) for g in gradients], length

# %% wrong each_alone
# clips each gradient on its own
# caught by: three, four, five
def clip_global_norm(gradients, max_norm):
    length = np.sqrt(sum((g**2).sum() for g in gradients))
    return [g * min(1, max_norm / max(np.linalg.norm(g), 1e-12)) for g in gradients], length

# %% wrong first_norm
# the length of the first gradient only
# caught by: three, four, five
def clip_global_norm(gradients, max_norm):
    length = np.linalg.norm(gradients[0])
    scale = min(1.0, max_norm / length) if length > 0 else 1.0
    return [g * scale for g in gradients], length

# %% wrong nan
# zero by zero
# caught by: zero gradients
def clip_global_norm(gradients, max_norm):
    length = np.sqrt(sum((g**2).sum() for g in gradients))
    return [g / length * min(length, max_norm) for g in gradients], length

# %% wrong squared_length
# forgets the square root
# caught by: three, four, five
def clip_global_norm(gradients, max_norm):
    length = sum(np.sum(np.square(g)) for g in gradients)
    scale = min(1.0, max_norm / length) if length > 0 else 1.0
    return [g * scale for g in gradients], length

# %% wrong sum_of_norms
# adds the norms
# caught by: three, four, five
def clip_global_norm(gradients, max_norm):
    length = sum(np.linalg.norm(g) for g in gradients)
    return [g * min(1, max_norm / max(length, 1e-12)) for g in gradients], length

# %% wrong values
# clips values
# caught by: three, four, five
def clip_global_norm(gradients, max_norm):
    length = np.sqrt(sum((g**2).sum() for g in gradients))
    return [np.clip(g, -max_norm, max_norm) for g in gradients], length

# %% [markdown] equivalent
# scale = min(1.0, max_norm / length) if length > 0 else 1.0  ->  scale = min(1.0, max_norm / length) if length > -1 else 1.0
#     a length of 0 gives min(1, infinity), which is 1 as well
# scale = min(1.0, max_norm / length) if length > 0 else 1.0  ->  scale = min(1.0, max_norm / length) if length >= 0 else 1.0
#     a length of 0 gives min(1, infinity), which is 1 as well
# scale = min(1.0, max_norm / length) if length > 0 else 1.0  ->  scale = min(1.0, max_norm / length) if length > 0 else 0.5
#     the factor of gradients that are all 0 does not matter
# scale = min(1.0, max_norm / length) if length > 0 else 1.0  ->  scale = min(1.0, max_norm / length) if length > 0 else 2.0
#     the factor of gradients that are all 0 does not matter

# %% wrong scalars_become_vectors
# a single number comes back as a vector
# caught by: equal to TensorFlow's
def clip_global_norm(gradients, max_norm):
    gradients = [np.atleast_1d(g) for g in gradients]
    length = np.linalg.norm(np.concatenate([g.ravel() for g in gradients]))
    scale = max_norm / length if length > max_norm else 1.0
    return [g * scale for g in gradients], length
