"""What a study is about, from a scenario or an experiment."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.studies.asking import ARMS, focal_of, is_experiment, read_asked, read_outcomes
from experiments.sweep.measures import USUAL
from model.errors import InputError
from model.scenario import load_scenario


def test_a_scenario_takes_its_factors_from_the_words() -> None:
    made = read_asked(
        "three_strategies", factors=["ad_reach"], brand="neighbour", outcomes=["trust"],
        changes={"people.count": 50, "days": 20, "seed": 9},
    )  # fmt: skip
    assert made.factor_names == ("ad_reach",)
    assert (made.brand, made.base.days, made.base.seed) == ("neighbour", 20, 9)
    assert made.outcome_names == ("trust",)
    assert [arm.name for arm in made.arms] == ["base"]


def test_an_experiment_brings_factors_and_arms_of_its_own() -> None:
    made = read_asked("small", changes={"days": 30, "seed": 4, "people.count": 70})
    assert made.factor_names == ("staff_hours", "ad_reach", ARMS)
    assert made.factors[-1].levels() == ("push", "scheduled", "conversational")
    assert (made.base.days, made.base.seed) == (30, 4)
    assert int(made.base.values["people.count"]) == 70
    arm = made.scenario({ARMS: "push", "staff_hours": 0.4, "ad_reach": 0.5}, made.arms[0])
    assert arm.brand("neighbour").strategy == "push"
    other = read_asked("small", factors=["posts_a_day"])
    assert other.factor_names == ("posts_a_day", ARMS)


def test_what_is_which(tmp_path: Path) -> None:
    assert is_experiment("small")
    assert not is_experiment("one_brand")
    (tmp_path / "mine.toml").write_text('base = "one_brand"')
    assert is_experiment(str(tmp_path / "mine.toml"))
    load_scenario("one_brand")
    (tmp_path / "world.toml").write_text(load_scenario("one_brand").to_toml())
    assert not is_experiment(str(tmp_path / "world.toml"))
    assert focal_of("three_strategies", "neighbour") == ("neighbour", "conversational")
    assert focal_of("small", None)[0] == "neighbour"
    with pytest.raises(InputError, match="one_brand"):
        is_experiment("one_brnad")


def test_outcomes_are_names_observables_and_ways() -> None:
    trust, read, mean = read_outcomes(["trust, read", "closeness:mean"], USUAL)
    assert (trust.of, trust.how) == ("trust", "final")
    assert (read.of, read.how) == ("read", "total")
    assert (mean.name, mean.of, mean.how) == ("closeness_mean", "closeness", "mean")
    assert read_outcomes([], USUAL) == USUAL
    for word, message in (("trsut", "trust"), ("trust:meen", "mean"), ("profit:ratio", "way")):
        with pytest.raises(InputError) as error:
            read_outcomes([word], USUAL)
        assert message in error.value.message


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"factors": ()}, "nothing is varied"),
        ({"factors": ("ad_reach",), "brand": "neighbor"}, "neighbour"),
        ({"factors": ("ad_reach",), "changes": {"people.cuont": 3}}, "people.count"),
    ],
)
def test_what_is_wrong_is_told(options: dict[str, object], message: str) -> None:
    with pytest.raises(InputError) as error:
        read_asked("three_strategies", **options)  # type: ignore[arg-type]
    assert message in error.value.message
