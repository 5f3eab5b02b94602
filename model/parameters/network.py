"""The social graph: its kind, and what nobody knows about its shape.

Defaults of the kind ``social`` are fitted by hand to two graphs of friendship and mutual
liking (LastFM Asia, Rozemberczki & Sarkar 2020; Facebook pages of companies, Rozemberczki,
Davies, Sarkar & Sutton 2019): mean degree 7.3 and 7.4, sd of ln degree 1.07 and 1.00,
clustering .22 and .24, modularity .81 and .73.
"""

from model.parameters.declaration import Parameter as P

KINDS = ("social", "small_world", "scale_free", "communities", "random")

PARAMETERS: tuple[P, ...] = (
    P("network.kind", "social", 0, 0, "", "how the graph is generated where no file is given",
      "social resembles two real graphs", "setting", choices=KINDS),
    P("network.mean_degree", 8.0, 2.0, 200.0, "friends", "mean number of friends",
      "7.3 and 7.4 in two real graphs, 32 in a third (Twitch, same authors)",
      probe="network/mean_degree", direction=1),
    P("network.degree_spread", 1.0, 0.0, 1.5, "sd of ln",
      "how unequal people are in the number of friends (social)",
      "sd of ln degree 1.07 and 1.00 in two real graphs, 1.25 in a third",
      probe="network/degree_sd", direction=1),
    P("network.clustering", 0.3, 0.0, 1.0, "share",
      "share of links made by introduction to a friend's friend (social, scale_free)",
      "fitted to clustering .22 and .24 of two real graphs",
      probe="network/clustering", direction=1),
    P("network.homophily", 0.82, 0.0, 1.0, "share",
      "share of links sought inside one's own community (social, communities)",
      "fitted to modularity .81 and .73 of two real graphs",
      probe="network/modularity", direction=1),
    P("network.community_size", 300, 5, 100_000, "people",
      "people in a community (social, communities)",
      "assumed; with it clustering and path length come out as in two real graphs",
      probe="network/clustering", direction=-1),
    P("network.rewiring", 0.1, 0.0, 1.0, "share",
      "share of links that lead anywhere instead of nearby (small_world)",
      "assumed; between order and chance in Watts & Strogatz 1998",
      probe="network/clustering", direction=-1),
    P("network.interest_rounds", 3, 0, 20, "rounds",
      "rounds in which people take over interests from their friends", "assumed",
      probe="network/interest_likeness", direction=1),
)
