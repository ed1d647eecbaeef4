# %% right copies
# sets entries of copies, in float32
class Relu:
    def forward(self, z):
        self.shut = z <= 0
        result = np.array(z, dtype=np.float32)
        result[self.shut] = 0
        return result

    def backward(self, upstream):
        gradient = np.array(upstream, dtype=np.float32)
        gradient[self.shut] = 0
        return gradient

# %% right keeps_z
# remembers the input
class Relu:
    def forward(self, z):
        self.z = np.array(z)
        return np.maximum(self.z, 0)

    def backward(self, upstream):
        return upstream * (self.z > 0)

# %% right multiplies
# a mask of numbers and two products
class Relu:
    def forward(self, z):
        self.mask = np.asarray(z > 0, float)
        return z * self.mask

    def backward(self, upstream):
        return self.mask * upstream

# %% right tensorflow
# TensorFlow in float32
class Relu:
    def forward(self, z):
        self.output = tf.nn.relu(tf.cast(z, tf.float32))
        return self.output.numpy()

    def backward(self, upstream):
        return tf.where(self.output > 0, tf.cast(upstream, tf.float32), 0.0).numpy()

# %% wrong all_open
# passes the gradient everywhere
# caught by: open and shut
class Relu:

    def forward(self, z):
        self.is_open = z > 0
        return np.where(self.is_open, z, 0.0)

    def backward(self, upstream):
        return upstream

# %% wrong first_mask_for_ever
# keeps its first gate for ever
# caught by: each forward pass anew
class Relu:
    def forward(self, z):
        if not hasattr(self, "is_open") or self.is_open.shape != z.shape:
            self.is_open = z > 0
        return np.maximum(z, 0.0)

    def backward(self, upstream):
        return np.where(self.is_open, upstream, 0.0)

# %% wrong forward_passes_all
# forward lets negative numbers through
# caught by: open and shut
class Relu:
    def forward(self, z):
        self.is_open = z > 0
        return z

    def backward(self, upstream):
        return np.where(self.is_open, upstream, 0.0)

# %% wrong gates_gather
# a gate once open stays open
# caught by: each forward pass anew
class Relu:
    def forward(self, z):
        now = z > 0
        before = getattr(self, "is_open", None)
        self.is_open = now if before is None or before.shape != now.shape else now | before
        return np.where(now, z, 0.0)

    def backward(self, upstream):
        return np.where(self.is_open, upstream, 0.0)

# %% wrong gates_on_gradient
# lets positive gradients through
# caught by: equal to automatic differentiation
class Relu:

    def forward(self, z):
        self.is_open = z > 0
        return np.where(self.is_open, z, 0.0)

    def backward(self, upstream):
        return np.maximum(upstream, 0.0) * self.is_open

# %% wrong gates_swapped
# lets the gradient through where the gate was shut
# caught by: open and shut
class Relu:
    def forward(self, z):
        self.is_open = z > 0
        return np.where(self.is_open, z, 0.0)

    def backward(self, upstream):
        return np.where(self.is_open, 0.0, upstream)

# %% wrong global_gate
# remembers the input in a global variable
# caught by: two gates at once
last_input = None


class Relu:
    def forward(self, z):
        global last_input
        last_input = z
        return np.maximum(z, 0.0)

    def backward(self, upstream):
        return upstream * (last_input > 0)

# %% wrong on_the_class
# keeps the gate on the class
# caught by: two gates at once
class Relu:

    def forward(self, z):
        Relu.is_open = z > 0
        return np.where(Relu.is_open, z, 0.0)

    def backward(self, upstream):
        return np.where(Relu.is_open, upstream, 0.0)

# %% wrong ones
# returns the slope and forgets the gradient from above
# caught by: open and shut
class Relu:
    def forward(self, z):
        self.is_open = z > 0
        return np.where(self.is_open, z, 0.0)

    def backward(self, upstream):
        return np.where(self.is_open, 1.0, 0.0)

# %% wrong open_at_zero
# lets the gradient through at exactly 0
# caught by: open and shut
class Relu:

    def forward(self, z):
        self.is_open = z >= 0
        return np.where(self.is_open, z, 0.0)

    def backward(self, upstream):
        return np.where(self.is_open, upstream, 0.0)

# %% wrong shuts_in_place
# sets entries of the caller's gradient to 0
# caught by: open and shut
class Relu:
    def forward(self, z):
        self.shut = z <= 0
        return np.maximum(z, 0.0)

    def backward(self, upstream):
        upstream[self.shut] = 0
        return upstream

# %% wrong times_z
# multiplies by the input
# caught by: open and shut
class Relu:

    def forward(self, z):
        self.is_open = z > 0
        self.z = z
        return np.where(self.is_open, z, 0.0)

    def backward(self, upstream):
        return np.where(self.is_open, upstream * self.z, 0.0)
