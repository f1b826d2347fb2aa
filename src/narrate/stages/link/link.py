"""link: every reference finds its target, and what connects becomes one graph of typed links."""

from narrate.forges import forge_of
from narrate.git.history import History
from narrate.model.attendance import ATTENDING
from narrate.model.config import Config
from narrate.model.diagnostic import Diagnostic, Place
from narrate.model.document import Form, Reference, Value
from narrate.model.entry import Entry
from narrate.model.kinds import Field, LinkType
from narrate.model.links import Drawn, Edge, Links, Named, Target
from narrate.model.registry import DESK, INBOX, MENTORING, NETWORK, SEARCH, Group, Registry
from narrate.stages.discover import Found as Discovered
from narrate.stages.gate import Withheld
from narrate.stages.link.as_replied import as_replied, is_as_replied
from narrate.stages.link.by_name import by_name
from narrate.stages.link.circles import reply_circles, to_itself
from narrate.stages.link.edges import edge_of
from narrate.stages.link.embeds import Embeds
from narrate.stages.link.files import Files
from narrate.stages.link.in_words import say
from narrate.stages.link.names import Names
from narrate.stages.link.resolve import NOT_PUBLISHED, Found, Resolver, Surroundings
from narrate.stages.link.states import made
from narrate.stages.link.untold import untold
from narrate.stages.register.people import texts
from narrate.stages.register.tags import tag_id

_TYPES: dict[str, LinkType] = {
    "link": "cites",
    "image": "cites",
    "wikilink": "cites",
    "embed": "embeds",
    "mention": "mentions",
    "hashtag": "tagged",
}
_MOST_NAMED = 5
"""Of so many people of one name a message speaks."""


