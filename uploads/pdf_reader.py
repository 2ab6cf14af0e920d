"""Reads PDFs on its standard input and prints one word about each. Run alone, by pdf.py.

Before each stands its length in eight bytes. What ends the process leaves the rest without a word.
"""

import io
import re
import resource
import sys
from collections.abc import Iterator
from typing import Any

FINE = "fine"
LENGTH = 8  # bytes in which the length of a file is told
MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 10
MOST_PAGES = 2000
STREAM = 64 * 1024 * 1024
# Words in an object that is looked at closely: most objects have none of them, which is quick to
# see. qpdf writes every name in its plain form.
SUSPECT = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|EF|RichMedia|Rendition|Movie|SubmitForm|ImportData"
    rb"|GoToE|GoToR|XFA|AA|Filespec|URI)(?![A-Za-z0-9])"
)
# Kinds of action that run, send or open something besides this document.
ACTIONS = {"/JavaScript", "/Launch", "/Rendition", "/Movie", "/SubmitForm", "/ImportData"}
ACTIONS |= {"/GoToE", "/GoToR", "/RichMediaExecute"}
CARRIERS = {"/Filespec", "/EmbeddedFile", "/RichMedia", "/Rendition", "/Movie", "/FileAttachment"}
ADDRESS = re.compile(rb"\s*(javascript|vbscript|data|file)\s*:", re.IGNORECASE)
# Where a reader begins: most word processors write it.
BEGINNINGS = ("/GoTo",)


def look(content) -> Any:
    import pikepdf  # after the limits are set

    pikepdf.settings.set_qpdf_limits(flate_max_memory=STREAM, run_length_max_memory=STREAM)
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return judge(pdf, pikepdf)
    except pikepdf.PasswordError:
        return "password"


def judge(pdf, pikepdf) -> str:
    if not 0 < len(pdf.pages) <= MOST_PAGES:
        return "pages" if len(pdf.pages) else "broken"
    opening = pdf.Root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") not in BEGINNINGS:
        return "active"
    return "active" if any(acts(item, pikepdf) for item in pdf.objects) else FINE


def acts(item, pikepdf) -> bool:
    """Whether an object of the file acts; objects it refers to are asked by themselves."""
    if isinstance(item, pikepdf.Stream):
        item = item.stream_dict
    if isinstance(item, pikepdf.Name):  # a name that others refer to: no program writes it so
        return str(item) in ACTIONS | CARRIERS
    if not isinstance(item, (pikepdf.Dictionary, pikepdf.Array)):
        return False
    if not SUSPECT.search(item.unparse(resolved=True)):
        return False
    return any(dictionary_acts(part, pikepdf) for part in dictionaries(item, pikepdf))


def dictionaries(item, pikepdf) -> Iterator:
    """The object and what is written inside it. Names and strings mean nothing by themselves: a
    bookmark, a font or a place in the text may be called as an action is."""
    waiting = [item]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Stream):
            part = part.stream_dict
        if isinstance(part, pikepdf.Dictionary):
            yield part
            inner = part.values()
        else:
            inner = part
        waiting += [
            each
            for each in inner
            if isinstance(each, (pikepdf.Dictionary, pikepdf.Array)) and not each.is_indirect
        ]


def dictionary_acts(entries, pikepdf) -> bool:
    kinds = {str(entries.get(key, "")) for key in ("/Type", "/Subtype")}
    if str(entries.get("/S", "")) in ACTIONS or kinds & CARRIERS:
        return True
    if "/JS" in entries and isinstance(entries["/JS"], pikepdf.String):
        return True
    address = entries.get("/URI")
    if isinstance(address, pikepdf.String) and ADDRESS.match(bytes(address)):
        return True
    return any(opens(entries.get(key), pikepdf) for key in TREES) or has_form_script(
        entries.get("/XFA"), pikepdf
    )


# What begins by itself, and trees of scripts and of files; a font may have the same name.
TREES = ("/AA", "/JavaScript", "/EmbeddedFiles", "/EF")


def opens(value, pikepdf) -> bool:
    """An empty one is refused as well: it has no use."""
    if not isinstance(value, pikepdf.Dictionary) or isinstance(value, pikepdf.Stream):
        return False
    if not len(value) or "/Names" in value or "/Kids" in value:
        return True
    return any(
        isinstance(part, pikepdf.Stream) or (isinstance(part, pikepdf.Dictionary) and "/S" in part)
        for part in value.values()
    )


def has_form_script(value, pikepdf) -> bool:
    """A place in the text (an array that begins with a page) may have that name too."""
    if isinstance(value, pikepdf.Array):
        return any(isinstance(part, pikepdf.String) for part in value)
    return isinstance(value, (pikepdf.String, pikepdf.Stream))


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while length := sys.stdin.buffer.read(LENGTH):
        content = sys.stdin.buffer.read(int.from_bytes(length))
        print(look(content), flush=True)  # a fault of any kind prints nothing: not fine


if __name__ == "__main__":
    main()
