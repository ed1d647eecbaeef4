# wrong: reports a random entry, not the leader
# caught by: perfect and hopeless
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    public = rng.binomial(public_size, skill, size=num_entries) / public_size
    private = rng.binomial(private_size, skill, size=num_entries) / private_size
    leader = rng.integers(num_entries)
    return float(public[leader]), float(private[leader])
