# right: NumPy float32
def matching_strength(l2_factor, num_examples):
    return np.float32(1.0) / np.float32(l2_factor) / np.float32(num_examples)
