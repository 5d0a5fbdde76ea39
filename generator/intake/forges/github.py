"""GitHub: pull requests (REST API, version 2022-11-28)."""

from __future__ import annotations

from generator.intake.forges.forge import Api, Opening, address, first

API = "https://api.github.com"


class GitHub:
    """`project` is owner/name; the token needs to write contents and pull requests of this repository."""

    def __init__(self, project: str, token: str, api: str = "") -> None:
        self._project = project
        headers = {"Authorization": f"Bearer {token}", "X-GitHub-Api-Version": "2022-11-28"}
        self._api = Api(api or API, headers)

    def find(self, branch: str) -> str | None:
        """Return the address of the branch's pull request."""
        owner = self._project.partition("/")[0]
        found = first(self._api.get(f"repos/{self._project}/pulls", head=f"{owner}:{branch}", state="all"))
        return None if found is None else address(found, "html_url")

    def open(self, opening: Opening) -> str:
        """Open a pull request."""
        content: dict[str, object] = {
            "head": opening.branch,
            "base": opening.base,
            "title": opening.title,
            "body": opening.body,
        }
        return address(self._api.post(f"repos/{self._project}/pulls", content), "html_url")
