"""Rules across records: what no single file can tell.

`check_site()` applies them all. A rule is a function from an `Inspection` to findings, a module a family of rules.
"""

from generator.checking.finding import Finding, Locate
from generator.checking.inspection import Inspection, LogoFile
from generator.checking.rulebook import RULES, check, check_site

__all__ = ["RULES", "Finding", "Inspection", "Locate", "LogoFile", "check", "check_site"]
