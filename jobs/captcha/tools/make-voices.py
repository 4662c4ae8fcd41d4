#!/usr/bin/python3
"""Speaks the ten digits with four voices into voices.bin, which Forkyard's spoken captchas are cut from.

Needs Debian's flite (with its voices) and python3-numpy; the same versions give the same bytes.

Layout of the result, big-endian: version 1 (1 byte); number of voices (1); for each voice and each
digit from 0 the number of its samples (2) and the samples (1 each), 8,000 a second. A sample b stands for
sign(b - 128) * (256 ** (abs(b - 128) / 127) - 1) / 255: the mu-law, which keeps quiet sounds in 8 bits.
"""
import subprocess
import sys
import tempfile
import wave

import numpy

VOICES = ["kal16", "awb", "rms", "slt"]
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
RATE = 8000
# Below this share of the loudest 10 ms is silence.
SILENCE = 0.04
LOUDNESS = 0.18


def spoken(voice, word):
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        # A comma makes the voice end the word as within a list, not as at the end of all.
        subprocess.run(["flite", "-voice", voice, "-t", word + ",", "-o", file.name], check=True)
        with wave.open(file.name) as sound:
            rate = sound.getframerate()
            samples = numpy.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2")
    return rate, samples / 32768.0


def halved(samples):
    """Every second sample behind a low pass at 3.6 kHz."""
    taps = numpy.arange(-48, 49)
    kernel = numpy.sinc(taps * 0.45) * 0.45 * numpy.hamming(len(taps))
    return numpy.convolve(samples, kernel, mode="same")[::2]


def trimmed(samples):
    step = RATE // 100
    power = [numpy.sqrt(numpy.mean(samples[at : at + step] ** 2)) for at in range(0, len(samples), step)]
    loud = [index for index, value in enumerate(power) if value > SILENCE * max(power)]
    return samples[max(0, loud[0] - 1) * step : (loud[-1] + 2) * step]


def main(path):
    result = bytearray([1, len(VOICES)])
    for voice in VOICES:
        for word in WORDS:
            rate, samples = spoken(voice, word)
            assert rate == 2 * RATE, (voice, rate)
            samples = trimmed(halved(samples))
            samples = samples * LOUDNESS / numpy.sqrt(numpy.mean(samples**2))
            samples = samples.clip(-1, 1)
            coded = numpy.sign(samples) * numpy.log1p(255 * abs(samples)) / numpy.log(256)
            result += len(samples).to_bytes(2, "big")
            result += bytes((128 + numpy.rint(127 * coded)).astype(numpy.uint8))
    with open(path, "wb") as file:
        file.write(result)
    print(f"{path}: {len(result)} bytes")


main(sys.argv[1])
