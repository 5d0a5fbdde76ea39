"""Forgejo and Gitea: pull requests (REST API, version 1)."""

from __future__ import annotations

from urllib.parse import quote

from generator.intake.forges.forge import Api, Opening, address

PAGE = 50
MOST_PAGES = 4
"""Whoever was interrupted tries again soon; and no forge opens a second proposal while the first is open."""


class Forgejo:
    """`project` is owner/name; the token may write the repository. `api` ends in `/api/v1`."""

    def __init__(self, project: str, token: str, api: str) -> None:
        self._path = f"repos/{quote(project)}/pulls"
        self._api = Api(api, {"Authorization": f"token {token}"})

    def find(self, branch: str) -> str | None:
        """Return the address of the branch's pull request. It has no filter by branch: look among the last ones."""
        for page in range(1, MOST_PAGES + 1):
            found = self._api.get(self._path, state="all", sort="recentupdate", limit=str(PAGE), page=str(page))
            listed = found if isinstance(found, list) else []
            for one in listed:
                if isinstance(one, dict) and isinstance(head := one.get("head"), dict) and head.get("ref") == branch:
                    return address(one, "html_url")
            if not listed:
                break
        return None

    def open(self, opening: Opening) -> str:
        """Open a pull request."""
        content: dict[str, object] = {
            "head": opening.branch,
            "base": opening.base,
            "title": opening.title,
            "body": opening.body,
        }
        return address(self._api.post(self._path, content), "html_url")
