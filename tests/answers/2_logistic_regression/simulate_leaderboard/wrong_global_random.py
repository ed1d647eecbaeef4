# wrong: draws from the global generator
# caught by: same seed, same result
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random
    public = rng.binomial(public_size, skill, size=num_entries) / public_size
    private = rng.binomial(private_size, skill, size=num_entries) / private_size
    leader = np.argmax(public)
    return float(public[leader]), float(private[leader])
