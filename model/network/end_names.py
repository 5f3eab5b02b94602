"""What columns of links and of people are called: the two ends, what holds no ids, and traits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from model.tabular.names import plain_name


def _all_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


NAME_PAIRS = frozenset(
    tuple(pair.split())
    for pair in (
        "source target", "source_id target_id", "source destination", "src dst", "src dest",
        "source_node target_node", "from to", "from_id to_id", "fromnodeid tonodeid",
        "from_node_id to_node_id", "from_node to_node", "from_user to_user", "start end",
        "start_id end_id", "start_node end_node", "node_1 node_2", "node1 node2", "node_a node_b",
        "id_1 id_2", "id1 id2", "numeric_id_1 numeric_id_2", "user_1 user_2", "user1 user2",
        "user_a user_b", "person_1 person_2", "person1 person2", "person_a person_b",
        "vertex_1 vertex_2", "vertex1 vertex2", "actor_1 actor_2", "name_1 name_2",
        "user friend", "person friend", "follower followee", "followee follower",
        "follower followed", "follower_id followed_id", "follower_id followee_id",
        "user_id friend_id", "user_id follower_id", "sender receiver", "sender recipient",
        "ego alter", "head tail", "tail head", "parent child", "u v", "i j", "v1 v2", "x1 x2",
        "quelle ziel", "von nach", "absender empfänger", "de à", "de vers", "origine destination",
        "origen destino", "desde hasta", "origem destino", "da a", "origine destinazione",
        "van naar", "bron doel",
    )
)  # fmt: skip
"""Names of the two ends, as ``plain_name`` gives them."""
END_NAMES = frozenset(name for pair in NAME_PAIRS for name in pair)

ROLES = frozenset(
    tuple(pair.split())
    for pair in (
        "source target", "src dst", "src dest", "src tgt", "source destination", "source dest",
        "source sink", "from to", "sender receiver", "sender recipient", "sender target",
        "ego alter", "start end", "head tail", "caller callee", "caller called", "giver receiver",
        "follower followee", "follower followed", "nominator nominee", "chooser chosen",
        "origin destination", "initiator target", "quelle ziel", "von nach", "von zu",
    )
)  # fmt: skip
"""Words that tell two ends apart, whatever other words stand beside them."""
COUNTED = frozenset(
    tuple(pair.split())
    for pair in ("1 2", "0 1", "a b", "x y", "i j", "one two", "first second", "left right")
)
"""Words that tell two ends apart only beside a word that both have."""
BESIDE = _all_of("""
    id ids uid no nr num number name names label key code screen handle node nodes user users
    person people vertex actor account member profile userid username
""")
"""Words that stand beside those."""
PERSONS = _all_of("""
    user person student pupil child kid node ego member employee actor respondent participant
    subject agent individual name player author customer account villager resident worker
    patient scholar teacher follower adolescent
""")
FRIENDS = _all_of("""
    friend alter contact neighbor neighbour peer buddy nominee nominated acquaintance colleague
    mate classmate followee followed best_friend nomination partner
    manager supervisor boss mentor mentee advisor
""")
"""What the other end is called beside a column of PERSONS."""
NO_NAME = re.compile(r"unnamed_\d+|index_level_\d+|level_\d+")
"""What pandas calls a column without a name."""
NO_IDS = _all_of("""
    weight weights w value values count counts n type kind relation relationship label labels
    date time timestamp datetime year month day since until created created_at updated_at
    strength sign score rating rank distance length cost amount index nr no wave layer row rowid
    row_id edge edge_id edgeid link_id key directed interval comment note text color colour
    width gewicht anzahl datum jahr typ art poids peso frequency duration confidence probability
    similarity start_time end_time tie_type
""")
"""Names of columns that hold no ids of people."""
GROUPS = _all_of("""
    years weeks times visits messages calls emails meetings posts likes school class group team
    country city network net village household site session period phase grade course department
    platform obs observation id_row line lat lon latitude longitude status active nb num freq
""")
"""Others, which may be words of a row as well."""
MEASURES = _all_of("""
    weight count date time timestamp datetime year type kind strength score rating color country
    city lat lon latitude longitude age gender group class
