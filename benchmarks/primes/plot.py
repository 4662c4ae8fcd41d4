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
from matplotlib import pyplot, ticker  # noqa: E402

# By the first word of a name: colours that differ for colour-blind eyes too (Okabe and Ito 2008),
# and a shape each, so that curves that lie upon each other are all seen; ours by the sieve alone is
# dashed.
COLOURS = {"Forkyard": "#0072B2", "primesieve": "#D55E00", "primecount": "#009E73"}
MARKERS = {"Forkyard": "o", "primesieve": "s", "primecount": "^"}
GREY = "#555555"

UNITS = [(1, "s"), (1e-3, "ms"), (1e-6, "µs")]


def seconds_text(seconds, _position=None):
    for size, unit in UNITS:
        if seconds >= size * 0.999:
            return f"{seconds / size:g} {unit}"
    return f"{seconds:g} s"


def style(name):
    word = name.split(",")[0].split(" ")[0]
    ours = word == "Forkyard"
    return {
        "color": COLOURS.get(word, GREY),
        "marker": MARKERS.get(word, "D"),
        "linestyle": "--" if ours and "sieve" in name else "-",
        "linewidth": 2.2 if ours else 1.4,
        "markersize": 6 if ours else 5,
        "markeredgecolor": "white",
        "markeredgewidth": 0.6,
        # Thin ones above: where they lie upon ours both are seen.
        "zorder": 2 if ours else 3,
    }


def main(source, picture):
    with open(source, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    pyplot.rcParams.update({"font.size": 10, "font.family": "DejaVu Sans"})
    figure, axes = pyplot.subplots(figsize=(9, 5.6))
    for column, name in enumerate(header[1:], 1):
        points = [(float(row[0]), float(row[column])) for row in rows if row[column]]
        # Who was too slow from the first width on has no points, and no line.
        if points:
            axes.plot(*zip(*points), label=name, **style(name))
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.xaxis.set_major_locator(ticker.LogLocator(base=10, numticks=20))
    axes.yaxis.set_major_locator(ticker.LogLocator(base=10, numticks=20))
    axes.yaxis.set_major_formatter(ticker.FuncFormatter(seconds_text))
    axes.minorticks_off()
    axes.set_xlabel("width: primes of [0, width) are counted")
    axes.set_ylabel("time, median")
    axes.set_title("Counting primes on two cores", loc="left", fontweight="bold")
    axes.grid(True, which="major", color="#dddddd", linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    # Below the picture, where no curve can be hidden by it.
    axes.legend(
        loc="upper center", bbox_to_anchor=(0.5, -0.13), ncol=3, frameon=False, handlelength=3.6
    )
    figure.savefig(picture, dpi=120, bbox_inches="tight")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
