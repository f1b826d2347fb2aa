"""A vault: what Obsidian writes becomes a site in which every link leads somewhere."""

import re

import pytest

from smallsite import SmallSite

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360"
    "00000002000148afa4710000000049454e44ae426082"
)
VAULT: dict[str, str | bytes] = {
    "narrate.toml": 'title = "Vault"\nbase_url = "https://notes.example/"\n',
    ".obsidian/app.json": "{}",
    ".obsidian/plugins/x/README.md": "# Plugin\n\n[[Nowhere]]\n",
    ".obsidian/snippets/own.css": "body {}",
    ".trash/Old thought.md": "# Old thought\n\n[[Nowhere]]\n",
    "attachments/Pump house.png": PNG,
    "attachments/Pasted image 20260304101112.png": PNG,
    "narrations/Warming the cache.md": (
        "---\naliases: [Cache, Warm cache]\ntags:\n  - ops/cache\ncssclasses: [wide]\n---\n"
        "It is cold on Mondays. ^cold\n\n- first\n- the second one ^second\n\n"
        "![[Pump house.png|200]] ![[Pasted image 20260304101112.png|120x80]]\n\n"
        "> [!warning]- Mind the step\n> It is [[Warming the cache#^cold|cold]].\n\n%% not for others %%\n"
    ),
    "narrations/Second thoughts.md": (
        "See [[Warming the cache]], [[warm cache]], [[Cache|the cache]], [[Warming the cache#^second]], "
        "[[narrations/Warming the cache]] and [[2026-03-04]]. #ops/cache/warm\n\n![[Warming the cache#^cold]]\n\n"
        "[By path](Warming%20the%20cache.md) and [by another](<Warming the cache.md>).\n\n"
        "## A heading: with #signs & more\n\n[[#A heading with signs & more]] [[Second thoughts#A heading with signs & more#Below]] ==important==\n\n### Below\n"
    ),
    "log/ana/2026-03-04.md": "## 09:10 Cold\n\n[[Second thoughts]]\n\n## 14:32\n\n- [x] [[Warming the cache|warmed]]\n",
    "people/ana.md": "---\nname: Ana\n---\nHello.\n",
}


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    site = SmallSite(tmp_path_factory.mktemp("vault"), VAULT)
    assert site.build().concise() == ()
    return site


def _page(vault: SmallSite, path: str) -> str:
    return vault.published()[f"{path}index.html"].decode()


def test_the_state_of_the_program_and_its_trash_are_no_content(vault: SmallSite) -> None:
    assert vault.containing("Old thought") == vault.containing("Plugin") == ()
    assert not [
        path
        for path in vault.published()
        if "obsidian" in path or "trash" in path or path.endswith("own.css")
    ]
    assert vault.containing("not for others") == ()


def test_every_wikilink_leads_to_its_note(vault: SmallSite) -> None:
    links = re.findall(
        r'<a href="([^"]+)"[^>]*>([^<]*)</a>',
        _page(vault, "narrations/second-thoughts/").partition('class="text')[2].partition("</article>")[0],
    )
    note = "/narrations/warming-the-cache/"
    assert [link for link in links if link[0].startswith(note)][:8] == [
        (note, "Warming the cache"),
        (note, "warm cache"),
        (note, "the cache"),
        (f"{note}#%5Esecond", "Warming the cache"),
        (note, "Warming the cache"),
        (f"{note}#%5Ecold", "Warming the cache"),
        (note, "By path"),
        (note, "by another"),
    ]
    assert ("/log/ana/2026-03-04/", "2026-03-04") in links


def test_pictures_are_found_by_name_and_have_their_size(vault: SmallSite) -> None:
    page = _page(vault, "narrations/warming-the-cache/")
    assert re.findall(r'<img src="([^"]+)"[^>]*width="(\d+)"', page) == [
        ("/attachments/Pump%20house.png", "200"),
        ("/attachments/Pasted%20image%2020260304101112.png", "120"),
    ]
    assert vault.published()["attachments/Pump house.png"] == PNG


def test_embeds_callouts_nested_tags_and_daily_notes_are_what_they_are_there(vault: SmallSite) -> None:
    assert "It is cold on Mondays." in _page(vault, "narrations/second-thoughts/")
    assert re.search(r'<details class="callout[^"]*warning', _page(vault, "narrations/warming-the-cache/"))
    assert "tags/ops/cache/warm/index.html" in vault.published()
    assert "Second thoughts" in _page(vault, "log/ana/2026-03-04/0910/")
    assert 'href="/people/ana/"' in _page(vault, "log/ana/2026-03-04/1432/")
