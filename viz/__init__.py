"""Pictures and pages. Figures take tables, never models."""
