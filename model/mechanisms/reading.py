"""One message before one reader: noticed or not, appraised, reacted to."""

from __future__ import annotations

from model.compilation import inlined, rule
from model.entries import Cause, Happening, note
from model.mechanisms.awareness import add_familiarity, add_salience
from model.mechanisms.evidence import add_bad, add_good
from model.mechanisms.letters import write_letter
from model.mechanisms.memory import remember
from model.mechanisms.sharing import pass_on
from model.mechanisms.suspicion import add_alarm
from model.numbers import f64
from model.rules.appraisal import (
    bad_in,
    chance_click,
    chance_reaction,
    detected,
    good_in,
    persuasion,
    reward,
    value,
)
from model.rules.arithmetic import approach, clamp, fixed
from model.rules.events import DEAL, PROMPT
from model.rules.feed import chance_noticed
from model.rules.promotion import used_to
from model.rules.reactance import resented
from model.rules.suspicion import alarm
from model.rules.talk import prompted
from model.rules.ties import ALIENATED
from model.rules.writing import SOCIAL

READING = int(Cause.READING)
OVERLOOKED = int(Happening.OVERLOOKED)
READ = int(Happening.READ)
REACTED = int(Happening.REACTED)


@rule
def show(m, post, counts, number, relevance, endorsed, cause, notice, act, clock):
    """Put a message before the reader; return the invitation to write that was read, or 0.

    ``number`` is the post's id (day and slot), ``relevance`` the reader's interest in its
    topic, ``endorsed`` what a friend's passing it on adds (which also passes the filter),
    ``notice``, ``act`` and ``clock`` uniform draws.
    """
    m.tally.impressions += 1
    counts.impressions += 1
    if m.pair.tie == ALIENATED:
        return 0.0
    if cause == READING and notice >= chance_noticed(f64(m.pair.expected), m.rules):
        note(m.log, m.b, OVERLOOKED, 0.0, number)
        return 0.0
    worth = appraise(m, post, relevance, endorsed, cause)
    m.tally.read += 1
    m.tally.value_fixed += fixed(worth)
    counts.reads += 1
    note(m.log, m.b, READ, worth, number)
    react(m, post, counts, number, worth, act, clock)
    return post.invite


@rule
def appraise(m, post, relevance, endorsed, cause):
    """Let the reader take in a message; return what it was worth."""
    p, r, suspicion = m.pair, m.rules, f64(m.person.suspicion)
    gain = reward(post.offer, f64(m.person.price_sensitivity), r)
    recent = f64(p.recent)
    worth = endorsed + value(
        post.craft, relevance, recent, gain, post.intent, post.canned, suspicion, r
    )
    seen = detected(post.intent, suspicion, r)
    p.expected = approach(f64(p.expected), worth, r.feed_learning)
    p.recent = recent + 1.0
    add_familiarity(m, r.feed_familiarity_gain)
    add_salience(m, persuasion(post.intent, suspicion, r))
    add_alarm(m, alarm(seen, suspicion, r))
    add_good(m, good_in(worth, r), 0.0, cause)
    add_bad(m, bad_in(worth, seen, r) + resented(recent, r), cause)
    p.value_read = f64(p.value_read) + worth
    p.intent_read = f64(p.intent_read) + post.intent
    p.reads += 1
    stir(m, post)
    return worth


@rule
def stir(m, post):
    """Let an offer, an invitation or a prompt leave its mark."""
    p, r = m.pair, m.rules
    usual = f64(p.used_to)
    if post.offer > f64(p.deal):
        p.deal = post.offer
        remember(m, DEAL, clamp(post.offer - usual, 0.0, 1.0))
    p.used_to = used_to(usual, post.offer, r)
    if post.invite > 0.0:
        share = r.conversation_invited_expectation * post.invite
        p.expectation = approach(f64(p.expectation), 1.0, share)
    if post.prompt > 0.0 and (p.purchases > 0 or p.exchanges > 0):
        remember(m, PROMPT, prompted(post.prompt, f64(p.satisfaction), r))


@rule
def react(m, post, counts, number, worth, act, clock):
    """Let a reader like, comment, pass on, or click."""
    r, chance = m.rules, 0.0
    if worth > 0.0:
        chance = chance_reaction(worth, f64(m.person.participation), r)
    if act >= chance:
        gain = reward(post.offer, f64(m.person.price_sensitivity), r)
        if act < chance + chance_click(gain, r):
            m.tally.clicks += 1
        return
    m.tally.reactions += 1
    counts.reactions += 1
    note(m.log, m.b, REACTED, worth, number)
    kind = act / chance
    if kind < r.feed_share_share:
        pass_on(m, counts, number)
    elif kind < r.feed_share_share + r.feed_comment_share:
        m.tally.comments += 1
        if m.pair.owed == 0:
            write_letter(m, SOCIAL, 1, 24.0 * clock)


@rule
def has_read(p):
    """Tell whether a person has read something of the brand today."""
    return p.reads > 0


@inlined
def forget_reading(p):
    """Begin the sums of what is read in a day anew."""
    if has_read(p):
        p.reads = 0
        p.value_read = 0.0
        p.intent_read = 0.0
        p.deal = 0.0
