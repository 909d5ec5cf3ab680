"""Batches of rows."""

from training.examples import Example, batches


def rows(*lengths: int) -> list[Example]:
    return [Example("own", True, (0,) * length, (1,), {}) for length in lengths]


def test_each_row_is_in_one_batch():
    examples = [Example(str(number), True, (0,) * (number % 200 + 3), (1,), {}) for number in range(500)]
    seen = [example.text for batch in batches(examples, seed=1) for example in batch]
    assert sorted(seen) == sorted(example.text for example in examples)


def test_a_batch_has_a_limited_number_of_pieces_with_its_padding():
    sizes = [len(batch) * max(len(example.ids) for example in batch) for batch in batches(rows(*range(3, 256)), seed=1)]
    assert max(sizes) <= 768
    assert min(sizes) > 0


def test_the_order_depends_on_the_seed_alone():
    examples = rows(*range(3, 256))
    assert list(batches(examples, seed=1)) == list(batches(examples, seed=1))
    assert list(batches(examples, seed=1)) != list(batches(examples, seed=2))
