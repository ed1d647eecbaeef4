# right: draws private answers for the leader alone; the others' do not matter
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    best = max(rng.binomial(public_size, skill) for _ in range(num_entries))
    return best / public_size, rng.binomial(private_size, skill) / private_size
