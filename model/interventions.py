"""Virtual experiments: make something happen to chosen people between two days.

Each function applies the rules themselves, in plain Python, to the arrays that both engines
read, and it counts towards the coming day. What it does to trust stands in the ledger as done
by hand. Anything else can be brought about by writing to ``model.pairs`` and ``model.people``.

``people`` is one person's number, several, or a mask over all; ``brand`` a brand's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from model.errors import InputError
from model.mechanisms.answer import answer
from model.mechanisms.evidence import add_bad, add_good
from model.mechanisms.experience import BY_FAILURE
from model.mechanisms.hearing import WORD, take_word
from model.mechanisms.letters import write_letter
from model.mechanisms.meeting import Meeting, luck_of
from model.mechanisms.memory import remember
from model.mechanisms.outreach import address
from model.mechanisms.pitch import pitch
from model.mechanisms.reading import READING, appraise
from model.mechanisms.silence import take_silence
from model.mechanisms.ties import follow
from model.numbers import f64
from model.orders import ORDER, order_of
from model.parameters.validation import nearest
from model.plan import Plan, Post, Repair
from model.randomness import Block
from model.rules.arithmetic import approach, fixed
from model.rules.events import FAILURE
from model.rules.evidence import felt
from model.rules.ties import ALIENATED, FOLLOWER
from model.rules.writing import COMPLAINT, PRAISE, QUESTION, SOCIAL
from model.world import NO_POST

if TYPE_CHECKING:
    from model.model import BrandAudienceModel

KINDS = {"social": SOCIAL, "question": QUESTION, "complaint": COMPLAINT, "praise": PRAISE}
"""Letters by name."""

JUST_HELP = Repair()
Chosen = int | Sequence[int] | npt.NDArray[Any]


def expose(model: BrandAudienceModel, people: Chosen, brand: str, post: Post) -> None:
    """Let people read a message, whatever they expect of it; the alienated do not.

    It stands in no feed, so nobody reacts to it or passes it on.
    """
    for m in _meetings(model, people, brand):
        if m.pair.tie == ALIENATED:
            continue
        interest = f64(model.world.interests[m.i, post.topic])
        worth = appraise(m, post, interest, 0.0, READING)
        m.tally.impressions += 1
        m.tally.read += 1
        m.tally.value_fixed += fixed(worth)


def make_follow(model: BrandAudienceModel, people: Chosen, brand: str) -> None:
    """Let people follow a brand; the tie begins on the coming day."""
    for m in _meetings(model, people, brand):
        if m.pair.tie != FOLLOWER:
            follow(m)


def fail(model: BrandAudienceModel, people: Chosen, brand: str) -> None:
    """Let the product fail those people, as after a purchase; nothing is sold."""
    for m in _meetings(model, people, brand):
        p, r = m.pair, m.rules
        p.satisfaction = approach(f64(p.satisfaction), 0.0, r.market_satisfaction_learning)
        m.tally.failures += 1
        add_bad(m, felt(r.trust_failure, f64(p.closeness), r), BY_FAILURE)
        remember(m, FAILURE, -1.0)


def write_now(
    model: BrandAudienceModel, people: Chosen, brand: str, kind: str = "social",
    public: bool = False,
) -> None:  # fmt: skip
    """Let people write to a brand, at midnight, unless a letter of theirs is waiting already."""
    if kind not in KINDS:
        raise InputError(
            "no such kind of letter", value=kind, allowed=", ".join(KINDS),
            nearest=nearest(kind, KINDS),
        )  # fmt: skip
    for m in _meetings(model, people, brand):
        if m.pair.owed == 0:
            write_letter(m, KINDS[kind], int(public), 0.0)
            m.tally.complaints += kind == "complaint"


def answer_now(
    model: BrandAudienceModel, people: Chosen, brand: str, *, wait: float = 0.0,
    canned: float = 0.0, repair: Repair = JUST_HELP, pitched: bool = False,
) -> int:  # fmt: skip
    """Answer waiting letters after ``wait`` hours; return how many there were.

    ``repair`` is what answers to complaints carry; ``pitched`` adds a pitch. The brand's own
    plan plays no part.
    """
    answered = 0
    for m in _meetings(model, people, brand, repair):
        kind = int(m.pair.owed)
        if kind > 0:
            answer(m, wait, canned)
            if pitched:
                pitch(m, kind)
            answered += 1
    return answered


def address_now(model: BrandAudienceModel, people: Chosen, brand: str, canned: float = 0.0) -> int:
    """Let staff write to people first, at midnight; return to how many.

    Not to the alienated, nor to anybody whose letter is waiting already.
    """
    addressed = 0
    for m in _meetings(model, people, brand):
        if m.pair.owed == 0 and m.pair.tie != ALIENATED:
            address(m, 0.0, canned)
            addressed += 1
    return addressed


def withhold_answer(model: BrandAudienceModel, people: Chosen, brand: str) -> int:
    """Drop waiting letters: people give up on an answer now; return how many there were."""
    dropped = 0
    for m in _meetings(model, people, brand):
        if m.pair.owed > 0:
            take_silence(m)
            dropped += 1
    return dropped


def tell(
    model: BrandAudienceModel, people: Chosen, brand: str, strength: float, about: int
) -> None:
    """Let people hear a word from outside their circle: strength from -1 to 1.

    ``about`` is ``model.rules.talk.CONDUCT`` or ``PRODUCT``, and ``PAID`` with it if paid for.
    """
    for m in _meetings(model, people, brand):
        r = m.rules
        weight = take_word(m, strength, about, luck_of(m, Block.HEARD, m.i)[0])
        add_good(m, r.talk_evidence * weight, 0.0, WORD)
        add_bad(m, -r.talk_evidence * weight, WORD)


# --- how it is done --------------------------------------------------------------------


def _meetings(
    model: BrandAudienceModel, people: Chosen, brand: str, repair: Repair = JUST_HELP
) -> Iterator[Any]:
    """Yield the meeting of each person with the brand, on the morning of the coming day."""
    world, place = model.world, model.brand(brand).place
    plan = order_of(Plan(repair=repair), 1.0)
    order = SimpleNamespace(**{it[0]: value for it, value in zip(ORDER, plan, strict=True)})
    record = SimpleNamespace(key=int(world.brands[place].key))
    for i in _numbers(model, people):
        _clear_old_signals(model, i)
        yield Meeting(
            i, place, model.day, world.people[i], world.pairs[i, place],
            world.signals[model.day & 1, i, place], record, order, world.brand_tally[0, place],
            world.entries[-1], world.rules[0], int(world.key[0]), int(world.key[1]),
        )  # fmt: skip


def _numbers(model: BrandAudienceModel, people: Chosen) -> list[int]:
    """Return the numbers of the chosen, or raise InputError."""
    chosen = np.atleast_1d(np.asarray(people))
    if chosen.dtype == bool:
        chosen = np.flatnonzero(chosen)
    numbers: list[int] = chosen.tolist()
    for i in numbers:
        if i not in range(len(model.world.people)):
            allowed = f"0 to {len(model.world.people) - 1}"
            raise InputError("no such person", value=i, allowed=allowed)
    return numbers


def _clear_old_signals(model: BrandAudienceModel, i: int) -> None:
    """Do what the morning does first, so that it does not take away what is put there now."""
    world, now = model.world, model.day & 1
    if world.spoke[now, i] != 0:
        world.spoke[now, i] = 0
        world.signals.word[now, i] = 0.0
        world.signals.thread[now, i] = 0.0
        world.signals.post[now, i] = NO_POST
