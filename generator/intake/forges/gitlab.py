"""GitLab: merge requests (REST API, version 4)."""

from __future__ import annotations

from urllib.parse import quote

from generator.intake.forges.forge import Api, Opening, address, first

API = "https://gitlab.com/api/v4"


class GitLab:
    """`project` is group/name; the token has the scope `api` and the role Developer."""

    def __init__(self, project: str, token: str, api: str = "") -> None:
        self._path = f"projects/{quote(project, safe='')}/merge_requests"
        self._api = Api(api or API, {"PRIVATE-TOKEN": token})

    def find(self, branch: str) -> str | None:
        """Return the address of the branch's merge request."""
        found = first(self._api.get(self._path, source_branch=branch, state="all"))
        return None if found is None else address(found, "web_url")

    def open(self, opening: Opening) -> str:
        """Open a merge request whose branch goes once it is merged."""
        content: dict[str, object] = {
            "source_branch": opening.branch,
            "target_branch": opening.base,
            "title": opening.title,
            "description": opening.body,
            "remove_source_branch": True,
        }
        return address(self._api.post(self._path, content), "web_url")
