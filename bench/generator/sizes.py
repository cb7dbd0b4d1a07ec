"""How much there is in a municipality."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Numbers of objects. `goals` are those of all levels together; the rest are the municipality's own."""

    goals: int
    plans: int
    positions: int
    measures: int
    contributions: int

    def times(self, factor: float) -> "Size":
        """The same proportions, so many times as much of everything."""
        return Size(
            goals=round(self.goals * factor),
            plans=round(self.plans * factor),
            positions=round(self.positions * factor),
            measures=round(self.measures * factor),
            contributions=round(self.contributions * factor),
        )


MEDIUM = Size(goals=300, plans=60, positions=1_500, measures=1_200, contributions=6_000)

#: M is a municipality of some 65,000 inhabitants; S a small one, L more than any has.
SIZES = {
    "S": Size(goals=40, plans=8, positions=150, measures=120, contributions=600),
    "M": MEDIUM,
    "L": MEDIUM.times(10),
}
