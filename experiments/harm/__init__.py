"""How much harm the evidence allows: bounds on the moral coefficients."""
