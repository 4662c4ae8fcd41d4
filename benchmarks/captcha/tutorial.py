#!/usr/bin/python3
"""The web server of the asyncio tutorial, drawing a real captcha: the opponent of GET /captcha.

    tutorial.py [--port 52390] [--workers 2] [--length 8]

An aiohttp handler awaits run_in_executor on a ProcessPoolExecutor, whose processes draw with PIL: each
character rotated and pasted, noise lines and dots, PNG. It listens on 127.0.0.1 until SIGINT or SIGTERM
ends it. Needs Debian's python3-aiohttp, python3-pil and fonts-dejavu-core.
"""
import argparse
import asyncio
import io
import random
from concurrent.futures import ProcessPoolExecutor

from aiohttp import web
from PIL import Image, ImageDraw, ImageFont

ALPHABET = "ACDEFHJKLMNPRTUWXY346789"
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
HEIGHT = 70


def draw(length):
    """The text and its PNG; runs in a process of the pool."""
    text = "".join(random.choices(ALPHABET, k=length))
    font = ImageFont.truetype(FONT, 40)
    width = 20 + 30 * length
    image = Image.new("RGB", (width, HEIGHT), "white")
    for index, character in enumerate(text):
        glyph = Image.new("L", (48, 56), 0)
        ImageDraw.Draw(glyph).text((6, 2), character, font=font, fill=255)
        glyph = glyph.rotate(random.uniform(-30, 30), resample=Image.BILINEAR, expand=True)
        color = tuple(random.randrange(120) for _ in range(3))
        image.paste(color, (8 + 30 * index, random.randrange(0, 12)), glyph)
    pen = ImageDraw.Draw(image)
    for _ in range(6):
        ends = [(random.randrange(width), random.randrange(HEIGHT)) for _ in range(2)]
        pen.line(ends, fill=tuple(random.randrange(200) for _ in range(3)), width=2)
    for _ in range(200):
        pen.point((random.randrange(width), random.randrange(HEIGHT)), fill=tuple(random.randrange(200) for _ in range(3)))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return text, buffer.getvalue()


def application(pool, length):
    async def captcha(request):
        loop = asyncio.get_running_loop()
        wanted = int(request.query.get("length", length))
        _, png = await loop.run_in_executor(pool, draw, wanted)
        return web.Response(body=png, content_type="image/png")

    app = web.Application()
    app.router.add_get("/captcha", captcha)
    return app


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=52390)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--length", type=int, default=8)
    options = parser.parse_args()
    with ProcessPoolExecutor(options.workers) as pool:
        web.run_app(application(pool, options.length), host="127.0.0.1", port=options.port, access_log=None)


if __name__ == "__main__":
    main()
