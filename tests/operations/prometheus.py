"""Reads the text format of Prometheus (0.0.4), and is stricter than Prometheus itself."""

import re
from dataclasses import dataclass, field

HEAD = re.compile(r"# (HELP|TYPE) ([a-zA-Z_:][\w:]*) (.+)")
SAMPLE = re.compile(
    r"([a-zA-Z_:][\w:]*)(?:\{(.+)\})? (NaN|[+-]Inf|[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)"
)
LABEL = re.compile(r'([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)')
PARTS = {"histogram": ("_bucket", "_sum", "_count"), "counter": ("",), "gauge": ("",)}


@dataclass
class Family:
    type: str = ""
    help: str = ""
    samples: dict[tuple, float] = field(default_factory=dict)


def labels_in(text: str) -> tuple:
    found, at = [], 0
    while at < len(text):
        match = LABEL.match(text, at)
        assert match, f"no label at {text[at:]!r}"
        value = re.sub(r"\\(.)", lambda sign: {"n": "\n"}.get(sign[1], sign[1]), match[2])
        found.append((match[1], value))
        at = match.end()
    assert len({name for name, _ in found}) == len(found), text
    return tuple(sorted(found))


def families_in(text: str) -> dict[str, Family]:
    """Each name with its head first and its samples together below it, none twice."""
    assert text.endswith("\n")
    found: dict[str, Family] = {}
    name = ""
    for line in text.splitlines():
        if head := HEAD.fullmatch(line):
            kind, name, said = head.groups()
            assert (kind == "HELP") is (name not in found), f"{line}: HELP comes first, once"
            family = found.setdefault(name, Family())
            assert not getattr(family, kind.lower()), f"{line} stands there twice"
            setattr(family, kind.lower(), said)
            continue
        sample = SAMPLE.fullmatch(line)
        assert sample, f"{line!r} is no sample"
        family = found[name]
        assert sample[1] in {name + part for part in PARTS[family.type]}, f"{line} below {name}"
        assert name.endswith("_total") is (family.type == "counter"), name
        key = (sample[1].removeprefix(name), labels_in(sample[2] or ""))
        assert key not in family.samples, f"{line} stands there twice"
        family.samples[key] = float(sample[3])
    for family in found.values():
        check_histogram(family)
    return found


def check_histogram(family: Family) -> None:
    """Buckets only grow, the last is endless and holds as many as were counted."""
    series: dict[tuple, list[tuple[float, float]]] = {}
    for (part, labels), value in family.samples.items():
        if part == "_bucket":
            rest = tuple(pair for pair in labels if pair[0] != "le")
            series.setdefault(rest, []).append((float(dict(labels)["le"]), value))
    for rest, buckets in series.items():
        assert buckets == sorted(buckets)
        assert [value for _, value in buckets] == sorted(value for _, value in buckets)
        assert buckets[-1] == (float("inf"), family.samples["_count", rest])
        assert ("_sum", rest) in family.samples
