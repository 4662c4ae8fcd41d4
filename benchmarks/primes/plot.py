"""Draws the time of counting [0, width) against the width.

Arguments: CSV PICTURE. The CSV is what scripts/bench-primes.sh --curve prints. Needs matplotlib.
"""

import csv
import sys

try:
    import matplotlib
except ImportError:
    sys.exit(f"plot.py: {sys.executable} has no matplotlib: apt-get install python3-matplotlib")

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402


def main(source, picture):
    with open(source, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    figure, axes = pyplot.subplots(figsize=(8, 5))
    for column, name in enumerate(header[1:], 1):
        points = [(float(row[0]), float(row[column])) for row in rows if row[column]]
        # Who was too slow from the first width on has no points, and no line.
        if points:
            ours = name.startswith("Forkyard")
            # Peers are dashed, so that curves that lie upon each other are both seen.
            style = {"linestyle": "-" if ours else "--", "zorder": 2 if ours else 3}
            axes.plot(*zip(*points), marker="o", markersize=4, label=name, **style)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("width of the range [0, width)")
    axes.set_ylabel("seconds, median")
    axes.set_title("Counting primes on two cores")
    axes.grid(True, which="major", alpha=0.3)
    axes.legend()
    figure.tight_layout()
    figure.savefig(picture, dpi=110)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
