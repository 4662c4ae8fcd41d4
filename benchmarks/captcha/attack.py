#!/usr/bin/python3
"""Attacks captchas that were drawn into a folder, and prints one row of a table.

    attack.py NAME TRAIN TEST [--tesseract COUNT] [--strip]

TRAIN and TEST hold files NUMBER-ANSWER.png of one generator. Three kinds of attack:

- tesseract: eight settings (four ways of splitting a page, the picture as it is and enlarged and made
  black and white), on the first COUNT pictures; solved if any of the eight gives the answer;
- nearest neighbour: the ink is cut into as many slots as there are characters, and each slot is compared
  with those of TRAIN. Every way of cutting below is tried; the best one counts;
- the same with the band stripped (--strip): the band is searched for column by column and inverted back.

Needs Debian's python3-numpy, python3-pil and tesseract-ocr.
"""
import argparse
import pathlib
import subprocess
from io import BytesIO

import numpy
from PIL import Image

SLOT = (20, 28)
PAGE_MODES = ("6", "7", "8", "13")


def load(folder):
    pictures, answers = [], []
    for file in sorted(pathlib.Path(folder).glob("*.png")):
        pictures.append(1 - numpy.asarray(Image.open(file).convert("L"), dtype=numpy.float32) / 255)
        answers.append(file.stem.split("-", 1)[1].upper())
    return numpy.stack(pictures), answers


def stripped(picture):
    """Inverts the band back: the path of the rows between which inverting makes most paper.

    A band is dark, save for the characters in it, so that what lies between its edges is darker than
    the characters are elsewhere. Dynamic programming over columns finds the smoothest such pair.
    """
    height, width = picture.shape
    sums = numpy.vstack([numpy.zeros(width), numpy.cumsum(picture - 0.5, axis=0)])
    steps = numpy.arange(0, height, 2)
    tops, bottoms = numpy.meshgrid(steps, steps, indexing="ij")
    thick = bottoms - tops
    fits = (thick >= 0.12 * height) & (thick <= 0.5 * height)
    pairs = numpy.stack([tops[fits], bottoms[fits]], axis=1)
    gain = sums[pairs[:, 1]] - sums[pairs[:, 0]]
    # Both edges of a band are edges of the picture.
    step = numpy.abs(numpy.diff(picture, axis=0, prepend=picture[:1]))
    gain = gain + 3 * (step[pairs[:, 0]] + step[numpy.minimum(pairs[:, 1], height - 1)])
    index = {tuple(pair): number for number, pair in enumerate(pairs)}
    neighbours = [
        [
            index[(top + up, bottom + down)]
            for up in (-2, 0, 2)
            for down in (-2, 0, 2)
            if (top + up, bottom + down) in index
        ]
        for top, bottom in map(tuple, pairs)
    ]
    most = max(map(len, neighbours))
    table = numpy.array([row + row[:1] * (most - len(row)) for row in neighbours])
    best, came = gain[:, 0], []
    for column in range(1, width):
        choice = numpy.argmax(best[table], axis=1)
        came.append(table[numpy.arange(len(pairs)), choice])
        best = best[came[-1]] + gain[:, column]
    path = [int(numpy.argmax(best))]
    for row in reversed(came):
        path.append(int(row[path[-1]]))
    result = picture.copy()
    for column, number in enumerate(reversed(path)):
        top, bottom = pairs[number]
        result[top:bottom, column] = 1 - result[top:bottom, column]
    return result


