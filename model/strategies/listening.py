"""Listening only: learn from the figures what people like; talk to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from model.plan import BrandView, Plan, Post
from model.strategies import levers
from model.strategies.base import Strategy, option
from model.strategies.posting import campaign, numbers_today


@dataclass(frozen=True)
class Listening(Strategy):
    """Posts little, on the topics that drew most reactions an impression; answers nobody.

    A bandit of the epsilon-greedy kind (Sutton & Barto 2018, Reinforcement Learning, ch. 2)
    whose estimates start from the brand's own mean, so that a topic seen by few is not
    taken for the best or the worst.
    """

    name: ClassVar[str] = "listening"
    about: ClassVar[str] = "Posts little, on what people were seen to like; answers nobody."

    post_share: float = levers.post_share(0.25)
    ad_share: float = levers.ad_share(0.0)
    craft: float = levers.craft()
    intent: float = levers.intent(0.05)
    explore: float = option(
        0.2, 0.0, 1.0, "probability", "chance that a post tries a topic at random", "assumed"
    )
    doubt: float = option(
        200.0, 0.001, 1e6, "impressions", "impressions after which half of a figure is believed"
    )

    def plan(self, view: BrandView) -> Plan:
        numbers = numbers_today(view, self.post_share)
        post = Post(intent=self.intent, craft=self.craft)
        ad, reach = campaign(view, self.ad_share, post)
        posts = (
            Post(self._topic(view, place, number), self.intent, self.craft)
            for place, number in enumerate(numbers)
        )
        return Plan(posts=tuple(posts), ad=ad, ad_reach=reach)

    def _topic(self, view: BrandView, place: int, number: int) -> int:
        """Return the topic of today's post at ``place``; among equals they take turns."""
        if view.luck.uniform(2 * place) < self.explore:
            return int(view.luck.uniform(2 * place + 1) * view.topics)
        liking = self._liking(view)
        best = [topic for topic, value in enumerate(liking) if value == max(liking)]
        return best[number % len(best)]

    def _liking(self, view: BrandView) -> list[float]:
        """Return the estimated reactions an impression by topic, shrunk to the mean."""
        seen = _by_topic(view.topic_impressions, view.topics)
        liked = _by_topic(view.topic_reactions, view.topics)
        mean = sum(liked) / max(sum(seen), 1)
        return [
            (reactions + mean * self.doubt) / (impressions + self.doubt)
            for reactions, impressions in zip(liked, seen, strict=True)
        ]


def _by_topic(counts: tuple[int, ...], topics: int) -> list[int]:
    """Return one count a topic; a brand without a history has none to show."""
    return [*counts, *[0] * topics][:topics]
