# wrong: ranks by the private score
# caught by: the leader looks too good in public
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    public = rng.binomial(public_size, skill, size=num_entries) / public_size
    private = rng.binomial(private_size, skill, size=num_entries) / private_size
    leader = np.argmax(private)
    return float(public[leader]), float(private[leader])