def link(
    entries: tuple[Entry, ...],
    registry: Registry,
    withheld: Withheld,
    discovered: Discovered,
    drawings: dict[str, Drawn],
    history: History,
    config: Config,
    base: str,
) -> tuple[Links, tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """Resolves all references. `drawings`: the address of each diagram by its source; `base` is the site's base path.

    The entries come back without the names of what is withheld in their plain words.
    """
    generated = _generated(entries, registry, config)
    names = Names(entries, discovered.files, registry, withheld, generated, _with_feeds(generated, config))
    surroundings = Surroundings(
        base=base,
        ours=_ours(config),
        forge=forge_of(config, history),
        declared=config.declared,
        exists=discovered.folder.has,
    )
    published = Files(discovered.folder.read)
    resolver = Resolver(names, published, surroundings, _tag_urls(entries, registry))
    found = {
        entry.url: tuple(resolver.resolve(entry, ref) for ref in entry.text.references) for entry in entries
    }
    entries, found = untold(entries, found)
    fields, field_edges = _fields(entries, registry, resolver, config)
    meant = say(entries, found, config.kinds, fields, field_edges, config.language)
    field_edges += by_name(entries, config, fields)
    field_edges += as_replied(entries, config, fields, field_edges, resolver.diagnostics)
    embeds = Embeds(found, {entry.url: entry for entry in entries}, drawings)
    targets = {entry.url: embeds.targets(entry.url) for entry in entries}
    edges = _edges(entries, found, registry, field_edges, meant)
    diagnostics = (*resolver.diagnostics, *embeds.diagnostics, *reply_circles(entries, edges))
    entries = made(entries, edges, config.kinds)
    return Links(targets, fields, edges, published.used, published.measured), entries, diagnostics


def _ours(config: Config) -> tuple[str, ...]:
    urls = (config.base_url, *config.our_urls)
    return tuple(url if url.endswith("/") else f"{url}/" for url in urls if url)


def _generated(entries: tuple[Entry, ...], registry: Registry, config: Config) -> dict[str, bool]:
    """Pages that no file has: home, the streams of kinds, and who and what the registry holds, which links mean."""
    groups: tuple[dict[str, Group], ...] = (registry.teams, registry.communities)
    urls = [person.url for person in registry.people.values()]
    urls += [group.url for known in groups for group in known.values()]
    urls += [tag.url for tag in registry.tags.values()]
    used = {
        "person": registry.people,
        "team": registry.teams,
        "community": registry.communities,
        "tag": registry.tags,
    }
    kinds = {entry.kind for entry in entries if entry.url != "/"}
    pages = {"/": False}
    if config.search:
        pages[SEARCH] = False
    for kind in config.kinds.kinds.values():
        if used.get(kind.registry) or (not kind.registry and kind.name in kinds):
            pages[f"/{kind.folder}/"] = False
        if kind.registry == "person" and registry.is_mentoring:
            pages[f"/{kind.folder}/{MENTORING}"] = False
    if config.declared:  # elsewhere, those have one for whom there is something
        pages |= {f"{person.url}{INBOX}": False for person in registry.people.values() if person.listed}
    if config.has_desk:
        pages[DESK] = False
    if config.network and registry.may_be_network:
        pages[NETWORK] = False
    return pages | dict.fromkeys(urls, True)


def _with_feeds(generated: dict[str, bool], config: Config) -> frozenset[str]:
    """Those of the pages that are streams: whoever likes subscribes to them."""
    others = {f"/{kind.folder}/" for kind in config.kinds.kinds.values() if not kind.registry}
    others |= {"/"} | {f"{url}{INBOX}" for url, meant in generated.items() if meant}
    return frozenset(url for url, meant in generated.items() if meant or url in others)


def _tag_urls(entries: tuple[Entry, ...], registry: Registry) -> dict[str, str]:
    """The address of the tag that each hashtag means, where it counts as one."""
    merged = {tag_id(name): tag.url for tag in registry.tags.values() for name in (*tag.names, tag.id)}
    urls: dict[str, str] = {}
    for entry in entries:
        of_entry = {registry.tags[tag].url for tag in entry.tags if tag in registry.tags}
        for reference in entry.text.references:
            if reference.form == "hashtag" and reference.target not in urls:
                url = merged.get(tag_id(reference.target), "")
                if url in of_entry or url:
                    urls[reference.target] = url
    return urls


def _fields(
    entries: tuple[Entry, ...], registry: Registry, resolver: Resolver, config: Config
) -> tuple[dict[str, dict[str, tuple[Named, ...]]], list[Edge]]:
    """What link fields name, and the typed edges that they write."""
    fields: dict[str, dict[str, tuple[Named, ...]]] = {}
    edges: list[Edge] = []
    called = {entry.url: entry.name for entry in entries}
    for entry in entries:
        if not entry.fields:
            continue
        for field in (*config.kinds.kinds[entry.kind].fields, *config.kinds.common):
            if field.name not in entry.fields or field.type not in ("links", "people", "file"):
                continue
            if field.registry:
                continue
            if is_as_replied(field, entry.fields[field.name]):
                continue
            words = _values(entry.fields[field.name], field, resolver.names)
            named = tuple(_named(entry, field, word, registry, resolver, called) for word in words)
            fields.setdefault(entry.url, {})[field.name] = named
            if field.link == "replies-to" and any(name.url == entry.url for name in named):
                resolver.diagnostics.append(to_itself(entry))
            meant = (name for name in named if name.url and name.url != entry.url)
            edges += (edge_of(field, field.link, entry, name) for name in meant if field.link is not None)
    return fields, edges


def _values(value: Value, field: Field, names: Names) -> tuple[str, ...]:
    """The names in a link field: a list, or one name, which may contain commas; of people, several between commas."""
    if not isinstance(value, str) or (field.type == "people" and not names.people_named(value)):
        return texts(value)
    return (value.strip(),) if value.strip() else ()


def _named(
    entry: Entry, field: Field, word: str, registry: Registry, resolver: Resolver, called: dict[str, str]
) -> Named:
    line, column, text = entry.places.get(field.name, (0, 0, ""))
    at = text.find(word)
    if field.type == "people":
        return _somebody(entry, field, word, registry, resolver)
    if field.type == "file":
        reference = Reference("image", word, "", "", "", line, at + 1 if at >= 0 else column, word)
        return Named(resolver.resolve(entry, reference).target, "")
    inner = word.removeprefix("!").removeprefix("[[").removesuffix("]]")
    target, _, label = inner.partition("|")
    target, _, fragment = target.partition("#")
    form: Form = "wikilink" if "/" not in target or word.startswith("[[") else "link"
    reference = Reference(
        form, target.strip(), fragment, label, "", line, at + 1 if at >= 0 else column, word
    )
    found: Found = resolver.resolve(entry, reference)
    words = label or (called[found.entry.url] if found.entry else "")
    if not words and found.target.state != "withheld":
        name = target.strip(" /").rpartition("/")[2]
        words = name if name and found.target.state == "missing" else word
    target_value = found.target
    shown = Target(
        target_value.state,
        target_value.href,
        target_value.text if target_value.state == "withheld" else words,
    )
    return Named(shown, found.url, found.fragment)


def _somebody(entry: Entry, field: Field, word: str, registry: Registry, resolver: Resolver) -> Named:
    """Who a field means: a person or a group by id or handle, a person by name when nobody else has it."""
    called = word.lstrip("@")
    known = resolver.names.people.get(called.casefold())
    if known is None:
        named = resolver.names.people_named(called)
        if len(named) == 1:
            known = registry.people[named[0]].url, registry.people[named[0]].name
        elif not named and resolver.names.is_withheld_name(called):
            return Named(Target("withheld", text=NOT_PUBLISHED), "")
        else:
            resolver.diagnostics.append(_unclear(entry, field, word, named, resolver.names))
            return Named(Target("plain", text=called), "")
    return Named(Target("entry", resolver.href(known[0]), known[1]), known[0])


def _unclear(entry: Entry, field: Field, word: str, named: tuple[str, ...], names: Names) -> Diagnostic:
    """Nobody has that name, or several people have."""
    line, column, text = entry.places.get(field.name, (0, 0, ""))
    at = text.find(word)
    place = Place(entry.path, line, at + 1 if at >= 0 else column, len(word) if at >= 0 else 1, text)
    if named:
        those = ", ".join(f"`{one}`" for one in named[:_MOST_NAMED])
        return Diagnostic(
            place, "ambiguous-person", f"`{word}` may be any of {those}", "write one of the ids"
        )
    near = " or ".join(f"`{one}`" for one in names.people_called(word.lstrip("@")))
    help_line = f"did you mean {near}?" if near else "write the id of a person's page, or add one"
    return Diagnostic(place, "unknown-person", f"nobody is known as `{word}`", help_line)


def _edges(
    entries: tuple[Entry, ...],
    found: dict[str, tuple[Found, ...]],
    registry: Registry,
    field_edges: list[Edge],
    meant: dict[str, frozenset[int]],
) -> tuple[Edge, ...]:
    """Every edge once: of several between the same two the first with a sentence stays."""
    edges: dict[tuple[str, str, str], Edge] = {}
    for edge in field_edges:
        edges.setdefault((edge.source, edge.target, edge.type), edge)
    for entry in entries:
        said = meant.get(entry.url, frozenset())
        for number, (reference, one) in enumerate(zip(entry.text.references, found[entry.url], strict=True)):
            if one.url and one.url != entry.url and number not in said:
                type_ = _TYPES[reference.form]
                if type_ == "mentions" and reference.lead in ATTENDING:
                    continue
                sentence = "" if type_ == "embeds" else reference.sentence
                edges.setdefault(
                    (entry.url, one.url, type_), Edge(entry.url, one.url, type_, sentence, one.fragment)
                )
        for tag in entry.tags:
            if tag in registry.tags:
                url = registry.tags[tag].url
                edges.setdefault((entry.url, url, "tagged"), Edge(entry.url, url, "tagged"))
    for person in registry.people.values():
        for group in (*person.teams, *person.communities):
            for groups in (registry.teams, registry.communities):
                if group in groups and person.id in groups[group].members:
                    url = groups[group].url
                    edges.setdefault((person.url, url, "member-of"), Edge(person.url, url, "member-of"))
    return tuple(edges[key] for key in sorted(edges))
