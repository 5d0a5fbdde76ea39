"""The forge that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.intake.forges.forgejo import Forgejo
from generator.intake.forges.github import GitHub
from generator.intake.forges.gitlab import GitLab

if TYPE_CHECKING:
    from generator.intake.forges.forge import Forge
    from generator.intake.settings import Settings


def chosen_forge(settings: Settings) -> Forge | None:
    """Return the forge, None where proposals stay branches."""
    project, token, api = settings.project, settings.token, settings.api
    if settings.forge == "github":
        return GitHub(project, token, api)
    if settings.forge == "gitlab":
        return GitLab(project, token, api)
    if settings.forge == "forgejo":
        return Forgejo(project, token, api)
    return None
