"""Makes what the pages need from what people edit: catalogues, one stylesheet, fonts cut to size.

`python -m accord.ui.build` may be run again at any time; fonts are cut only when they're missing or
when this file or the font packages changed. `make setup` and the build of the wheel run it.
"""

import hashlib
import io
import re
import sys
from collections.abc import Iterator
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

LOCALE = Path(__file__).parent.parent / "locale"
STATIC = Path(__file__).parent / "static/ui"
STYLESHEET = STATIC / "accord.css"
FONTS = STATIC / "fonts"

# Figtree and Noto Sans Arabic: package, file, and the ranges each is cut to (as in fonts.css).
CUTS = [
    ("figtree-latin", "fontpkg_figtree", "Figtree[wght].ttf"),
    ("figtree-latin-ext", "fontpkg_figtree", "Figtree[wght].ttf"),
    ("noto-sans-arabic", "fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf"),
]
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "rlig", "rclt"]
FEATURES += ["init", "medi", "fina", "isol", "curs"]


def build_catalogues() -> list[Path]:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    built = []
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        built.append(source.with_suffix(".mo"))
        with source.open("rb") as texts, built[-1].open("wb") as catalogue:
            write_mo(catalogue, read_po(texts, locale=source.parent.parent.name))
    return built


def sources() -> Iterator[Path]:
    for name in ("reset", "fonts", "tokens", "base", "layout"):
        yield STATIC / f"{name}.css"
    yield from sorted((STATIC / "components").glob("*.css"))
    yield STATIC / "utilities.css"


def small(css: str) -> str:
    """The stylesheet without comments and needless blanks."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").strip()


def build_stylesheet() -> Path:
    css = "\n".join(small(path.read_text()) for path in sources()) + "\n"
    if not STYLESHEET.exists() or STYLESHEET.read_text() != css:
        STYLESHEET.write_text(css)
    return STYLESHEET


def ranges(name: str) -> list[int]:
    """The code points that fonts.css promises for this file."""
    css = (STATIC / "fonts.css").read_text()
    found = re.search(rf'fonts/{name}\.woff2".*?unicode-range: ([^;]+);', css, re.DOTALL)
    if found is None:
        raise LookupError(f"fonts.css has no unicode-range for {name}")
    points: list[int] = []
    for part in found[1].replace("U+", "").split(","):
        first, _, last = part.strip().partition("-")
        points += range(int(first, 16), int(last or first, 16) + 1)
    return points


def cut_font(name: str, package: str, file: str) -> None:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    # With its own date: the same sources give the same file, and so the same wheel.
    font = TTFont(str(resources.files(package) / "files" / file), recalcTimestamp=False)
    options = Options(layout_features=FEATURES, hinting=False, glyph_names=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=ranges(name))
    subsetter.subset(font)
    # Letters are drawn at weights 400 to 700 only, and Arabic at one width.
    limits: dict[str, object] = {"wght": (400, 400, 700)}
    if "wdth" in file:
        limits["wdth"] = 100
    cut = instancer.instantiateVariableFont(_reread(font), limits)
    cut.flavor = "woff2"
    cut.save(FONTS / f"{name}.woff2")


def _reread(font: "TTFont") -> "TTFont":
    """As it would be read from a file: a cut font keeps references to what was left out."""
    from fontTools.ttLib import TTFont

    kept = io.BytesIO()
    font.save(kept)
    kept.seek(0)
    return TTFont(kept, recalcTimestamp=False)


def font_stamp() -> str:
    """Changes whenever the cut fonts would."""
    parts = [Path(__file__).read_text(), (STATIC / "fonts.css").read_text()]
    parts += [metadata.version(package.replace("_", "-")) for _, package, _ in CUTS]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def build_fonts() -> list[Path]:
    stamp = FONTS / "stamp.txt"
    if not stamp.exists() or stamp.read_text() != font_stamp():
        FONTS.mkdir(parents=True, exist_ok=True)
        for name, package, file in CUTS:
            cut_font(name, package, file)
        stamp.write_text(font_stamp())
    return sorted(FONTS.glob("*.woff2"))


def build_all() -> list[Path]:
    return [*build_catalogues(), build_stylesheet(), *build_fonts()]


def main() -> None:
    for built in build_all():
        sys.stdout.write(f"{built.relative_to(LOCALE.parent)} {built.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
