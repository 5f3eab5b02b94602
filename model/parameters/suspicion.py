"""Suspicion: what people think of marketers as a kind."""

from model.parameters.declaration import Parameter as P

PARAMETERS: tuple[P, ...] = (
    P("suspicion.gain", 0.003, -0.01, 0.1, "a reading",
      "rise of suspicion with one fully detected intent", "assumed", moral=True,
      probe="push/suspicion", direction=1),
    P("suspicion.breach", 0.05, 0.0, 0.5, "a breach", "rise of suspicion with a breach of trust",
      "assumed", moral=True, probe="bait_and_pitch/suspicion", direction=1),
    P("suspicion.calm", 0.01, -0.01, 0.2, "an answer",
      "share of suspicion that one honest contact takes away", "assumed", moral=True,
      probe="conversational/suspicion", direction=-1),
    P("suspicion.spillover", 0.11, -0.5, 1.0, "share",
      "share of the prior trust in any brand that full suspicion takes away", "fitted to V7",
      moral=True, probe="push/trust_unknown", direction=-1),
)
