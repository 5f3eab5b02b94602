"""Philox against its published vectors, and the draws against what chance should look like."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from model.compilation import kernel
from model.engines.compiled.batch import BATCH, draw_together
from model.randomness import (
    MASK,
    NO_BRAND,
    NO_PERSON,
    Block,
    Stream,
    brand_key,
    draws,
    draws_array,
    philox,
    split_seed,
)

# Random123, tests/kat_vectors: "philox4x32 10", counter, key, result.
VECTORS = {
    "zeros": ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    "ones": ((MASK,) * 4, (MASK,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    "pi": (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
}
WORD = st.integers(0, MASK)
LUCKY = 1e-4
"""A test of chance fails below this p; the draws are fixed, so it fails always or never."""
MANY = 1 << 16


def _philox_into(counters, key, out):
    for n in range(counters.shape[0]):
        c = counters[n]
        w = philox(c[0], c[1], c[2], c[3], key[0], key[1])
        for k in range(4):
            out[n, k] = w[k]


def _draws_into(key, persons, day, brand, block, index, out):
    for n in range(persons.shape[0]):
        u = draws(key[0], key[1], persons[n], day, brand, block, index)
        for k in range(4):
            out[k, n] = u[k]


philox_kernel, draws_kernel = kernel(_philox_into), kernel(_draws_into)


def compiled_philox(counter: tuple[int, ...], key: tuple[int, ...]) -> tuple[int, ...]:
    out = np.empty((1, 4), np.int64)
    philox_kernel(np.array([counter]), np.array(key), out)
    return tuple(out[0].tolist())


def normals(block: int, count: int = MANY, **where: int) -> np.ndarray:
    """Return (4, count) draws of many people, as normal scores."""
    return stats.norm.ppf(draws_array(7, np.arange(count), block, **where))


def p_of(correlation: float, count: int) -> float:
    return float(2 * stats.norm.sf(abs(correlation) * np.sqrt(count)))


# --- the generator ---------------------------------------------------------------------


@pytest.mark.parametrize("name", VECTORS)
def test_published_vectors(name: str) -> None:
    counter, key, words = VECTORS[name]
    assert philox(*counter, *key) == words
    assert compiled_philox(counter, key) == words


@given(counter=st.tuples(WORD, WORD, WORD, WORD), key=st.tuples(WORD, WORD))
def test_python_and_compiled_code_agree(
    counter: tuple[int, int, int, int], key: tuple[int, int]
) -> None:
    assert compiled_philox(counter, key) == philox(*counter, *key)


@given(
    seed=st.integers(-(2**70), 2**70), day=st.integers(0, 50_000), brand=WORD,
    block=st.sampled_from(list(Block)), index=st.integers(0, 2**24 - 1),
    first=st.integers(0, 20_000_000),
)  # fmt: skip
def test_one_by_one_all_at_once_and_compiled_are_the_same(
    seed: int, day: int, brand: int, block: Block, index: int, first: int
) -> None:
    people = np.arange(first, first + 5)
    key = split_seed(seed)
    at_once = draws_array(seed, people, block, day=day, brand=brand, index=index)
    single = np.array([draws(*key, int(i), day, brand, int(block), index) for i in people]).T
    compiled = np.empty_like(at_once)
    draws_kernel(np.array(key), people, day, brand, int(block), index, compiled)
    assert np.array_equal(at_once, single)
    assert np.array_equal(at_once, compiled)


def test_one_index_a_person_is_the_same_as_each_alone() -> None:
    people, index = np.array([3, 9, 9]), np.array([5, 0, 70_000])
    at_once = draws_array(1, people, Block.POST, index=index)
    for n, (person, which) in enumerate(zip(people, index, strict=True)):
        alone = draws_array(1, np.array([person]), Block.POST, index=int(which))
        assert np.array_equal(at_once[:, [n]], alone)


def test_draws_lie_strictly_between_0_and_1() -> None:
    # the lowest and the highest word that there is
    assert 0.0 < (0 + 0.5) * 2.0**-32 < (MASK + 0.5) * 2.0**-32 < 1.0
    u = draws_array(1, np.arange(MANY), Block.DAY)
    assert 0.0 < u.min() < u.max() < 1.0


def test_the_seed_counts_modulo_2_to_the_64() -> None:
    assert split_seed(2**32 + 5) == (5, 1)
    assert split_seed(-1) == split_seed(2**64 - 1) == (MASK, MASK)
    assert split_seed(1) != split_seed(2**32)


# --- one purpose -----------------------------------------------------------------------


@pytest.mark.parametrize("block", [Block.DAY, Block.PAIR, Block.HEARD])
def test_draws_are_uniform(block: Block) -> None:
    for word in draws_array(3, np.arange(MANY), block, day=11, brand=brand_key("acme")):
        counts = np.bincount((word * 256).astype(int), minlength=256)
        assert stats.chisquare(counts).pvalue > LUCKY
        assert stats.kstest(word, "uniform").pvalue > LUCKY
        low_bits = (word * 2**32).astype(np.int64) & 255
        assert stats.chisquare(np.bincount(low_bits, minlength=256)).pvalue > LUCKY


def test_draws_of_one_pair_over_time_are_uniform() -> None:
    key, brand = split_seed(3), brand_key("acme")
    over_days = np.array([draws(*key, 17, day, brand, int(Block.PAIR), 0) for day in range(4000)])
    for word in over_days.T:
        assert stats.kstest(word, "uniform").pvalue > LUCKY
        assert p_of(np.corrcoef(word[1:], word[:-1])[0, 1], 3999) > LUCKY


# --- neighbouring keys -----------------------------------------------------------------

ACME = brand_key("acme")
HERE = {"block": Block.PAIR, "day": 20, "brand": ACME, "index": 3}
NEIGHBOURS = {
    "day": HERE | {"day": 21},
    "brand": HERE | {"brand": ACME ^ 1},
    "another brand": HERE | {"brand": brand_key("zenith")},
    "no brand": HERE | {"brand": NO_BRAND},
    "index": HERE | {"index": 4},
    "block": HERE | {"block": Block.POST},
}


def pairs_of_words() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return draws that only a neighbouring key tells apart, as normal scores."""
    here = normals(**HERE)
    found = {
        f"{name}, word {k}": (here[k], normals(**there)[k])
        for name, there in NEIGHBOURS.items()
        for k in range(4)
    }
    found |= {f"next person, word {k}": (here[k, 1:], here[k, :-1]) for k in range(4)}
    found |= {f"words {j}, {k}": (here[j], here[k]) for j in range(4) for k in range(j)}
    next_seed = stats.norm.ppf(draws_array(8, np.arange(MANY), **HERE))
    return found | {f"seed, word {k}": (here[k], next_seed[k]) for k in range(4)}


