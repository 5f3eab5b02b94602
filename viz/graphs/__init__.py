"""Where people stand in pictures of a graph, and whom a picture of a large one shows."""