""")
"""Last words of such names."""
PERSON_NAMES = _all_of("""
    id node nodes node_id user user_id person person_id vertex name username user_name
    screen_name handle login nickname full_name first_name member member_id student student_id
    employee employee_id customer customer_id account account_id actor participant_id
    respondent_id uid email benutzer nutzer nom nombre vorname
""")
TRAITS = _all_of("""
    label name group gender sex age country city class type target role community cluster degree
    modularity_class days mature views partner category email first_name last_name surname
    full_name birthday birth_date born address phone zip language bio description location
    region state department job title profession occupation education school grade income salary
    height status verified joined registered created created_at since rating score activity
    followers following followings follower_count following_count followers_count friends
    friends_count tweets posts likes reviews messages url image karma reputation points vorname
    nachname alter geschlecht stadt land beruf nom prénom âge ville pays sexe nombre edad ciudad
    género lat lon latitude longitude household household_id x y z
""")
"""What a table of people says of each."""

WIDEST = 40
"""Columns with telling names that are looked at."""
NO_PEOPLE = (NO_IDS | GROUPS | MEASURES | TRAITS) - BESIDE - PERSONS
"""Words that two columns may share which are none of people: ``country_from, country_to``."""


def holds_no_ids(name: str) -> bool:
    """Tell whether a plain name is one of weights, dates, types or an index."""
    words = name.split("_")
    counted = len(words) > 1 and (words[-1] in MEASURES or words[0] in ("n", "num", "count", "is"))
    return name in NO_IDS | GROUPS or counted or bool(NO_NAME.fullmatch(name))


def known_pair(names: Sequence[str]) -> tuple[int, int] | None:
    """Return the places of a known pair of names: neighbours first, else wherever they stand."""
    plain = [plain_name(name) for name in names]
    likely = [at for at, name in enumerate(plain) if name in END_NAMES]  # tables may be wide
    near = [pair for pair in pairwise(range(len(plain))) if set(pair) <= set(likely)]
    for at, other in [*near, *combinations(likely, 2)]:
        for pair in ((at, other), (other, at)):
            if (plain[pair[0]], plain[pair[1]]) in NAME_PAIRS:
                return (at, other) if (plain[at], plain[other]) in NAME_PAIRS else pair
    return None


def likely_pairs(names: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of pairs of names that are likely by their words, as ``from_person``.

    Only the likeliest: those that share all other words go before the rest.
    """
    words = {at: _words(name) for at, name in enumerate(names)}
    telling = {word for pair in (*ROLES, *COUNTED) for word in pair} | PERSONS | FRIENDS
    some = [at for at in words if telling & set(words[at])][:WIDEST]
    ranked = [(_rank(words[a], words[b]), (a, b)) for a, b in combinations(some, 2)]
    best = min((rank for rank, _ in ranked if rank), default=0)
    return [pair for rank, pair in ranked if rank == best > 0]


def _words(name: str) -> list[str]:
    plain = plain_name(name)
    return re.findall(r"[^\W\d_]+|\d+", plain) if not holds_no_ids(plain) else []


def _rank(one: list[str], other: list[str]) -> int:
    """Return how likely two names are those of the two ends: 1 most, 0 not at all."""
    common = set(one) & set(other)
    if common & NO_PEOPLE:
        return 0
    mine, theirs = ([word for word in words if word not in common] for words in (one, other))
    if len(mine) == len(theirs) == 1:
        if _either(mine[0], theirs[0], ROLES):
            return 1
        if common & (BESIDE | PERSONS) and _either(mine[0], theirs[0], COUNTED):
            return 1
    mine, theirs = ([word for word in words if word not in BESIDE] for words in (mine, theirs))
    if len(mine) == len(theirs) == 1 and _either(mine[0], theirs[0], ROLES):
        return 2
    return 3 if _befriended(one, other) or _befriended(other, one) else 0


def _either(one: str, other: str, pairs: frozenset[tuple[str, ...]]) -> bool:
    return (one, other) in pairs or (other, one) in pairs


def _befriended(one: list[str], other: list[str]) -> bool:
    """Tell whether one name is of a person, and the other of a friend, perhaps one of several."""
    person = [word for word in one if word not in ("id", "no", "nr", "number", "code")]
    friend = [word for word in other if word not in BESIDE and not word.isdigit()]
    called = person[0] in PERSONS if len(person) == 1 else bool(one) and not person
    return called and "_".join(friend) in FRIENDS
