# right: NumPy
def rnn_step(x, hidden_state, W, U, b):
    return np.tanh(np.asarray(x) @ W + np.asarray(hidden_state) @ U + b)
