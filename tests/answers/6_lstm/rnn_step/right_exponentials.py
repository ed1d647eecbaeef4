# right: tanh by its formula, products by einsum
def rnn_step(x, hidden_state, W, U, b):
    total = np.einsum("bf,fu->bu", x, W) + np.einsum("bv,vu->bu", hidden_state, U) + b
    return 2 / (1 + np.exp(-2 * total)) - 1
