# right: entry by entry, remembers the leader
def simulate_leaderboard(num_entries, public_size, private_size, skill, seed):
    rng = np.random.default_rng(seed)
    leader = (-1.0, 0.0)
    for _ in range(num_entries):
        public = np.mean(rng.random(public_size) < skill)
        private = np.mean(rng.random(private_size) < skill)
        if public > leader[0]:
            leader = (public, private)
    return leader
