# wrong: returns the skill as the private score, no chance
# caught by: chance plays its part
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    public = rng.binomial(public_size, skill, size=num_entries) / public_size
    private = rng.binomial(private_size, skill, size=num_entries) / private_size
    leader = np.argmax(public)
    return float(public[leader]), skill
