# %% right loop
# entry by entry, remembers the leader
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    leader = (-1.0, 0.0)
    for _ in range(num_entries):
        public = np.mean(rng.random(public_size) < skill)
        private = np.mean(rng.random(private_size) < skill)
        if public > leader[0]:
            leader = (public, private)
    return leader

# %% right matrices
# every single answer as a boolean
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    answers = rng.random((num_entries, public_size + private_size)) < skill
    public = answers[:, :public_size].mean(axis=1)
    private = answers[:, public_size:].mean(axis=1)
    return public.max(), private[public.argmax()]

# %% right private_of_the_leader_only
# draws private answers for the leader alone; the others' do not matter
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    best = max(rng.binomial(public_size, skill) for _ in range(num_entries))
    return best / public_size, rng.binomial(private_size, skill) / private_size

# %% right tensorflow
# uniform draws in TensorFlow, float32
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    public_draws = tf.random.stateless_uniform((num_entries, public_size), [seed, 0])
    private_draws = tf.random.stateless_uniform((num_entries, private_size), [seed, 1])
    public = tf.reduce_mean(tf.cast(public_draws < skill, tf.float32), axis=1)
    private = tf.reduce_mean(tf.cast(private_draws < skill, tf.float32), axis=1)
    leader = int(tf.argmax(public))
    return float(public[leader]), float(private[leader])

# %% wrong best_private
# reports the best private score of anyone
# caught by: the private score is honest
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    public = rng.binomial(public_size, skill, size=num_entries) / public_size
    private = rng.binomial(private_size, skill, size=num_entries) / private_size
    leader = np.argmax(public)
    return float(public[leader]), float(private.max())

# %% wrong counts
# returns numbers of answers, not shares
# caught by: perfect and hopeless
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    public = rng.binomial(public_size, skill, size=num_entries)
    private = rng.binomial(private_size, skill, size=num_entries)
    leader = np.argmax(public)
    return float(public[leader]), float(private[leader])

# %% wrong global_random
# draws from the global generator
# caught by: same seed, same result
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random
    public = rng.binomial(public_size, skill, size=num_entries) / public_size
    private = rng.binomial(private_size, skill, size=num_entries) / private_size
    leader = np.argmax(public)
    return float(public[leader]), float(private[leader])

# %% wrong loser
# takes the last of the board
# caught by: perfect and hopeless
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    public = rng.binomial(public_size, skill, size=num_entries) / public_size
    private = rng.binomial(private_size, skill, size=num_entries) / private_size
    leader = np.argmin(public)
    return float(public[leader]), float(private[leader])

# %% wrong private_leader
# ranks by the private score
# caught by: the leader looks too good in public
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    public = rng.binomial(public_size, skill, size=num_entries) / public_size
    private = rng.binomial(private_size, skill, size=num_entries) / private_size
    leader = np.argmax(private)
    return float(public[leader]), float(private[leader])

# %% wrong random_entry
# reports a random entry, not the leader
# caught by: perfect and hopeless
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    public = rng.binomial(public_size, skill, size=num_entries) / public_size
    private = rng.binomial(private_size, skill, size=num_entries) / private_size
    leader = rng.integers(num_entries)
    return float(public[leader]), float(private[leader])

# %% wrong same_answers
# the private set repeats the public score
# caught by: the private score is honest
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    public = rng.binomial(public_size, skill, size=num_entries) / public_size
    private = rng.binomial(private_size, skill, size=num_entries) / private_size
    leader = np.argmax(public)
    return float(public[leader]), float(public[leader])

# %% wrong skill_itself
# returns the skill as the private score, no chance
# caught by: chance plays its part
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    public = rng.binomial(public_size, skill, size=num_entries) / public_size
    private = rng.binomial(private_size, skill, size=num_entries) / private_size
    leader = np.argmax(public)
    return float(public[leader]), skill

# %% right legacy
# NumPy's older generator, sorted boards
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.RandomState(seed % 2**32)
    board = []
    for entry in range(num_entries):
        right = rng.binomial(public_size, skill), rng.binomial(private_size, skill)
        board.append((right[0] / public_size, entry, right[1] / private_size))
    public, _, private = sorted(board)[-1]
    return public, private

# %% wrong seed_ignored
# a generator with a seed of its own: each competition is the same
# caught by: same seed, same result
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(0)
    public = rng.binomial(public_size, skill, size=num_entries) / public_size
    private = rng.binomial(private_size, skill, size=num_entries) / private_size
    leader = np.argmax(public)
    return float(public[leader]), float(private[leader])

# %% wrong seedless
# a generator without a seed
# caught by: same seed, same result
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng()
    public = rng.binomial(public_size, skill, size=num_entries) / public_size
    private = rng.binomial(private_size, skill, size=num_entries) / private_size
    leader = np.argmax(public)
    return float(public[leader]), float(private[leader])

# %% wrong same_generator_twice
# both sets come from generators with the same seed, so that they agree
# caught by: the private score is honest
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    public = np.random.default_rng(seed).binomial(public_size, skill, num_entries)
    private = np.random.default_rng(seed).binomial(private_size, skill, num_entries)
    leader = np.argmax(public)
    return float(public[leader] / public_size), float(private[leader] / private_size)

# %% wrong mean_private_score
# the mean private score of all entries
# caught by: the private score is honest
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    public = rng.binomial(public_size, skill, size=num_entries) / public_size
    private = rng.binomial(private_size, skill, size=num_entries) / private_size
    return float(public.max()), float(private.mean())

# %% wrong sizes_swapped
# as many private questions as public ones
# caught by: the private score is honest
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    public = rng.binomial(public_size, skill, size=num_entries) / public_size
    private = rng.binomial(public_size, skill, size=num_entries) / public_size
    leader = np.argmax(public)
    return float(public[leader]), float(private[leader])

# %% wrong one_entry
# a single entry takes part
# caught by: perfect and hopeless
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    return rng.binomial(public_size, skill) / public_size, rng.binomial(private_size, skill) / private_size

# %% wrong private_first
# returns the private accuracy before the public one
# caught by: the leader looks too good in public
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    public = rng.binomial(public_size, skill, size=num_entries) / public_size
    private = rng.binomial(private_size, skill, size=num_entries) / private_size
    leader = np.argmax(public)
    return float(private[leader]), float(public[leader])

# %% wrong skills_differ
# each entry gets a skill of its own
# caught by: the private score is honest
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    skills = np.clip(rng.normal(skill, 0.1, size=num_entries), 0, 1) if 0 < skill < 1 else skill
    public = rng.binomial(public_size, skills, size=num_entries) / public_size
    private = rng.binomial(private_size, skills, size=num_entries) / private_size
    leader = np.argmax(public)
    return float(public[leader]), float(private[leader])