PAIRS = pairs_of_words()


@pytest.mark.parametrize("name", PAIRS)
def test_neighbouring_keys_are_independent(name: str) -> None:
    one, other = PAIRS[name]
    assert p_of(np.corrcoef(one, other)[0, 1], len(one)) > LUCKY
    assert p_of(np.corrcoef(one**2, other**2)[0, 1], len(one)) > LUCKY
    cells = [np.floor(16 * stats.norm.cdf(x)).astype(int) for x in (one, other)]
    counts = np.bincount(16 * cells[0] + cells[1], minlength=256)
    assert stats.chisquare(counts).pvalue > LUCKY


def test_no_counter_is_used_twice_by_neighbouring_purposes() -> None:
    """Block and index share a word of the counter; they never run into one another."""
    tails = {(int(block) | (index << 8)) & MASK for block in Block for index in range(1000)}
    assert len(tails) == 1000 * len(Block)
    assert max(Block) < 256


@pytest.mark.parametrize("place", range(6))
def test_one_bit_of_the_key_turns_half_of_all_bits(place: int) -> None:
    """Avalanche, as in Webster & Tavares 1986: each output bit flips with chance 1/2."""
    flips = np.zeros(128)
    tries = 0
    for n in range(12):
        start = [(n * 0x9E3779B9 + k * 0x85EBCA6B) & MASK for k in range(6)]
        words = np.array(philox(*start))
        for bit in range(32):
            changed = list(start)
            changed[place] ^= 1 << bit
            turned = words ^ np.array(philox(*changed))
            flips += ((turned[:, None] >> np.arange(32)) & 1).reshape(-1)
            tries += 1
    scores = (flips - tries / 2) / np.sqrt(tries / 4)
    assert abs(scores.sum() / np.sqrt(128)) < 4
    assert np.abs(scores).max() < 4.5


# --- keys of brands, streams of strategies ---------------------------------------------


def test_the_key_of_a_brand_is_stable() -> None:
    assert brand_key("acme") == 3310385858
    names = [f"brand {n}" for n in range(5000)]
    keys = {brand_key(name) for name in names}
    assert len(keys) == len(names)
    assert all(0 <= key < NO_BRAND for key in keys)


@given(st.text(max_size=30))
def test_no_brand_takes_the_key_of_nobody(name: str) -> None:
    assert 0 <= brand_key(name) < NO_BRAND


def test_a_stream_is_keyed_by_seed_day_and_brand() -> None:
    stream = Stream(5, day=9, brand=77)
    first = list(islice(stream, 10))
    assert first == list(islice(Stream(5, 9, 77), 10)) == [stream.uniform(n) for n in range(10)]
    assert first[:4] == list(draws(*split_seed(5), NO_PERSON, 9, 77, int(Block.STRATEGY), 0))
    others = [Stream(6, 9, 77), Stream(5, 10, 77), Stream(5, 9, 78)]
    assert len({other.uniform() for other in others} | {first[0]}) == 4


def test_a_stream_is_uniform() -> None:
    assert stats.kstest(list(islice(Stream(1, 2, 3), 4000)), "uniform").pvalue > LUCKY


@kernel
def together(words, first, count, day, brand, block, key):
    draw_together(words, key[0], key[1], first, count, day, brand, block)


@pytest.mark.parametrize("count", [1, 7, BATCH])
@pytest.mark.parametrize("block", [Block.DAY, Block.PAIR])
def test_draws_made_together_are_those_made_one_by_one(block: Block, count: int) -> None:
    words = np.zeros((4, BATCH))
    together(words, 2**31 - 3, count, 40_000, NO_BRAND, int(block), np.array([MASK, 12]))
    for j in range(count):
        one = draws(MASK, 12, 2**31 - 3 + j, 40_000, NO_BRAND, int(block), 0)
        assert tuple(words[:, j]) == one
    assert not words[:, count:].any()
