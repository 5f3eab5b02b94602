"""Reach, interactions, concentration and spread of a page's posts.

Data: 500 posts of a cosmetics brand's page in 2014 (UCI "Facebook metrics", Moro, Rita & Vala
2016), of which only the figures of ``targets.json`` are at hand. Their intervals follow from the
number of posts if the logarithm is normal. Model: business as usual with as many posts in a
year, on people of whom nearly all follow, so that a post meets thousands. Reach is counted as
showings; the data's figure holds paid reach and people who are no fans, which raises it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
from scipy import special, stats

from experiments.fits.data import DataFolder, read_targets
from experiments.fits.page_checks import SECTION, check_figures
from experiments.fits.resampling import interval, uniforms
from experiments.fits.result import (
    NAN,
    Distance,
    Estimated,
    Fit,
    FitPanel,
    Floats,
    measured,
    percent,
    statistic,
)
from experiments.run.single import opened

FILES = ("targets.json",)
SOURCE = "Moro, Rita & Vala 2016: 500 posts of one brand page, 2014; figures computed"
VARIANT = "as shipped"
BURN_IN = 30
"""Days before posts are counted, in which people learn what to expect."""
POSTS_A_DAY = 500 / 365
TOP = 0.1
NAMES: Mapping[str, str] = {
    "reach ÷ fans, lowest tenth": "share", "reach ÷ fans, median": "share",
    "reach ÷ fans, highest tenth": "share",
    "interactions ÷ reach, lowest tenth": "share", "interactions ÷ reach, median": "share",
    "interactions ÷ reach, highest tenth": "share",
    "sd of ln reach": "ln", "share of reach, top tenth of posts": "share",
    "share of interactions, top tenth of posts": "share",
    "elasticity of interactions in reach": "ln per ln",
    "likes among interactions": "share", "comments among interactions": "share",
    "shares among interactions": "share",
}  # fmt: skip
TENTHS = (0.1, 0.5, 0.9)


def fit(data: DataFolder, quick: bool) -> Fit:
    """Compare a year of posts with the page's."""
    path = data.file(FILES[0])
    found = read_targets(path, SECTION)
    check_figures(found, path)
    people, replicates = (3000, 3) if quick else (20_000, 10)
    targets = data_figures(found)
    known, posts = data.is_known(*FILES), int(found["n"])
    source = SOURCE if known else f"{path}: {posts:,} posts"
    runs = np.array([page_figures(seed, people) for seed in range(1, replicates + 1)])
    statistics = [
        statistic(name, VARIANT, unit, targets[row], runs[:, row])
        for row, (name, unit) in enumerate(NAMES.items())
    ]
    model = measured(runs)
    labels = ["10\u00a0%", "50\u00a0%", "90\u00a0%"]
    rows = [list(NAMES)[row] for row in range(6, 13)]
    panels = [
        FitPanel("Reach of a post", "share of fans, log scale", "line", VARIANT, TENTHS, labels,
              targets[0:3], model[0:3], "of posts at most"),
        FitPanel("Interactions of a post", "share of reach, log scale", "line", VARIANT, TENTHS,
              labels, targets[3:6], model[3:6], "of posts at most"),
        FitPanel("Spread and concentration", "share or ln", "rows", VARIANT, range(6, 13), rows,
              targets[6:], model[6:]),
    ]  # fmt: skip
    return Fit(
        "engagement", "What posts reach and stir", source, finding(targets, model),
        statistics, panels, [Distance(VARIANT, "rms of ln ratios", far(targets, model), "")],
        replicates, people,
        note=f"Intervals of the data: from {posts:,} posts, the logarithm taken as normal.",
    )  # fmt: skip


def far(targets: list[Estimated], model: list[Estimated]) -> float:
    """Return the root mean square of the logarithms of model ÷ data, over all figures.

    A ratio below 1/20 (a tenth of the posts may stir nobody) counts as 1/20.
    """
    ratios = [m.value / d.value for m, d in zip(model, targets, strict=True)]
    return float(np.sqrt(np.mean(np.log(np.maximum(ratios, 0.05)) ** 2)))


def finding(targets: list[Estimated], model: list[Estimated]) -> str:
    """Return what came of it in a sentence."""
    reach, top = 1, 8
    return (
        f"A post reaches {percent(model[reach].value, 1)} of fans at the median (data:"
        f" {percent(targets[reach].value, 1)}), and the top tenth of posts"
        f" draws {percent(model[top].value)} of interactions (data: {percent(targets[top].value)})"
    )


# --- the model -------------------------------------------------------------------------


