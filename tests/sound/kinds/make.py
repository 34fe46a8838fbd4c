"""Make the recordings in this folder: `pip install av numpy`, then `python make.py`.

Each has a second of silence and a second of a tone; the one with a picture is red, then blue. They are kept,
because no encoder of mp3, ogg and wma comes with Qt.
"""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np

HERE = Path(__file__).parent
RATE = 16_000
CODINGS = {
    "flac": ("flac", "flac"),
    "m4a": ("ipod", "aac"),
    "mp3": ("mp3", "libmp3lame"),
    "mp4": ("mp4", "aac"),
    "ogg": ("ogg", "libopus"),
    "wma": ("asf", "wmav2"),
}
RED, BLUE = (220, 20, 20), (20, 20, 220)


def sound() -> av.AudioFrame:
    n = np.arange(2 * RATE)
    tone = np.where(n >= RATE, np.sin(n * 0.3) * 16_000, 0).astype(np.int16)
    frame = av.AudioFrame.from_ndarray(tone[None, :], "s16", "mono")
    frame.sample_rate = RATE
    return frame


def picture(colour: tuple[int, int, int]) -> av.VideoFrame:
    return av.VideoFrame.from_ndarray(np.full((48, 64, 3), colour, np.uint8), "rgb24")


def make(suffix: str, container: str, codec: str) -> None:
    with av.open(str(HERE / f"tone.{suffix}"), "w", format=container) as file:
        heard = file.add_stream(codec, rate=RATE)
        heard.layout, heard.bit_rate = "mono", 32_000
        if suffix == "mp4":
            seen = file.add_stream("mpeg4", rate=10)
            seen.width, seen.height, seen.pix_fmt = 64, 48, "yuv420p"
            for colour in [RED] * 10 + [BLUE] * 10:
                file.mux(seen.encode(picture(colour)))
            file.mux(seen.encode())
        file.mux(heard.encode(sound()))
        file.mux(heard.encode())


for kind, coding in CODINGS.items():
    make(kind, *coding)
