"""Makes a picture anew, in a size for reading and a small one: a program of its own.

    python -I reencode.py SOURCE LARGE SMALL KIND

It knows nothing of the site, has as little memory and time as it needs, and dies alone if a
picture breaks the decoder. What a camera wrote beside the picture, such as where it was taken,
isn't carried over; which way up it is, is. The last line says what became of it, as JSON.
"""

import io
import json
import resource
import sys
import traceback
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

MEMORY = 512 * 1024 * 1024
SECONDS = 10
POINTS = 40_000_000
LONGEST_SHAPE = 30
LARGE_BOX = (2400, 2400)
SMALL_BOXES = ((480, 480), (360, 360), (240, 240), (160, 160), (96, 96))
SMALL_BYTES = 20_000
QUALITIES = (80, 65, 50)
FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}


class Unfit(Exception):
    """The picture isn't made anew; the argument is the word for why."""


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def opened(source: str, kind: str) -> "Image.Image":
    """The picture, not decoded yet: its size is read from the first bytes."""
    from PIL import Image

    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = POINTS
    try:
        picture = Image.open(source, formats=[FORMATS[kind]])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unfit("pixels") from None
    width, height = picture.size
    if width * height > POINTS:
        raise Unfit("pixels")
    if max(width, height) > LONGEST_SHAPE * min(width, height):
        raise Unfit("shape")
    if getattr(picture, "is_animated", False):
        raise Unfit("moves")
    return picture


def upright(picture: "Image.Image") -> "Image.Image":
    """Small enough for reading, the right way up, in colours every screen knows."""
    from PIL import ImageOps

    profile = picture.info.get("icc_profile")
    if picture.mode in ("P", "PA", "1", "I", "F", "I;16") or "transparency" in picture.info:
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    picture.thumbnail(LARGE_BOX)  # of a JPEG, decoded small at once
    turned = ImageOps.exif_transpose(picture)
    if turned.mode not in ("RGB", "RGBA", "L"):
        turned = turned.convert("RGBA" if turned.mode in ("LA", "La", "RGBa") else "RGB")
    return in_usual_colours(turned, profile)


def in_usual_colours(picture: "Image.Image", profile: bytes | None) -> "Image.Image":
    """As sRGB, since the profile that says otherwise isn't kept."""
    from PIL import ImageCms

    if profile and picture.mode == "RGB":
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB"), inPlace=True)
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile: the colours stay as they are
    picture.info = {}
    return picture


def write_large(picture: "Image.Image", path: str, kind: str) -> None:
    if kind == "jpeg":
        picture.convert("RGB").save(path, "JPEG", quality=84, optimize=True, progressive=True)
    elif kind == "webp":
        picture.save(path, "WEBP", quality=84, method=4)
    else:  # a GIF that stands still is a PNG
        picture.save(path, "PNG", optimize=True)


def write_small(picture: "Image.Image", path: str) -> tuple[int, int]:
    """At most 20 kB: first with less quality, then smaller."""
    for box in SMALL_BOXES:
        small = picture.copy()
        small.thumbnail(box)
        for quality in QUALITIES:
            packed = io.BytesIO()
            small.save(packed, "WEBP", quality=quality, method=6)
            if len(packed.getvalue()) <= SMALL_BYTES:
                with open(path, "wb") as file:
                    file.write(packed.getvalue())
                return small.size
    raise Unfit("broken")


def main(source: str, large: str, small: str, kind: str) -> dict[str, Any]:
    with opened(source, kind) as picture:
        fit = upright(picture)
    write_large(fit, large, kind)
    small_size = write_small(fit, small)
    return {"width": fit.width, "height": fit.height, "small": list(small_size)}


if __name__ == "__main__":
    limit()
    try:
        said = main(*sys.argv[1:])
    except Unfit as unfit:
        said = {"unfit": str(unfit)}
    except Exception:
        traceback.print_exc()
        said = {"unfit": "broken"}
    sys.stdout.write(json.dumps(said))
