"""Learning rates by epoch."""

import pytest

from training.schedule import CYCLES, EPOCHS, rate


def test_rates_rise_and_fall_in_the_first_cycle():
    (length, _), *_ = CYCLES
    steps = [rate(length * part / 20) for part in range(20)]
    top = steps.index(max(steps))
    assert steps[: top + 1] == sorted(steps[: top + 1])
    assert steps[top:] == sorted(steps[top:], reverse=True)
    assert max(steps) == pytest.approx(1)


def test_each_later_cycle_starts_from_its_share_and_falls_to_zero():
    start = CYCLES[0][0]
    for length, most in CYCLES[1:]:
        assert rate(start) == pytest.approx(most)
        assert rate(start + length - 1e-6) == pytest.approx(0, abs=1e-5)
        start += length


def test_rates_are_zero_at_the_end():
    assert rate(EPOCHS) == 0
