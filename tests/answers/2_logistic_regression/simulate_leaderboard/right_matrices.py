# right: every single answer as a boolean
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    answers = rng.random((num_entries, public_size + private_size)) < skill
    public = answers[:, :public_size].mean(axis=1)
    private = answers[:, public_size:].mean(axis=1)
    return public.max(), private[public.argmax()]
