"""Tables as people have them: from bytes to rows of cells, with everything that was guessed.

In this order: what kind of file it is, its encoding, what separates its columns, which rows
are comments, titles or the header. Edge lists and data sets both come through here.
"""