@contextmanager
def page(seed: int, people: int) -> Iterator[Any]:
    """Give a model of one page after a year of posts."""
    values: dict[str, Any] = {
        "people.count": people,
        "brands.usual.awareness": 1.0,
        "brands.usual.followers": 0.9,
        "brands.usual.posts_a_day": POSTS_A_DAY,
        "brands.usual.options.post_share": 1.0,
    }
    with opened("one_brand", seed=seed, **values) as model:
        model.run(365 + BURN_IN)
        yield model


def page_figures(seed: int, people: int) -> Floats:
    """Return all figures of one run, in the order of ``NAMES``."""
    with page(seed, people) as model:
        posts = model.history.posts[BURN_IN:, 0]
        placed = model.history.topics[BURN_IN:, 0, :-1] >= 0
        fans = model.history.brand.followers[BURN_IN:, 0]
        flows = model.history.brand[BURN_IN:, 0]
    reach = posts["impressions"][:, :-1]
    stirred = posts["reactions"][:, :-1]
    each = np.broadcast_to(fans[:, None], reach.shape)
    reactions, comments, shares = (
        int(flows[name].sum()) for name in ("reactions", "comments", "shares")
    )
    return figures(
        reach[placed], stirred[placed], each[placed],
        (reactions - comments - shares, comments, shares),
    )  # fmt: skip


def figures(reach: Any, stirred: Any, fans: Any, kinds: tuple[int, int, int]) -> Floats:
    """Return all figures of a set of posts; each argument but the last is [post]."""
    seen = reach > 0
    reach, stirred, fans = (np.asarray(x, float)[seen] for x in (reach, stirred, fans))
    answered = stirred > 0
    slope = NAN
    if answered.sum() > 2:
        slope = float(np.polyfit(np.log(reach[answered]), np.log(stirred[answered]), 1)[0])
    total = max(sum(kinds), 1)
    return np.array([
        *np.quantile(reach / fans, TENTHS), *np.quantile(stirred / reach, TENTHS),
        np.log(reach).std(ddof=1), top_share(reach), top_share(stirred), slope,
        *(kind / total for kind in kinds),
    ])  # fmt: skip


def top_share(values: Floats) -> float:
    """Return the share of a total that the top tenth holds."""
    ordered = np.sort(values)[::-1]
    return float(ordered[: max(1, round(TOP * len(ordered)))].sum() / max(ordered.sum(), 1e-12))


# --- the data --------------------------------------------------------------------------


def data_figures(found: Mapping[str, Any]) -> list[Estimated]:
    """Return the page's figures with intervals, in the order of ``NAMES``."""
    posts, sd = int(found["n"]), float(found["ln_reach_mu_sd"][1])
    reach = with_interval(found["reach_over_page_likes_q10_50_90"], posts)
    stirred = with_interval(found["interactions_over_reach_q10_50_90"], posts)
    off = stats.norm.ppf(0.975) * sd / np.sqrt(2 * posts)
    likes = found["like_comment_share_totals"]
    total = sum(likes)
    top_reach, top_stirred = (
        around(float(found[f"{name}_top10pct_share"]), posts) for name in ("reach", "inter")
    )
    return [
        *reach, *stirred, Estimated(sd, sd - off, sd + off), top_reach, top_stirred,
        Estimated(float(found["elasticity_ln_inter_vs_ln_reach"])),
        *(Estimated(kind / total) for kind in likes),
    ]  # fmt: skip


def with_interval(tenths: list[float], posts: int) -> list[Estimated]:
    """Return the 10 %, 50 % and 90 % points of a lognormal share with their intervals."""
    sd = float(np.log(tenths[2] / tenths[0]) / (2 * stats.norm.ppf(0.9)))
    out = []
    for at, value in zip(TENTHS, tenths, strict=True):
        density = stats.norm.pdf(stats.norm.ppf(at))
        off = 1.96 * sd * np.sqrt(at * (1 - at) / posts) / density
        out.append(Estimated(value, value * float(np.exp(-off)), value * float(np.exp(off))))
    return out


def around(share: float, posts: int, samples: int = 400) -> Estimated:
    """Return a top tenth's share with the interval it has in lognormal samples of that share.

    The share of the top tenth of a lognormal is 1 - Phi(z - sd), z the 90 % point.
    """
    sd = float(stats.norm.ppf(0.9) - stats.norm.ppf(1 - share))
    drawn = [
        top_share(np.exp(sd * special.ndtri(uniforms(posts, index)))) for index in range(samples)
    ]
    low, high = interval(drawn)
    return Estimated(share, float(low), float(high))
