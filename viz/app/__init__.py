"""The app: pages in which a strategy's trade-offs are explored by hand.

``session`` and its neighbours are plain Python and know no browser; ``pages`` puts them on
the screen with the components of ``components``; ``serve`` runs the server.
"""
