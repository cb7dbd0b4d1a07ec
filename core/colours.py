"""Colours that people can read (WCAG 2.2, 1.4.3)."""

WHITE = (255, 255, 255)
BLACK = (0, 0, 0)
#: The lightest ground of the dark scheme that text stands on (static/samplan/frame.css).
DARK = (40, 54, 62)
READABLE = 4.5

Colour = tuple[int, int, int]


def from_hex(text: str) -> Colour:
    """The colour of `#rrggbb`."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def to_hex(colour: Colour) -> str:
    """`#rrggbb` of a colour."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG's definition)."""
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: Colour, second: Colour) -> float:
    """Contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def text_on(ground: Colour) -> Colour:
    """White or black, whichever reads better on the ground."""
    return max((WHITE, BLACK), key=lambda text: contrast(text, ground))


def readable_on_white(colour: Colour) -> Colour:
    """The colour, darkened just as much as text on white, or on a light tint of it, needs."""
    red, green, blue = colour
    for step in range(20, -1, -1):
        darker = (red * step // 20, green * step // 20, blue * step // 20)
        if contrast(darker, WHITE) >= READABLE + 0.8:
            return darker
    return BLACK


def readable_on_dark(colour: Colour) -> Colour:
    """The colour, lightened just as much as text on the grounds of the dark scheme needs."""
    for step in range(21):
        red, green, blue = (part + (255 - part) * step // 20 for part in colour)
        if contrast((red, green, blue), DARK) >= READABLE + 0.8:
            return red, green, blue
    return WHITE
