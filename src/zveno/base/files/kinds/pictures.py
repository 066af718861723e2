"""Photos and scans. What a camera writes about place and owner is taken out."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from zveno.base.files.kinds.kind import Kind, head
from zveno.base.files.refusal import FileRefused

# A sheet of A3 at 600 dpi has 70 million; beyond that a small file may fill the memory.
MOST_PIXELS = 100_000_000


def _starts_with(*beginnings: bytes, at: int = 0) -> Callable[[Path, str], bool]:
    return lambda path, _extension: head(path, 16)[at:].startswith(beginnings)


def examine(path: Path) -> None:
    """Every pixel is decoded: a picture whose header is right and whose end is missing is found out too."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 -- slow to load, for a rare wish

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit is ours, below
            with Image.open(path, formats=("PNG", "JPEG", "WEBP")) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise FileRefused(_("Снимок слишком большой. Уменьшите его и приложите ещё раз."))
                picture.load()
    except Image.DecompressionBombError as error:
        raise FileRefused(_("Снимок слишком большой. Уменьшите его и приложите ещё раз.")) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise FileRefused(_("Снимок повреждён, открыть его нельзя. Сохраните его ещё раз.")) from error


def clean(path: Path) -> None:
    """Only a picture that carries something about its maker is written anew, turned as it was shown."""
    from PIL import Image, ImageOps  # noqa: PLC0415 -- as above

    with Image.open(path) as picture:
        telling = {"exif", "xmp", "comment", "photoshop", "XML:com.adobe.xmp"} & set(picture.info)
        is_animated = getattr(picture, "n_frames", 1) > 1
        if not (telling or picture.getexif() or getattr(picture, "text", None)) or is_animated:
            return
        turned = ImageOps.exif_transpose(picture)
        kept = {key: value for key, value in picture.info.items() if key in {"icc_profile", "dpi"}}
        options = {"quality": 92, "subsampling": 0} if picture.format == "JPEG" else {"lossless": True}
        if picture.format == "PNG":
            options = {}
        form = picture.format
        turned.info = {}
        turned.save(path, format=form, **kept, **options)


PNG = Kind("png", "PNG", "image/png", (".png",), _starts_with(b"\x89PNG\r\n\x1a\n"), examine, clean)
JPEG = Kind(
    "jpeg", "JPEG", "image/jpeg", (".jpg", ".jpeg", ".jpe"), _starts_with(b"\xff\xd8\xff"), examine, clean
)
WEBP = Kind("webp", "WebP", "image/webp", (".webp",), _starts_with(b"WEBP", at=8), examine, clean)
