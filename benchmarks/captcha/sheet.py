#!/usr/bin/python3
"""Puts the first 50 captchas of a folder (NUMBER-ANSWER.png) onto one sheet with their answers.

    sheet.py FOLDER SHEET.png

Needs Debian's python3-pil.
"""
import pathlib
import sys

from PIL import Image, ImageDraw

COLUMNS, ROWS = 5, 10


def main(folder, sheet):
    files = sorted(pathlib.Path(folder).glob("*.png"))[: COLUMNS * ROWS]
    width, height = Image.open(files[0]).size
    whole = Image.new("L", (COLUMNS * (width + 10), ROWS * (height + 20)), 208)
    pen = ImageDraw.Draw(whole)
    for number, file in enumerate(files):
        left, top = number % COLUMNS * (width + 10) + 5, number // COLUMNS * (height + 20) + 5
        whole.paste(Image.open(file).convert("L"), (left, top))
        pen.text((left + width // 2 - 18, top + height + 1), file.stem.split("-", 1)[1], fill=0)
    whole.quantize(16).save(sheet, optimize=True)


main(*sys.argv[1:])
