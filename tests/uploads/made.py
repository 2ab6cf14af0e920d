"""Files for tests, made on the spot: sound ones, and each kind of hostile one."""

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

import pikepdf
from PIL import Image, TiffImagePlugin

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BODY = "<w:document xmlns:w='w'><w:body>{}</w:body></w:document>"


def pdf(fill=None, **options):
    """A PDF of one page; `fill` adds to it what it likes."""
    document, kept = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    if fill:
        fill(document)
    document.save(kept, **options)
    return kept.getvalue()


def action(kind, **entries):
    """Fills a PDF with an action that begins when the document is opened."""

    def fill(document):
        parts = {f"/{name}": value for name, value in entries.items()}
        document.Root.OpenAction = pikepdf.Dictionary({"/S": pikepdf.Name(f"/{kind}"), **parts})

    return fill


def at(key, value):
    def fill(document):
        document.Root[key] = value

    return fill


def script_in_a_packed_object(document):
    """Nothing of it can be read in the bytes: it stands in a packed stream of objects."""
    page = document.pages[0]
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[0, 0, 9, 9],
        A=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"),
    )
    page.Annots = pikepdf.Array([document.make_indirect(link)])


def attached_file(document):
    document.attachments["a.exe"] = pikepdf.AttachedFileSpec(document, b"MZ")


def link_to(address):
    def fill(document):
        act = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=address)
        link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=act)
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(link)])

    return fill


def bookmark(title):
    def fill(document):
        with document.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(title, 0))

    return fill


def place(name):
    """A place in the text that links lead to, by its name."""

    def fill(document):
        page = document.pages[0]
        target = pikepdf.Array([page.obj, pikepdf.Name.Fit])
        document.Root.Dests = pikepdf.Dictionary({name: target, "/XFA": target, "/JS": target})
        act = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.Name(name))
        page.Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=act)])

    return fill


def font(name):
    def fill(document):
        kind = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        fonts = pikepdf.Dictionary({name: document.make_indirect(kind)})
        document.pages[0].Resources = pikepdf.Dictionary(Font=fonts)

    return fill


def name_elsewhere(name):
    """An action whose kind is an object of its own."""

    def fill(document):
        kind = document.make_indirect(pikepdf.Object.parse(name.encode()))
        document.Root.OpenAction = pikepdf.Dictionary(S=kind, JS="app.alert(1)")

    return fill


def many_pages(document):
    for _ in range(2001):
        document.pages.append(document.pages[0])


def types(main=MAIN, *others):
    overrides = "".join(f"<Override PartName='/p' ContentType='{name}'/>" for name in others)
    return (
        f"<Types><Override PartName='/word/document.xml' ContentType='{main}'/>{overrides}</Types>"
    )


def relation(kind, target, mode="External"):
    inner = f"Id='r' Type='{RELATIONS}/{kind}' Target='{target}' TargetMode='{mode}'"
    return f"<Relationships><Relationship {inner}/></Relationships>"


def package(parts, **options):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content, **options)
    return kept.getvalue()


def docx(**parts):
    """A Word file; `parts` are further ones by name, with __ for / and _dot_ for a dot."""
    names = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    base = {"[Content_Types].xml": types(), "word/document.xml": BODY.format("<w:p/>")}
    base["_rels/.rels"] = relation("officeDocument", "word/document.xml", "Internal")
    return package(base | names)


def attached_to(template):
    return docx(word___rels__settings_dot_xml_dot_rels=relation("attachedTemplate", template))


def with_part(content, name, part):
    kept = io.BytesIO(content)
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, part)
    return kept.getvalue()


def odt(content="<office:document-content xmlns:office='o'/>", mimetype="text", **parts):
    base = {
        "mimetype": f"application/vnd.oasis.opendocument.{mimetype}",
        "content.xml": content,
    }
    return package(base | {name.replace("__", "/"): part for name, part in parts.items()})


def bomb():
    """Two megabytes that unpack to half a gibibyte; packing them better takes much longer."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr("[Content_Types].xml", types())
        with file.open("word/document.xml", "w") as part:
            for _ in range(512):
                part.write(bytes(1024 * 1024))
    return kept.getvalue()


def picture(format="PNG", size=(8, 8), **options):
    kept = io.BytesIO()
    Image.new("RGB", size, "teal").save(kept, format, **options)
    return kept.getvalue()


def photograph():
    """A JPEG that tells where it was taken, lying on its side, with a comment."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", tuple(TiffImagePlugin.IFDRational(n) for n in (48, 12, 30))
    return picture("JPEG", (20, 10), exif=exif, comment=b"taken by a person")


def huge_png(width=30_000, height=30_000):
    """A small file that says it has 900 million pixels."""
    head = struct.pack("!2I5B", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1024 * 1024), 9)
    parts = [(b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def most_memory() -> int:
    """Megabytes this process has held at most; `ru_maxrss` counts who started it as well."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) // 1024
