"""How fast what is left to itself fades. Half-lives in days."""

from model.parameters.declaration import Parameter as P

PARAMETERS: tuple[P, ...] = (
    P("fading.evidence", 730.0, 1.0, 100_000.0, "days", "half-life of good and bad evidence",
      "assumed; most renewal comes from newer evidence", probe="fade/good", direction=1),
    P("fading.quick", 4.0, 0.2, 100.0, "days", "half-life of quick salience",
      "most of an advertisement's effect is gone within a week (Hill et al. 2013)",
      probe="fade/quick", direction=1),
    P("fading.slow", 60.0, 1.0, 1000.0, "days", "half-life of slow salience",
      "some of it lasts six weeks or more (Hill et al. 2013)", probe="fade/slow", direction=1),
    P("fading.slow_share", 0.25, 0.0, 1.0, "share", "share of salience that is slow",
      "25 to 50 % left after a week (Hill et al. 2013)", probe="push/salience", direction=1),
    P("fading.tedium", 20.0, 0.2, 200.0, "days", "half-life of recent exposure",
      "spacing helps attitude (Schmidt & Eisend 2015); size fitted to V1", probe="fade/recent", direction=1),
    P("fading.familiarity", 365.0, 1.0, 100_000.0, "days", "half-life of familiarity", "assumed",
      probe="fade/familiarity", direction=1),
    P("fading.closeness", 180.0, 1.0, 100_000.0, "days", "half-life of closeness", "assumed",
      probe="fade/closeness", direction=1),
    P("fading.expectation", 120.0, 1.0, 100_000.0, "days",
      "half-life of the expectation of an answer", "assumed", probe="fade/expectation", direction=1),
    P("fading.disillusion", 1500.0, 1.0, 1_000_000.0, "days", "half-life of disillusion",
      "heals very slowly if at all (Schweitzer et al. 2006)", probe="fade/disillusion", direction=1),
)