def slots(picture, count, cut):
    """The places of the characters, as pairs of columns."""
    height, width = picture.shape
    ink = numpy.cumsum(picture.sum(axis=0))
    if cut == "whole":
        first, last = 0, width
    else:
        first = int(numpy.searchsorted(ink, 0.01 * ink[-1]))
        last = int(numpy.searchsorted(ink, 0.99 * ink[-1])) + 1
    if cut == "mass":
        marks = numpy.searchsorted(ink, numpy.linspace(0.005, 0.995, count + 1) * ink[-1])
    else:
        marks = numpy.linspace(first, last, count + 1)
    if cut == "valleys":
        columns = picture.sum(axis=0)
        reach = max(1, (last - first) // count // 4)
        for number in range(1, count):
            start = max(0, int(marks[number]) - reach)
            marks[number] = start + int(numpy.argmin(columns[start : start + 2 * reach + 1]))
    return [(int(a), max(int(b), int(a) + 2)) for a, b in zip(marks, marks[1:])]


def vectors(pictures, answers, cut, centred):
    result = []
    for picture, answer in zip(pictures, answers):
        for first, last in slots(picture, len(answer), cut):
            margin = (last - first) // 6
            window = picture[:, max(0, first - margin) : last + margin]
            if centred:
                rows = numpy.flatnonzero(window.sum(axis=1) > 0.6)
                if len(rows) > 4:
                    window = window[rows[0] : rows[-1] + 1]
            small = Image.fromarray((255 * window).astype(numpy.uint8)).resize(SLOT, Image.BOX)
            vector = numpy.asarray(small, dtype=numpy.float32).ravel()
            vector = vector - vector.mean()
            result.append(vector / (numpy.linalg.norm(vector) + 1e-6))
    return numpy.stack(result)


def nearest(train, train_answers, test, test_answers):
    letters = numpy.array(list("".join(train_answers)))
    best = (0.0, 0.0, "")
    for cut in ("whole", "ink", "mass", "valleys"):
        for centred in (False, True):
            known = vectors(train, train_answers, cut, centred)
            asked = vectors(test, test_answers, cut, centred)
            for votes in (1, 7):
                likeness = asked @ known.T
                top = numpy.argpartition(-likeness, votes, axis=1)[:, :votes]
                guessed = []
                for row, places in enumerate(top):
                    weights = {}
                    for place in places:
                        weights[letters[place]] = weights.get(letters[place], 0) + likeness[row, place] ** 4
                    guessed.append(max(weights, key=weights.get))
                right = numpy.array(guessed) == numpy.array(list("".join(test_answers)))
                lengths = [len(answer) for answer in test_answers]
                whole = [part.all() for part in numpy.split(right, numpy.cumsum(lengths)[:-1])]
                found = (float(right.mean()), float(numpy.mean(whole)), f"{cut}{' centred' if centred else ''} {votes}-NN")
                best = max(best, found)
    return best


def tesseract(pictures, answers):
    letters = "".join(sorted(set("".join(answers))))
    solved = 0
    for picture, answer in zip(pictures, answers):
        plain = Image.fromarray((255 * (1 - picture)).astype(numpy.uint8))
        large = plain.resize((plain.width * 3, plain.height * 3), Image.BICUBIC).point(lambda level: 255 * (level > 128))
        solved += any(read(image, mode, letters) == answer for image in (plain, large) for mode in PAGE_MODES)
    return solved / len(answers)


def read(image, mode, letters):
    wide = Image.new("L", (image.width + 20, image.height + 20), 255)
    wide.paste(image, (10, 10))
    command = ["tesseract", "-", "-", "--psm", mode, "-c", f"tessedit_char_whitelist={letters}{letters.lower()}"]
    bytes_ = BytesIO()
    wide.save(bytes_, "PNG")
    done = subprocess.run(command, input=bytes_.getvalue(), capture_output=True, check=False)
    return "".join(done.stdout.decode("utf-8", "replace").split()).upper()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("train")
    parser.add_argument("test")
    parser.add_argument("--tesseract", type=int, default=0)
    parser.add_argument("--strip", action="store_true")
    options = parser.parse_args()
    train, train_answers = load(options.train)
    test, test_answers = load(options.test)
    if options.strip:
        train = numpy.stack([stripped(picture) for picture in train])
        test = numpy.stack([stripped(picture) for picture in test])
    character, whole, how = nearest(train, train_answers, test, test_answers)
    read_share = "-"
    if options.tesseract:
        count = options.tesseract
        read_share = f"{100 * tesseract(test[:count], test_answers[:count]):.1f} %"
    print(f"| {options.name} | {read_share} | {100 * whole:.1f} % | {100 * character:.1f} % | {how} |", flush=True)


main()
