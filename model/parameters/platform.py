"""The platform and the medium: how much is seen, how it is ranked, what a contact costs."""

from model.parameters.declaration import Parameter as P

MEDIA = ("social_web", "face_to_face", "phone", "e_mail", "messaging")

PARAMETERS: tuple[P, ...] = (
    P("platform.topics", 8, 1, 32, "topics", "number of topics people differ in", "assumed",
      "setting"),
    P("platform.background", 150.0, 1.0, 5000.0, "items a day",
      "items other than brands' that a person's feed offers a day", "assumed",
      probe="scheduled/impressions", direction=-1),
    P("platform.brand_rank", 0.35, 0.0, 5.0, "factor",
      "ranking weight of a brand's post against a friend's",
      "assumed, so that unpaid reach is a few per cent of fans (EdgeRank Checker; Moro et al. 2016)",
      probe="scheduled/impressions", direction=1),
    P("platform.rank_spread", 1.0, 0.0, 2.0, "sd of ln",
      "how unequally the ranking favours single posts",
      "sd of ln reach 1.14 over 500 posts (Moro, Rita & Vala 2016, computed)",
      probe="posts/reach_sd", direction=1),
    P("platform.ad_slots", 4.0, 0.1, 100.0, "advertisements a day",
      "advertisements at which half of those bought are crowded out", "assumed",
      probe="push/impressions", direction=1),
    P("platform.cost_per_contact", 0.006, 0.0, 10.0, "euros",
      "price of one advertising impression", "assumed, tenfold range is plausible",
      probe="push/cost", direction=1),
    P("platform.post_cost", 15.0, 0.0, 5000.0, "euros", "cost of one well-made post (craft 1)",
      "assumed, tenfold range is plausible", probe="scheduled/cost", direction=1),
    P("platform.canned_saving", 0.5, 0.0, 1.0, "share",
      "share of a post's cost that stock material saves", "assumed",
      probe="scheduled/cost", direction=-1),
    P("platform.report_noise", 0.1, 0.0, 2.0, "coefficient of variation",
      "noise in the sales a brand sees of itself",
      "assumed; sales are far noisier in Lewis & Rao 2015", probe="report/noise", direction=1),
    P("medium.kind", "social_web", 0, 0, "", "the medium conversations and posts go through",
      "assumed", "setting", choices=MEDIA),
    P("medium.reach", 1.0, 0.0, 5.0, "factor", "reach of posts and advertisements",
      "assumed; 1 is the social web", probe="push/impressions", direction=1),
    P("medium.cost", 1.0, 0.0, 1000.0, "factor", "cost of an advertising contact",
      "assumed; 1 is the social web", probe="push/cost", direction=1),
    P("medium.richness", 1.0, 0.0, 3.0, "factor", "worth of an answer through this medium",
      "assumed; 1 is the social web", probe="conversational/closeness", direction=1),
    P("medium.handling", 1.0, 0.1, 100.0, "factor", "staff time a message takes",
      "assumed; 1 is the social web", probe="busy/answered", direction=-1),
)

PRESETS: dict[str, dict[str, float]] = {
    "social_web": {"reach": 1.0, "cost": 1.0, "richness": 1.0, "handling": 1.0},
    "messaging": {"reach": 0.6, "cost": 3.0, "richness": 1.1, "handling": 0.8},
    "e_mail": {"reach": 0.8, "cost": 0.5, "richness": 0.7, "handling": 1.0},
    "phone": {"reach": 0.1, "cost": 50.0, "richness": 1.5, "handling": 1.5},
    "face_to_face": {"reach": 0.02, "cost": 500.0, "richness": 2.0, "handling": 3.0},
}
"""What ``medium.kind`` multiplies the four factors by. Source: assumed, order of size only."""
