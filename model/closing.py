"""The close of a day in one kernel: its tallies are added up, kept, and cleared for the next."""

from __future__ import annotations

from typing import Any, NamedTuple

from model.compilation import kernel, rule
from model.plan import MAX_POSTS
from model.tally import POST_COLUMNS
from model.world import F64, I64, RING

IMPRESSIONS, REACTIONS = POST_COLUMNS.index("impressions"), POST_COLUMNS.index("reactions")


class DayTallies(NamedTuple):
    """What the ranges of people have counted today, and the posts that it is about."""

    brand: I64  # [task, brand, column of model.tally.BRAND_TALLY]
    person: I64  # [task, column of model.tally.PERSON_TALLY]
    post: I64  # [task, day % RING, brand, slot, column of model.tally.POST_TALLY]
    trust: I64  # [task, brand, bin] histogram of trust
    topic: I64  # [day % RING, brand, slot] each post's topic
    placed: I64  # [day % RING, brand] posts placed


class KeptDays(NamedTuple):
    """What is kept of every day."""

    brand: I64  # [day, brand, column of model.tally.BRAND_TALLY]
    person: I64  # [day, column of model.tally.PERSON_TALLY]
    posts: I64  # [day, brand, slot, column of model.tally.POST_TALLY], over all days that saw them
    topics: I64  # [day, brand, slot] each post's topic, -1 where there was none
    quantiles: F64  # [day, brand, quantile] of trust over everyone
    cost: F64  # [day, brand] euros


class TopicRecord(NamedTuple):
    """What brands know of topics."""

    impressions: I64  # [brand, topic] impressions of the brand's messages so far
    reactions: I64  # [brand, topic] reactions to them so far


def close(tallies: Any, kept: Any, known: Any, ranks: Any, day: int) -> None:
    """Add up the day's tallies, keep the sums, and clear the tallies for the next day.

    ``ranks`` [quantile] are how many people are at or below each quantile of trust.
    """
    move_sum(tallies.person, kept.person[day])
    for b in range(tallies.trust.shape[1]):
        move_sum(tallies.brand[:, b], kept.brand[day, b])
        keep_quantiles(tallies.trust[:, b], ranks, kept.quantiles[day, b])
        keep_topics(tallies, b, day, kept.topics[day, b])
        for age in range(min(RING, day + 1)):
            for slot in range(tallies.topic.shape[2]):
                keep_post(tallies, kept, known, b, day - age, slot)


@rule
def move_sum(parts, total):
    """Add tallies [task, column] to their total [column], and clear them."""
    for t in range(parts.shape[0]):
        for c in range(parts.shape[1]):
            total[c] += parts[t, c]
            parts[t, c] = 0


@rule
def keep_quantiles(histograms, ranks, quantiles):
    """Set quantiles as middles of bins of histograms [task, bin], and clear these."""
    reached, n, bins = 0, 0, histograms.shape[1]
    for place in range(bins):
        for t in range(histograms.shape[0]):
            reached += histograms[t, place]
            histograms[t, place] = 0
        while n < ranks.shape[0] and reached >= ranks[n]:
            quantiles[n] = (place + 0.5) / bins
            n += 1


@rule
def keep_topics(tallies, b, day, topics):
    """Note the topics of the posts that a brand has placed today, advertisements apart."""
    ring = day % RING
    for slot in range(min(tallies.placed[ring, b], MAX_POSTS)):
        topics[slot] = tallies.topic[ring, b, slot]


@rule
def keep_post(tallies, kept, known, b, placed_on, slot):
    """Add today's counts of one message to what is kept of it and of its topic."""
    ring = placed_on % RING
    topic = tallies.topic[ring, b, slot]
    for t in range(tallies.post.shape[0]):
        counts = tallies.post[t, ring, b, slot]
        known.impressions[b, topic] += counts[IMPRESSIONS]
        known.reactions[b, topic] += counts[REACTIONS]
        for c in range(counts.shape[0]):
            kept.posts[placed_on, b, slot, c] += counts[c]
            counts[c] = 0


close_kernel = kernel(close)
