"""Logistic regression with a ridge, by Newton's method."""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
_STEPS, _ENOUGH = 50, 1e-9


def fitted(inputs: FloatArray, right: FloatArray, start: FloatArray, ridge: float) -> FloatArray:
    """The weights, one a column, under which the outcomes are the most probable; a step that overshoots is halved.

    Args:
        inputs: one row an example.
        right: its outcome, 0 or 1.
        start: the weights towards which the ridge pulls.
        ridge: how strongly.
    """

    def cost(weights: FloatArray) -> float:
        odds = inputs @ weights
        return float(np.sum(np.logaddexp(0, odds) - right * odds) + ridge / 2 * np.sum((weights - start) ** 2))

    weights = start.copy()
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        gradient = inputs.T @ (chance - right) + ridge * (weights - start)
        curvature = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + ridge * np.eye(len(weights))
        step = np.linalg.solve(curvature, gradient)
        while cost(weights - step) > cost(weights) and np.abs(step).max() > _ENOUGH:
            step = step / 2
        weights = weights - step
    return weights
