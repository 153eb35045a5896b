"""Laws, matters and parties: the libraries that everything else asks."""

from zhifa.registry.models.consistency import Finding
from zhifa.registry.models.laws import Article, Digest, Law, LawVersion
from zhifa.registry.models.matters import Matter, PowerItem
from zhifa.registry.models.parties import Party

__all__ = ["Article", "Digest", "Finding", "Law", "LawVersion", "Matter", "Party", "PowerItem"]
