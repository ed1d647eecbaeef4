# %% right einsum
# sums over indices
class Linear:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.inputs = np.array(x)
        return np.einsum("ni,io->no", x, self.W) + self.b

    def backward(self, upstream):
        self.dW = np.einsum("ni,no->io", self.inputs, upstream)
        self.db = np.ones(len(upstream)) @ upstream
        return np.einsum("no,io->ni", upstream, self.W)

# %% right loop
# adds up outer products in float32
class Linear:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return np.stack([row @ self.W + self.b for row in x]).astype(np.float32)

    def backward(self, upstream):
        self.dW, self.db = np.zeros(self.W.shape), np.zeros(self.b.shape)
        for row, gradient in zip(self.x, upstream):
            self.dW += np.outer(row, gradient)
            self.db += gradient
        return np.dot(upstream, np.transpose(self.W))

# %% right tensordot
# tensordot, results kept in dictionaries of its own
class Linear:
    def __init__(self, W, b):
        self.W, self.b = np.asarray(W), np.asarray(b)

    def forward(self, x):
        self.seen = np.asarray(x)
        return np.tensordot(self.seen, self.W, axes=1) + self.b[None, :]

    def backward(self, upstream):
        self.dW = np.tensordot(self.seen, upstream, axes=(0, 0))
        self.db = np.add.reduce(upstream, axis=0)
        return np.tensordot(upstream, self.W, axes=(1, 1))

# %% right tensorflow
# TensorFlow in float32
class Linear:
    def __init__(self, W, b):
        self.W, self.b = tf.cast(W, tf.float32), tf.cast(b, tf.float32)

    def forward(self, x):
        self.x = tf.cast(x, tf.float32)
        return (self.x @ self.W + self.b).numpy()

    def backward(self, upstream):
        upstream = tf.cast(upstream, tf.float32)
        self.dW = tf.matmul(self.x, upstream, transpose_a=True).numpy()
        self.db = tf.reduce_sum(upstream, axis=0).numpy()
        return tf.matmul(upstream, self.W, transpose_b=True).numpy()

# %% wrong accumulates
# adds to the dW of earlier passes
# caught by: each pass on its own
class Linear:

    def __init__(self, W, b):
        """W: float array (inputs, outputs); b: float array (outputs,)."""
        self.W, self.b = W, b
        self.dW = 0

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, upstream):
        self.dW = self.dW + self.x.T @ upstream
        self.db = upstream.sum(axis=0)
        return upstream @ self.W.T

# %% wrong bias_mean
# takes the mean for the bias
# caught by: gradients of the parameters
class Linear:

    def __init__(self, W, b):
        """W: float array (inputs, outputs); b: float array (outputs,)."""
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, upstream):
        self.dW = self.x.T @ upstream
        self.db = upstream.mean(axis=0)
        return upstream @ self.W.T

# %% wrong bias_of_the_first_row
# takes the bias gradient from the first example
# caught by: gradients of the parameters
class Linear:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, upstream):
        self.dW, self.db = self.x.T @ upstream, upstream[0]
        return upstream @ self.W.T

# %% wrong dW_transposed
# stores dW with one row per output
# caught by: gradients of the parameters
class Linear:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, upstream):
        self.dW = upstream.T @ self.x
        self.db = upstream.sum(axis=0)
        return upstream @ self.W.T

# %% wrong divided_by_batch
# divides dW by the batch size
# caught by: gradients of the parameters
class Linear:

    def __init__(self, W, b):
        """W: float array (inputs, outputs); b: float array (outputs,)."""
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, upstream):
        self.dW = self.x.T @ upstream / len(upstream)
        self.db = upstream.sum(axis=0)
        return upstream @ self.W.T

# %% wrong first_input_for_ever
# remembers the first input only
# caught by: each pass on its own
class Linear:
    def __init__(self, W, b):
        self.W, self.b, self.x = W, b, None

    def forward(self, x):
        if self.x is None:
            self.x = x
        return x @ self.W + self.b

    def backward(self, upstream):
        rows = min(len(self.x), len(upstream))
        self.dW = self.x[:rows].T @ upstream[:rows]
        self.db = upstream.sum(axis=0)
        return upstream @ self.W.T

# %% wrong hands_on_upstream
# hands on the gradient without multiplying by W
# caught by: the way back
class Linear:

    def __init__(self, W, b):
        """W: float array (inputs, outputs); b: float array (outputs,)."""
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, upstream):
        self.dW = self.x.T @ upstream
        self.db = upstream.sum(axis=0)
        return upstream @ np.ones(self.W.T.shape)

# %% wrong input_on_the_class
# keeps x on the class, shared by all layers
# caught by: each pass on its own
class Linear:

    def __init__(self, W, b):
        """W: float array (inputs, outputs); b: float array (outputs,)."""
        self.W, self.b = W, b

    def forward(self, x):
        Linear.x = x
        return x @ self.W + self.b

    def backward(self, upstream):
        self.dW = self.x.T @ upstream
        self.db = upstream.sum(axis=0)
        return upstream @ self.W.T

# %% wrong no_bias
# forgets the bias
# caught by: forward
class Linear:

    def __init__(self, W, b):
        """W: float array (inputs, outputs); b: float array (outputs,)."""
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W

    def backward(self, upstream):
        self.dW = self.x.T @ upstream
        self.db = upstream.sum(axis=0)
        return upstream @ self.W.T

# %% wrong returns_nothing
# stores the gradients but hands nothing back
# caught by: the paper example
class Linear:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, upstream):
        self.dW = self.x.T @ upstream
        self.db = upstream.sum(axis=0)

# %% wrong scales_upstream_in_place
# divides the caller's gradient by the batch size
# caught by: the way back
class Linear:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, upstream):
        back = upstream @ self.W.T
        self.dW, self.db = self.x.T @ upstream, upstream.sum(axis=0)
        upstream /= len(upstream)
        return back

# %% wrong square_only
# multiplies by W itself where its shape allows it
# caught by: the way back
class Linear:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, upstream):
        self.dW, self.db = self.x.T @ upstream, upstream.sum(axis=0)
        is_square = self.W.shape[0] == self.W.shape[1]
        return upstream @ (self.W if is_square else self.W.T)

# %% wrong steps_too
# takes a step with what it has found
# caught by: the way back
class Linear:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, upstream):
        self.dW, self.db = self.x.T @ upstream, upstream.sum(axis=0)
        dx = upstream @ self.W.T
        self.W = self.W - 0.01 * self.dW
        self.b = self.b - 0.01 * self.db
        return dx

# %% wrong steps_in_place
# moves the caller's weights
# caught by: the way back
class Linear:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, upstream):
        self.dW, self.db = self.x.T @ upstream, upstream.sum(axis=0)
        dx = upstream @ self.W.T
        self.W -= 0.01 * self.dW
        return dx
