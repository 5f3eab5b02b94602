"""V11. Most cascades end at once, and big ones are broadcasts.

Set-up: a million people on the default graph, and among them 100 broadcast accounts with 5,000 to
100,000 friends each, who follow the brand and write twenty times as readily as others (assumed:
a few accounts with a mass audience). One brand with an audience of a tenth posts eight times a day.
Intervention: none; all shares of its posts over some weeks are traced. Whoever passes a post on
that no friend passed on the day before is the root of a tree; others hang below the friend who
did (the one with the lowest number, if several).
Measurement: the share of trees that end within one hop of the root; over trees of at least 20,
Spearman's correlation of size with structural virality (the mean distance between two members),
and of size with the largest audience among its members.
Accepted: at least .9 end within one hop; size and virality nearly independent (below .3); size
goes with the largest broadcast (above .5).
Source: Goel, Watts & Goldstein 2012; Goel et al. 2016 (fact 45). Held out.
Ablation: topics do not matter: all people are alike in their interests.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy import stats

from experiments.validation.experiment import Measures, Target, VirtualExperiment, VirtualTrial
from experiments.validation.worlds import BRAND, market, set_plan
from model.interventions import make_follow
from model.keys import Block, draws_array
from model.network import build_network
from model.network.graph import Graph, edges, from_edges
from model.plan import Plan, Post
from model.scenario import Scenario

POSTS, LEAST, READINESS = 8, 20, 20.0


@dataclass
class Tree:
    """One cascade: members with their depth, in order of joining."""

    people: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    """Place of each member's parent among the members; -1 for the root."""
    depth: list[int] = field(default_factory=list)


def broadcasters(people: int, accounts: int) -> Any:
    """Return the numbers of the people who are broadcast accounts."""
    return np.arange(accounts) * (people // accounts)


def with_broadcasters(graph: Graph, accounts: int, largest: int, seed: int) -> Graph:
    """Return the graph with some people linked to many others drawn by lot.

    Their audiences are in equal steps of ln, from a twentieth of the largest on.
    """
    count = len(graph.indptr) - 1
    audiences = np.geomspace(largest / 20, largest, accounts).astype(np.int64)
    source = np.repeat(broadcasters(count, accounts), audiences)
    order = np.arange(len(source))
    drawn = draws_array(seed, source, Block.EXPERIMENT, index=order)[0]
    one, other = edges(graph)
    target = (drawn * count).astype(np.int64)
    return from_edges(np.concatenate([one, source]), np.concatenate([other, target]), count)


def traced(trial: VirtualTrial) -> tuple[list[Tree], Graph]:
    """Return all trees of shares."""
    people = trial.size["people"]
    document = market(people, {BRAND: {"strategy": "silent", "awareness": 1.0, "followers": 0.1}})
    scenario = Scenario.from_dict(document).with_values(dict(trial.values))
    graph = with_broadcasters(
        build_network(scenario.values, people, trial.seed), trial.size["accounts"],
        trial.size["largest"], trial.seed,
    )  # fmt: skip
    model = trial.model({**document, "people": {}}, graph=graph)
    accounts = broadcasters(people, trial.size["accounts"])
    make_follow(model, accounts, BRAND)
    model.people.participation[accounts] = READINESS
    topics = int(scenario.values["platform.topics"])
    set_plan(model, Plan(posts=tuple(Post(topic=k % topics, intent=0.05) for k in range(POSTS))))
    trees: list[Tree] = []
    yesterday: dict[tuple[int, int], tuple[Tree, int]] = {}
    for _ in range(trial.size["days"]):
        model.run(1)
        yesterday = join(model, graph, trees, yesterday)
    return trees, graph


def join(model: Any, graph: Graph, trees: list[Tree], before: Any) -> Any:
    """Add the day's shares to the trees; return who shared what, with their places."""
    posts = model.world.signals.post[(model.day - 1) & 1, :, 0]
    now: dict[tuple[int, int], tuple[Tree, int]] = {}
    # a silent person's signal is only emptied when the person speaks again: posts tell the day
    for i in np.flatnonzero((posts >= 0) & (model.world.spoke[(model.day - 1) & 1] != 0)).tolist():
        post = int(posts[i])
        friends = graph.indices[graph.indptr[i] : graph.indptr[i + 1]]
        above = next((before[post, j] for j in friends.tolist() if (post, j) in before), None)
        tree, parent = above or (Tree(), -1)
        if parent < 0:
            trees.append(tree)
        now[post, i] = tree, len(tree.people)
        tree.depth.append(0 if parent < 0 else tree.depth[parent] + 1)
        tree.people.append(i)
        tree.parents.append(parent)
    return now


def virality(tree: Tree) -> float:
    """Return the mean distance between two members: structural virality (Goel et al. 2016)."""
    size = len(tree.people)
    below = np.ones(size)
    for k in range(size - 1, 0, -1):
        below[tree.parents[k]] += below[k]
    return float(2.0 * (below[1:] * (size - below[1:])).sum() / (size * (size - 1)))


def measure(trial: VirtualTrial) -> Measures:
    """Return the share of short trees, and both correlations over large ones."""
    trees, graph = traced(trial)
    large = [tree for tree in trees if len(tree.people) >= LEAST]
    sizes = [len(tree.people) for tree in large]
    degree = np.diff(graph.indptr)
    enough = len(large) > 2
    shapes = [virality(tree) for tree in large]
    broadcast = [int(degree[tree.people].max()) for tree in large]
    return {
        "short": float(np.mean([max(tree.depth) <= 1 for tree in trees])) if trees else np.nan,
        "virality": float(stats.spearmanr(sizes, shapes)[0]) if enough else np.nan,
        "broadcast": float(stats.spearmanr(sizes, broadcast)[0]) if enough else np.nan,
        "trees": float(len(trees)), "large": float(len(large)),
    }  # fmt: skip


EXPERIMENT = VirtualExperiment(
    id="V11",
    title="Most cascades end at once",
    facts="45",
    source="Goel, Watts & Goldstein 2012; Goel et al. 2016",
    mechanism="topic match",
    off={"people.interest_spread": 0.0},
    measure=measure,
    targets=(
        Target("short", "trees of shares that end within one hop", low=0.9, role="held out",
               unit="share"),
        Target("virality", "rank correlation of size and virality, trees of 20 and more",
               high=0.3, role="held out", unit="correlation"),
        Target("broadcast", "rank correlation of size and largest audience, same trees", low=0.5,
               role="held out", unit="correlation"),
    ),
    full={"people": 1_000_000, "accounts": 100, "largest": 100_000, "days": 30},
    quick={"people": 20_000, "accounts": 10, "largest": 10_000, "days": 15},
    replicates=3,
)  # fmt: skip
