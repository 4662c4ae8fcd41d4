#!/usr/bin/python3
"""Presses the characters of a few free fonts into glyphs.bin, the one font that Forkyard's pictures know.

Curves become lines and long lines are cut, so that drawing only has to move points and to fill polygons.
Needs Debian's python3-fonttools and the fonts named below; the same fonts give the same bytes.

Layout of the result, all bytes unsigned: version 1; number of fonts; for each font the number of its
glyphs; for each glyph its character, its width, the number of its contours; for each contour the number
of its points; for each point x from the glyph's left edge and y from 40 units above capitals, downward.
Capitals are 144 units high, so that the baseline is at y = 184. Filled areas lie to the right of their
outline's direction (clockwise where y points downward), holes to its left.
"""
import sys

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

FONTS = [
    "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif-Bold.ttf",
    "/usr/share/fonts/truetype/gentium-basic/GenBkBasB.ttf",
    "/usr/share/fonts/truetype/gentium-basic/GenBkBasBI.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf",
    "/usr/share/fonts/truetype/comfortaa/Comfortaa-Bold.ttf",
    "/usr/share/fonts/truetype/quicksand/Quicksand-Bold.ttf",
    "/usr/share/fonts/truetype/lato/Lato-Heavy.ttf",
]
CAPITALS = "ACDEFHJKLMNPRTUWXY346789"
# Lower case where its shape is another one, has no twin and makes none with a neighbour (as r and n do).
LOWER = "adehky"
CAPITAL_UNITS = 144
BASELINE = 184
# A fifth of a pixel where capitals are 40 pixels high.
TOLERANCE = 0.7
# A warp bends only where there are points.
LONGEST = 31


class Flattener(BasePen):
    """Collects contours as lists of points in units."""

    def __init__(self, glyphs, scale):
        super().__init__(glyphs)
        self.scale = scale
        self.contours = []

    def _moveTo(self, point):
        self.contours.append([self.scaled(point)])

    def _lineTo(self, point):
        self.add(self.scaled(point))

    def _curveToOne(self, one, two, three):
        start = self.contours[-1][-1]
        one, two, three = self.scaled(one), self.scaled(two), self.scaled(three)
        # Second differences bound how far a cubic curve leaves its chords.
        bend = max(
            abs(complex(*start) - 2 * complex(*one) + complex(*two)),
            abs(complex(*one) - 2 * complex(*two) + complex(*three)),
        )
        steps = max(1, round((0.75 * bend / TOLERANCE) ** 0.5 + 0.49))
        for step in range(1, steps + 1):
            t = step / steps
            u = 1 - t
            weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
            self.add(
                tuple(
                    sum(weight * point[axis] for weight, point in zip(weights, (start, one, two, three)))
                    for axis in (0, 1)
                )
            )

    def _closePath(self):
        contour = self.contours[-1]
        self.add(contour[0])
        contour.pop()

    def add(self, point):
        contour = self.contours[-1]
        start = contour[-1]
        pieces = max(1, -int(-abs(complex(*point) - complex(*start)) // LONGEST))
        for piece in range(1, pieces + 1):
            t = piece / pieces
            contour.append((start[0] + t * (point[0] - start[0]), start[1] + t * (point[1] - start[1])))

    def scaled(self, point):
        return (point[0] * self.scale, point[1] * self.scale)


def area(contour):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(contour, contour[1:] + contour[:1])) / 2


def outline(glyphs, name, scale):
    pen = Flattener(glyphs, scale)
    glyphs[name].draw(pen)
    contours = pen.contours
    left = min(x for contour in contours for x, _ in contour)
    if area(max(contours, key=lambda one: abs(area(one)))) > 0:
        contours = [contour[::-1] for contour in contours]
    rounded = []
    for contour in contours:
        points = [(round(x - left), round(BASELINE - y)) for x, y in contour]
        points = [point for point, before in zip(points, points[-1:] + points[:-1]) if point != before]
        if len(points) > 2:
            rounded.append(points)
    return rounded


def main(path):
    result = bytearray([1, len(FONTS)])
    for name in FONTS:
        font = TTFont(name)
        glyphs = font.getGlyphSet()
        names = font.getBestCmap()
        heights = Flattener(glyphs, 1)
        glyphs[names[ord("H")]].draw(heights)
        scale = CAPITAL_UNITS / max(y for contour in heights.contours for _, y in contour)
        result.append(len(CAPITALS + LOWER))
        for character in CAPITALS + LOWER:
            contours = outline(glyphs, names[ord(character)], scale)
            width = max(x for contour in contours for x, _ in contour)
            result += bytes([ord(character), width, len(contours)])
            for contour in contours:
                result.append(len(contour))
                for x, y in contour:
                    result += bytes([x, y])
    with open(path, "wb") as file:
        file.write(result)
    print(f"{path}: {len(result)} bytes")


main(sys.argv[1])
