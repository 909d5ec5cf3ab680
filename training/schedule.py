"""The learning rates of an epoch."""

CYCLES = ((6, 1.0), (4, 2 / 3))
"""Epochs, and the share of the learning rates from which they fall to zero."""
EPOCHS = sum(length for length, _ in CYCLES)
# The steps, as a share of the first cycle, in which the rates rise.
_WARM_UP = 0.1


def rate(epoch: float) -> float:
    """Return the share of the learning rates after so many epochs, parts of one included."""
    start = 0
    for length, most in CYCLES:
        if epoch < start + length:
            left = most * (start + length - epoch) / length
            # A hundredth of an epoch, a step, is added so that the first step does not have a rate of zero.
            return left if start else min((epoch + 0.01) / (_WARM_UP * length), left / (1 - _WARM_UP))
        start += length
    return 0.0
