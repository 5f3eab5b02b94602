"""What is kept of a run, a comparison, a sweep or a study for the eye: pictures and pages."""
