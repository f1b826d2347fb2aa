"""Where a file of the repository is shown on its forge."""

from narrate.model.urls import encode


def file_url(forge: str, branch: str, path: str) -> str:
    """The address of a file on GitHub, GitLab, Bitbucket, or a Gitea or Forgejo; empty when the forge is unknown."""
    if not forge:
        return ""
    host = forge.partition("://")[2].partition("/")[0]
    if "github" in host:
        middle = "blob"
    elif "gitlab" in host:
        middle = "-/blob"
    elif "bitbucket" in host:
        middle = "src"
    else:
        middle = "src/branch"
    return f"{forge.rstrip('/')}/{middle}/{encode(branch or 'HEAD')}/{encode(path)}"
