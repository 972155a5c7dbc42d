"""How often two programs said the same, and where they didn't."""

from collections import Counter


class Tally:
    def __init__(self) -> None:
        self.same: Counter[str] = Counter()
        self.explained: Counter[tuple[str, str]] = Counter()
        self.unexplained: list[str] = []

    def add(self, what: str, case: str, *, same: bool, why: str = "", both: str = "") -> None:
        """Count a comparison; a difference with a reason that is known counts as explained."""
        if same:
            self.same[what] += 1
        elif why:
            self.explained[what, why] += 1
            print(f"differs: {what}, {case}: {both} ({why})")
        else:
            self.unexplained.append(f"{what}, {case}: {both}")
            print(f"DIFFERS: {what}, {case}: {both}")

    def table(self) -> str:
        lines = ["", f"{'compared':<60}{'same':>6}{'explained':>11}"]
        names = dict.fromkeys([*self.same, *(what for what, _why in self.explained)])
        for what in names:
            explained = sum(count for (name, _why), count in self.explained.items() if name == what)
            lines.append(f"{what:<60}{self.same[what]:>6}{explained:>11}")
        lines.append(f"unexplained: {len(self.unexplained)}")
        reasons: Counter[str] = Counter()
        for (_what, why), count in self.explained.items():
            reasons[why] += count
        lines += [f"explained: {count} × {why}" for why, count in reasons.most_common()]
        return "\n".join(lines)
