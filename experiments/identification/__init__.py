"""Which of the unknown numbers the calibration targets pin down, and which they leave loose."""
