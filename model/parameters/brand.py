"""What a brand decides or is: its levers, its budgets, where it stands on day 0."""

from model.parameters.declaration import Parameter as P

PARAMETERS: tuple[P, ...] = (
    P("brands.*.price", 10.0, 0.01, 100_000.0, "euros", "list price", "assumed", "lever"),
    P("brands.*.unit_cost", 5.0, 0.0, 100_000.0, "euros", "cost of making one unit", "assumed",
      "lever"),
    P("brands.*.quality", 0.7, 0.0, 1.0, "0 to 1", "how satisfying the product is on average",
      "assumed", "lever"),
    P("brands.*.failure_rate", 0.03, 0.0, 1.0, "probability", "share of units that fail",
      "assumed", "lever"),
    P("brands.*.staff_hours", 0.6, 0.0, 10_000.0, "hours a day", "staff for conversation",
      "assumed", "lever"),
    P("brands.*.wage", 25.0, 0.0, 1000.0, "euros an hour", "cost of one staff hour",
      "assumed, tenfold range is plausible", "lever"),
    P("brands.*.ad_reach", 0.2, 0.0, 1.0, "contacts per person and day",
      "advertising contacts that the media budget can buy", "assumed", "lever"),
    P("brands.*.posts_a_day", 2.0, 0.0, 12.0, "posts a day",
      "posts that the content budget can pay for", "assumed", "lever"),
    P("brands.*.awareness", 0.6, 0.0, 1.0, "share", "people who know the brand on day 0",
      "assumed", "setting"),
    P("brands.*.familiarity", 0.6, 0.0, 1.0, "0 to 1",
      "mean familiarity on day 0 among those who know it", "assumed", "setting"),
    P("brands.*.followers", 0.1, 0.0, 1.0, "share of those aware", "followers on day 0",
      "assumed", "setting"),
    P("brands.*.customers", 0.15, 0.0, 1.0, "share of those aware", "customers on day 0",
      "assumed", "setting"),
    P("brands.*.tie_age", 365.0, 0.0, 5000.0, "days", "mean age of ties on day 0", "assumed",
      "setting"),
)
