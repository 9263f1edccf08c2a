"""Compound files (OLE 2) written by hand, for tests of what stands in them."""

import struct

Tree = dict[str, "bytes | Tree"]
FREE, END = 0xFFFFFFFF, 0xFFFFFFFE


def linked(fat: list[int], sectors: list[bytes], data: bytes, size: int) -> int:
    """Adds ``data`` as a chain of sectors of ``size`` bytes; the number of its first one."""
    pieces = [data[at : at + size].ljust(size, b"\0") for at in range(0, len(data), size)]
    first = len(sectors)
    sectors += pieces
    fat += [first + index + 1 for index in range(len(pieces) - 1)] + ([END] if pieces else [])
    return first if pieces else END


def compound(tree: Tree) -> bytes:
    """A compound file (version 3, 512-byte sectors) whose streams all stand in the mini stream."""
    entries: list[list[int]] = []
    names: list[str] = []
    small: list[bytes] = []
    small_fat: list[int] = []

    def add(name: str, kind: int, content: "bytes | Tree") -> int:
        me = len(entries)
        names.append(name)
        entries.append([kind, FREE, FREE, END, 0])
        if isinstance(content, bytes):
            entries[me][3:] = [linked(small_fat, small, content, 64), len(content)]
            return me
        before = None
        for child_name, child in content.items():
            number = add(child_name, 2 if isinstance(child, bytes) else 1, child)
            entries[me if before is None else before][2 if before is None else 1] = number
            before = number
        return me

    add("Root Entry", 5, tree)
    sectors: list[bytes] = []
    fat: list[int] = []
    entries[0][3:] = [linked(fat, sectors, b"".join(small), 512), 64 * len(small)]
    directory = b""
    for name, (kind, right, child, start, size) in zip(names, entries, strict=True):
        wide = name.encode("utf-16-le")
        directory += wide.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(wide) + 2, kind, 1, FREE, right, child
        )
        directory += bytes(36) + struct.pack("<IQ", start, size)
    directory_start = linked(fat, sectors, directory, 512)
    small_fat += [FREE] * (-len(small_fat) % 128)
    small_start = linked(fat, sectors, struct.pack(f"<{len(small_fat)}I", *small_fat), 512)
    count = 1
    while count * 128 < len(fat) + count:
        count += 1
    fat_start = len(sectors)
    fat += [0xFFFFFFFD] * count
    fat += [FREE] * (count * 128 - len(fat))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    header += struct.pack(
        "<IIIIIIIII", 0, count, directory_start, 0, 4096, small_start, len(small_fat) // 128, END, 0
    )
    header += struct.pack("<109I", *([fat_start + at for at in range(count)] + [FREE] * (109 - count)))
    return header + b"".join(sectors) + struct.pack(f"<{len(fat)}I", *fat)
