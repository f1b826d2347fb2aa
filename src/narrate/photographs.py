"""Takes out of a picture what nobody meant to publish: where it was taken, with which camera, by whom, and its thumbnails.

What is seen stays as it is, byte for byte: nothing is decoded. Of the metadata only the orientation is kept, without which
a photograph lies on its side. JPEG (with what phones append to it), PNG, WebP and AVIF; other formats carry no place.
"""

import struct
from collections.abc import Iterator
from contextlib import suppress

_ORIENTATION = 0x0112
_UPRIGHT = 1
_JPEG_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Application segments that decide how it looks, with how they begin."""
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TOLD = frozenset((b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"))
_WEBP_TOLD = {b"EXIF": 0x08, b"XMP ": 0x04}
"""Chunks with the bit that announces them."""
_AVIF_TOLD = frozenset((b"Exif", b"mime", b"uri "))
_SAYS_NOTHING = struct.pack(">I2sHIHI", 0, b"MM", 42, 8, 0, 0)
"""The content of an Exif item in which nothing is said: programs that look into it want it to be in order."""


def published(data: bytes) -> bytes:
    """A file as it is published. What is no picture of these formats is given back as it is.

    Of a damaged picture, what can be read of it is published.
    """
    if data.startswith(b"\xff\xd8\xff"):
        return b"".join(_jpeg(data))
    if data.startswith(_PNG):
        return b"".join(_png(data))
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    if data[4:8] == b"ftyp" and b"avi" in data[8:64]:
        return _avif(data)
    return data


def is_whole(data: bytes) -> bool:
    """Whether a JPEG, PNG or WebP goes on to its end; of other formats nobody can tell."""
    if data.startswith(b"\xff\xd8\xff"):
        return data.endswith(b"\xff\xd9") or _has_end(data)
    if data.startswith(_PNG):
        return data.rfind(b"IEND") > 0
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return int.from_bytes(data[4:8], "little") <= len(data) - 8 + 1  # the last byte may be padding
    return True


# --- JPEG (ITU T.81) ------------------------------------------------------------------------------


def _jpeg(data: bytes) -> Iterator[bytes]:
    """The segments of the first picture. What follows it is not shown: previews, films, depth maps, with their own places."""
    yield data[:2]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker == 0xD9:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        segment = data[at:end]
        if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
            turned = _turned(segment[10:])
            if turned:
                exif = b"Exif\0\0" + turned
                yield b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
        elif 0xE0 <= marker <= 0xEF:
            if marker in _JPEG_KEPT and segment[4:].startswith(_JPEG_KEPT[marker]):
                yield segment
        elif marker != 0xFE:
            yield segment
        at = end
        if marker == 0xDA:
            end = _end_of_scan(data, at)
            yield data[at:end]
            at = end
    yield b"\xff\xd9"


def _has_end(data: bytes) -> bool:
    """Whether its segments and scans lead to the mark that ends it."""
    at = 2
    while at + 2 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xD9:
            return True
        if marker == 0xFF:  # padding
            at += 1
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
        at = _end_of_scan(data, at) if marker == 0xDA else at
    return at < len(data)  # what is odd but there is for browsers to judge


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the coded data end: at a marker that is neither a stuffed byte nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] not in (0x00, 0xFF) and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 1 if data[at + 1] == 0xFF else 2


# --- PNG (ISO 15948) ------------------------------------------------------------------------------


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    at = 8
    while at + 12 <= len(data):
        kind = data[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(data[at : at + 4])
        if kind not in _PNG_TOLD:
            yield data[at:end]
        at = end
        if kind == b"IEND":
            break


# --- WebP (RFC 9649) ------------------------------------------------------------------------------


def _webp(data: bytes) -> bytes:
    kept = bytearray(b"WEBP")
    flags, known = -1, 0
    at = 12
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        chunk = data[at:end]
        if kind == b"EXIF":
            chunk = b""
            turned = _turned(data[at + 8 : at + 8 + size].removeprefix(b"Exif\0\0"))
            if turned:
                chunk, known = b"EXIF" + struct.pack("<I", len(turned)) + turned, _WEBP_TOLD[b"EXIF"]
        elif kind in _WEBP_TOLD:
            chunk = b""
        elif kind == b"VP8X":
            flags = len(kept) + 8
        kept += chunk
        at = end
    if 0 <= flags < len(kept):
        kept[flags] = kept[flags] & ~sum(_WEBP_TOLD.values()) | known
    return b"RIFF" + struct.pack("<I", len(kept)) + bytes(kept)


# --- AVIF (ISO 14496-12, 23008-12) ----------------------------------------------------------------


def _avif(data: bytes) -> bytes:
    """The same with its metadata items written over: their places in the file are counted on elsewhere.

    The orientation is no metadata here, but a property of the picture.
    """
    blank = bytearray(data)
    with suppress(struct.error, IndexError):
        for kind, start, end in _told(data):
            room = max(0, min(end, len(data)) - start)
            says_nothing = _SAYS_NOTHING if kind == b"Exif" and room >= len(_SAYS_NOTHING) else b""
            blank[start : start + room] = says_nothing.ljust(room, b"\0")
    return bytes(blank)


def _told(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Where metadata are: their kind, begin and end."""
    meta = next((box for box in _boxes(data, 0, len(data)) if box[0] == b"meta"), None)
    if meta is None:
        return
    inside = {kind: (start, end) for kind, start, end in _boxes(data, meta[1] + 4, meta[2])}
    if b"iinf" not in inside or b"iloc" not in inside:
        return
    start, end = inside[b"iinf"]
    told: dict[int, bytes] = {}
    for _, first, _ in _boxes(data, start + (6 if data[start] == 0 else 8), end):
        version = data[first]
        wide = 4 if version == 3 else 2
        kind = data[first + 6 + wide : first + 10 + wide]
        if version >= 2 and kind in _AVIF_TOLD:
            told[int.from_bytes(data[first + 4 : first + 4 + wide])] = kind
    base = inside.get(b"idat", (0, 0))[0]
    for item, method, first, last in _extents(data, inside[b"iloc"][0]):
        if item in told:
            offset = base if method == 1 else 0
            yield told[item], offset + first, offset + last


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The boxes of a part of the file: kind, and where their content begins and ends."""
    while at + 8 <= end:
        size, start = int.from_bytes(data[at : at + 4]), at + 8
        if size == 1:
            size, start = int.from_bytes(data[at + 8 : at + 16]), at + 16
        stop = end if size == 0 else min(at + size, end)
        if stop < start:
            return
        yield data[at + 4 : at + 8], start, stop
        at = stop


def _extents(data: bytes, at: int) -> Iterator[tuple[int, int, int, int]]:
    """Where items are: number, from what is counted (1: the box `idat`), begin and end."""
    version, sizes = data[at], data[at + 4 : at + 6]
    offset, length, base_size, index = sizes[0] >> 4, sizes[0] & 15, sizes[1] >> 4, sizes[1] & 15
    reader = _Reader(data, at + 6)
    for _ in range(reader.number(2 if version < 2 else 4)):
        item = reader.number(2 if version < 2 else 4)
        method = reader.number(2) & 15 if version else 0
        reader.number(2)
        base = reader.number(base_size)
        for _ in range(reader.number(2)):
            reader.number(index if version else 0)
            first = base + reader.number(offset)
            yield item, method, first, first + reader.number(length)


class _Reader:
    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self._at = at

    def number(self, size: int) -> int:
        if self._at + size > len(self._data):
            raise IndexError
        found = int.from_bytes(self._data[self._at : self._at + size])
        self._at += size
        return found


# --- Exif (in all of them) ------------------------------------------------------------------------


def _turned(tiff: bytes) -> bytes:
    """Exif data that say how a picture lies and nothing else; empty when it lies as it should."""
    way = _UPRIGHT
    with suppress(struct.error):
        order = "<" if tiff.startswith(b"II") else ">"
        start = struct.unpack_from(f"{order}I", tiff, 4)[0]
        for number in range(struct.unpack_from(f"{order}H", tiff, start)[0]):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
            if tag == _ORIENTATION:
                way = value
    if not _UPRIGHT < way <= 8:
        return b""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, way, 0, 0)
