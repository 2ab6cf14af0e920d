"""ZIP packages that are the same bytes whenever they are written."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST = "[Content_Types].xml"  # readers look for it at the beginning
EARLIEST = (1980, 1, 1, 0, 0, 0)  # that a ZIP file can say
UNIX = 3


def packed(package: bytes) -> bytes:
    """The same parts in the order of their names, without the time at which they were written."""
    file = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(file, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != FIRST, name)):
            info = ZipInfo(name, EARLIEST)
            info.create_system, info.compress_type = UNIX, ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return file.getvalue()
