"""A fine reckoned in multiples of a base, such as the value of the goods 货值金额."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

Span = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """Multiples of a base: what it is called, from which sum on (元), and those of each tier.

    start: below it the fixed range of the clause holds, begins says it in words; floor: the base
    counts as so much at least.
    """

    base: str
    least: Decimal
    most: Decimal
    start: Decimal = Decimal(0)
    floor: Decimal = Decimal(0)
    tiers: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    begins: str = ""

    def span(self, base: Decimal, tier: str = "") -> Span:
        """What may be fined for a base, in 元; of one tier where the tier tells its multiples."""
        counted = max(base, self.floor)
        least, most = self.tiers.get(tier, (self.least, self.most))
        return counted * least, counted * most

    @property
    def words(self) -> str:
        """In Chinese, for the form."""
        times = f"{self.least.normalize():f} 至 {self.most.normalize():f} 倍"
        begins = f"{self.begins}的按" if self.begins else "的"
        return f"{self.base}{begins} {times}"
