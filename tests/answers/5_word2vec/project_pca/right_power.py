# right: power iteration with deflation
def project_pca(vectors):
    centered = np.asarray(vectors, np.float64)
    centered = centered - centered.mean(axis=0)
    covariance = centered.T @ centered
    directions = []
    for start in range(2):
        direction = np.cos(np.arange(len(covariance)) + start)
        for _ in range(3000):
            direction = covariance @ direction
            length = np.linalg.norm(direction)
            if length < 1e-12:
                break
            direction = direction / length
        directions.append(direction)
        covariance = covariance - (direction @ covariance @ direction) * np.outer(direction, direction)
    return centered @ np.stack(directions, axis=1)
