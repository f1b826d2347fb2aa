"""publish: the stage's files take their places in the output, and what is no longer planned leaves it.

Only what differs is touched. Each file is replaced whole; new pages come first, then changed ones, then lists
of pages, and deletions last, so that at every moment each link leads somewhere. What is about to change is
written down before: after a kill in the middle, the next build makes exactly that again.
"""

import errno
import os
import shutil
from pathlib import Path

import msgspec

from narrate.errors import NarrateError
from narrate.model.manifest import NAME, Manifest, Output
from narrate.stages.render import Rendered

_JOURNAL = NAME + ".journal"
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_DECODER = msgspec.msgpack.Decoder(Manifest)


def read_manifest(output: Path) -> Manifest:
    """What is published in a folder. What an interrupted publish was about to change has no digests."""
    try:
        outputs = dict(_DECODER.decode((output / NAME).read_bytes()).outputs)
    except FileNotFoundError:
        outputs = {}
    except (OSError, msgspec.DecodeError):
        outputs = {}
    try:
        interrupted = msgspec.msgpack.decode((output / _JOURNAL).read_bytes(), type=list[str])
    except (OSError, msgspec.DecodeError):
        interrupted = []
    for path in interrupted:
        outputs[path] = Output(b"", b"", -1)
    return Manifest(outputs)


def is_intact(before: Manifest, output: Path) -> bool:
    """Whether every published file is there, and of its size."""
    folder = str(output)
    try:
        return all(
            os.stat(f"{folder}/{path}").st_size == known.size for path, known in before.outputs.items()
        )
    except OSError:
        return False


def open_stage(stage: Path) -> Path:
    """An empty stage."""
    shutil.rmtree(stage, ignore_errors=True)
    try:
        stage.mkdir(parents=True)
    except OSError as error:
        message = f"cannot write beside the output folder, in `{stage}`: {error.strerror}"
        raise NarrateError(message, "choose another folder with --output") from error
    return stage


def publish(rendered: Rendered, before: Manifest, stage: Path, output: Path) -> None:
    """Brings the output to what was rendered."""
    if not rendered.staged and not rendered.removed:
        stage.rmdir()
        if not (output / _JOURNAL).exists():
            return
    manifest = _ENCODER.encode(rendered.manifest)
    if not output.exists():
        (stage / NAME).write_bytes(manifest)
        output.parent.mkdir(parents=True, exist_ok=True)
        stage.rename(output)
        return
    order = sorted(rendered.staged, key=lambda path: (_turn(path, before), path))
    _replace_bytes(output / _JOURNAL, _ENCODER.encode([*order, *rendered.removed]))
    folders: set[Path] = {output}
    for path in order:
        target = output / path
        _make_folder(target.parent, output, folders)
        _move(stage / path, target)
    for path in rendered.removed:
        _remove(output / path, output)
    _replace_bytes(output / NAME, manifest)
    (output / _JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(stage, ignore_errors=True)


def _turn(path: str, before: Manifest) -> int:
    """New files before changed ones, so that whatever links to them finds them."""
    if path not in before.outputs:
        return 0
    return 1 if path.endswith((".html", ".md")) else 2


def _make_folder(folder: Path, output: Path, known: set[Path]) -> None:
    """Makes a folder below the output; one that is a link elsewhere, or a file, makes way."""
    if folder in known:
        return
    _make_folder(folder.parent, output, known)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        folder.unlink()
    folder.mkdir(exist_ok=True)
    known.add(folder)


def _move(source: Path, target: Path) -> None:
    try:
        os.replace(source, target)
    except IsADirectoryError:
        shutil.rmtree(target)
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        near = target.with_name(f".{target.name}.new")
        shutil.copyfile(source, near)
        os.replace(near, target)


def _replace_bytes(path: Path, content: bytes) -> None:
    near = path.with_name(path.name + ".new")
    near.write_bytes(content)
    os.replace(near, path)


def _remove(path: Path, output: Path) -> None:
    """Removes a file that narrate published, and the folders that it leaves empty."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
    folder = path.parent
    while folder != output:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
