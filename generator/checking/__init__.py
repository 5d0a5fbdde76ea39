"""Rules across records: what no single file can tell.

`check()` applies them all; a rule is a function from an `Inspection` to findings, a module a family of rules.
"""

from generator.checking.finding import Finding, Locate
from generator.checking.inspection import Inspection, LogoFile
from generator.checking.rulebook import RULES, check

__all__ = ["RULES", "Finding", "Inspection", "Locate", "LogoFile", "check"]
