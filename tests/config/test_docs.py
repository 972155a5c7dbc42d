"""What operators read is what the settings read."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_every_setting_has_its_line_and_every_line_its_setting():
    source = (ROOT / "src/accord/config/settings.py").read_text()
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))
    told = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/operate/settings.md").read_text(), re.M)

    assert sorted(told) == sorted(read)
