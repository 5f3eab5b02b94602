"""Colour arithmetic: sRGB, CIELAB (D65) and contrast, enough to build and check palettes.

sRGB after IEC 61966-2-1, CIELAB after CIE 15:2004, contrast after WCAG 2.1.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_FROM_XYZ = np.linalg.inv(_TO_XYZ)
_WHITE = np.array([0.95047, 1.0, 1.08883])
_KNEE = 6 / 29


def rgb(colour: str) -> Array:
    """Return the three sRGB channels in 0..1 of a colour such as ``#1a2b3c``."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255


def hexadecimal(channels: npt.ArrayLike) -> str:
    """Return ``#rrggbb`` of three sRGB channels in 0..1 (clipped)."""
    levels = np.rint(np.clip(np.asarray(channels, dtype=float), 0, 1) * 255).astype(int)
    return "#" + "".join(f"{level:02x}" for level in levels)


def linear(channels: npt.ArrayLike) -> Array:
    """Return linear light of sRGB channels, shape (..., 3)."""
    c = np.asarray(channels, dtype=float)
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def encoded(light: npt.ArrayLike) -> Array:
    """Return sRGB channels of linear light, clipped to what a screen can show."""
    c = np.clip(np.asarray(light, dtype=float), 0, 1)
    return np.where(c <= 0.0031308, 12.92 * c, 1.055 * c ** (1 / 2.4) - 0.055)


def to_lab(channels: npt.ArrayLike) -> Array:
    """Return CIELAB (L*, a*, b*) of sRGB channels, shape (..., 3)."""
    t = linear(channels) @ _TO_XYZ.T / _WHITE
    f = np.where(t > _KNEE**3, np.cbrt(t), t / (3 * _KNEE**2) + 4 / 29)
    x, y, z = np.moveaxis(f, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def from_lab(lab: npt.ArrayLike) -> Array:
    """Return sRGB channels of CIELAB colours, clipped to what a screen can show."""
    lightness, a, b = np.moveaxis(np.asarray(lab, dtype=float), -1, 0)
    y = (lightness + 16) / 116
    f = np.stack([y + a / 500, y, y - b / 200], axis=-1)
    t = np.where(f > _KNEE, f**3, 3 * _KNEE**2 * (f - 4 / 29))
    return encoded(t * _WHITE @ _FROM_XYZ.T)


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 black to 1 white."""
    return float(linear(rgb(colour)) @ _TO_XYZ[1])


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return the colour that lies ``share`` of the way from one to the other, in CIELAB."""
    a, b = to_lab(rgb(one)), to_lab(rgb(other))
    return hexadecimal(from_lab(a + share * (b - a)))


def readable(colour: str, paper: str, ink: str, least: float = 4.5) -> str:
    """Return the colour, moved towards the ink just far enough to be read on the paper."""
    for step in range(20):
        moved = mix(colour, ink, step / 20)
        if contrast(moved, paper) >= least:
            return moved
    return ink


def even_ramp(anchors: list[tuple[float, float, float]], steps: int = 256) -> Array:
    """Return ``steps`` sRGB colours at equal CIELAB distances along a path of anchors.

    Anchors are (L*, chroma, hue in degrees); between them the path runs straight in CIELAB.
    """
    light, chroma, hue = np.array(anchors, dtype=float).T
    turn = np.radians(hue)
    corners = np.stack([light, chroma * np.cos(turn), chroma * np.sin(turn)], axis=-1)
    walked = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(corners, axis=0), axis=1))])
    at = np.linspace(0, walked[-1], steps)
    path = np.stack([np.interp(at, walked, corners[:, i]) for i in range(3)], axis=-1)
    return from_lab(path)
