"""The tables that codes come from: places, activities, services, legal forms, the register, goals.

`Vocabularies.load()` gives them all. What stands in each table, its source and licence: `sources.md` in this folder.
"""

from generator.vocabularies.activities import Activities, Ateco
from generator.vocabularies.errors import VocabularyError
from generator.vocabularies.labels import Labels, Term
from generator.vocabularies.municipalities import Municipalities
from generator.vocabularies.places import Municipality, Province, Region
from generator.vocabularies.services import Service, ServiceGroup
from generator.vocabularies.vocabularies import Vocabularies
from generator.vocabularies.vocabulary import Vocabulary

__all__ = [
    "Activities",
    "Ateco",
    "Labels",
    "Municipalities",
    "Municipality",
    "Province",
    "Region",
    "Service",
    "ServiceGroup",
    "Term",
    "Vocabularies",
    "Vocabulary",
    "VocabularyError",
]
