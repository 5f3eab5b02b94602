"""From which size two threads pay: nanoseconds a person, brand and day with one and with two.

``python -m benchmarks.crowd``. The size at which the ratio passes 1 is ``CROWD_FROM`` of the
compiled engine.
"""

from __future__ import annotations

import time

from model.engines.compiled import engine
from model.model import BrandAudienceModel

SIZES = (1_000, 3_000, 4_000, 5_000, 6_000, 10_000, 20_000, 50_000)
DAYS, ROUNDS, WARM_UP = 40, 5, 10


def measure(people: int, threads: int) -> float:
    """Return nanoseconds a person, brand and day, the best of some rounds."""
    engine.CROWD_FROM = 0 if threads > 1 else people + 1
    model = BrandAudienceModel("three_strategies", threads=threads, **{"people.count": people})
    model.run(WARM_UP)
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        model.run(DAYS)
        best = min(best, time.perf_counter() - start)
    return best / (DAYS * people * len(model.brands)) * 1e9


def main() -> None:
    """Measure and print a table."""
    print(f"{'people':>8} {'one':>8} {'two':>8} {'one/two':>8}")
    for people in SIZES:
        one, two = measure(people, 1), measure(people, 2)
        print(f"{people:8,} {one:8.1f} {two:8.1f} {one / two:8.2f}")


if __name__ == "__main__":
    main()
