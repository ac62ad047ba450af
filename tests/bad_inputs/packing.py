"""Compressed files made by hand: what Python's library cannot write, and what no honest packer would."""

import io
import lzma
import shutil
import struct
import subprocess
import tarfile
import zipfile
import zlib

from trial import Impossible


def zstd(data, *flags):
    if shutil.which("zstd") is None:
        raise Impossible("no zstd to pack with")
    return subprocess.run(["zstd", "-q", "-c", *flags], input=data, stdout=subprocess.PIPE, check=True).stdout


def zstd_frame(blocks, window_exponent=17):
    """A frame without content size; blocks are (kind, size, bytes): 0 raw, 1 one byte repeated."""
    out = b"\x28\xb5\x2f\xfd\x00" + bytes([(window_exponent - 10) << 3])
    for i, (kind, size, data) in enumerate(blocks):
        out += struct.pack("<I", size << 3 | kind << 1 | (i == len(blocks) - 1))[:3] + data
    return out


def xxh32(data, seed=0):
    """For fewer than 16 bytes."""
    p = (2654435761, 2246822519, 3266489917, 668265263, 374761393)
    mask = 0xFFFFFFFF
    value = (seed + p[4] + len(data)) & mask
    while len(data) >= 4:
        value = (value + int.from_bytes(data[:4], "little") * p[2]) & mask
        value = (((value << 17) | (value >> 15)) & mask) * p[3] & mask
        data = data[4:]
    for byte in data:
        value = (value + byte * p[4]) & mask
        value = (((value << 11) | (value >> 21)) & mask) * p[0] & mask
    for shift, factor in ((15, p[1]), (13, p[2]), (16, 1)):
        value = ((value ^ (value >> shift)) * factor) & mask
    return value


def lz4_frame(data):
    """Blocks of 64 KB at most, none of them packed."""
    descriptor = b"\x60\x40"
    out = b"\x04\x22\x4d\x18" + descriptor + bytes([(xxh32(descriptor) >> 8) & 0xFF])
    for at in range(0, len(data), 65536):
        block = data[at:at + 65536]
        out += struct.pack("<I", len(block) | 1 << 31) + block
    return out + b"\0\0\0\0"


def xz_with_dictionary(data, code):
    """The header of the block asks for another dictionary: 40 is 4 GiB."""
    packed = bytearray(lzma.compress(data, format=lzma.FORMAT_XZ, preset=0))
    size = (packed[12] + 1) * 4
    assert packed[14:16] == b"\x21\x01"  # LZMA2, one byte of properties
    packed[16] = code
    packed[12 + size - 4:12 + size] = struct.pack("<I", zlib.crc32(bytes(packed[12:12 + size - 4])))
    return bytes(packed)


def zip_of(members, method=zipfile.ZIP_DEFLATED):
    """[(name, bytes)], names as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            packed.writestr(info, data)
    return out.getvalue()


def tar_of(members, mode="w", kind=tarfile.PAX_FORMAT):
    """[(name or TarInfo, bytes)]"""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=kind) as packed:
        for name, data in members:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            if info.isreg():
                info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    return out.getvalue()


def tar_body(members):
    """Without the end, for more to follow."""
    data = tar_of(members).rstrip(b"\0")
    return data + b"\0" * (-len(data) % 512)


def tar_header(name, size_field, kind=b"0"):
    """One header, its size field as given (12 bytes), its sum right."""
    header = bytearray(512)
    header[:len(name)] = name
    header[100:108] = b"0000644\0"
    header[124:136] = size_field
    header[136:148] = b"00000000000\0"
    header[156:157] = kind
    header[257:265] = b"ustar\x0000"
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header)


def zip_entry(name, data, stored, *, method=8, flags=0, crc=None, size=None, at=0):
    """(local header and data, central directory entry whose local header lies at `at`)."""
    crc = zlib.crc32(data) if crc is None else crc
    size = len(data) if size is None else size
    fields = (20, flags, method, 0, 0x21, crc, len(stored), size, len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", *fields) + name + stored
    central = b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, *fields, 0, 0, 0, 0, at) + name
    return local, central


def zip_from(parts, comment=b""):
    """Of [(local, central)] as zip_entry makes them with `at` 0; the places are filled in."""
    body, directory = b"", b""
    for local, central in parts:
        directory += central[:42] + struct.pack("<I", len(body)) + central[46:]
        body += local
    return zip_end(body, directory, len(parts), comment)


def zip_end(body, directory, count, comment=b""):
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), len(comment))
    return body + directory + b"PK\x05\x06" + end + comment


def deflate(data, level=9):
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()
