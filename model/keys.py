"""Keys of brands in random draws: a name's own, whatever place the brand has in a list."""

from __future__ import annotations

from hashlib import blake2b

NO_BRAND = 0xFFFFFFFF
"""Brand key of draws that concern a person alone."""


def brand_key(name: str) -> int:
    """Return the stable 32-bit key of a brand's name (never that of ``NO_BRAND``)."""
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "little") % NO_BRAND
