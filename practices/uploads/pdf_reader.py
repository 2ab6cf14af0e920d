"""Reads a PDF on its standard input and prints one word about it. Run alone, by pdf.py."""

import io
import re
import resource
import sys

FINE = "fine"
MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 10
MOST_PAGES = 2000
STREAM = 64 * 1024 * 1024
# Each of them runs, opens, sends or carries something. qpdf writes every name in its plain form.
ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|Rendition|Movie|SubmitForm|ImportData"
    rb"|GoToE|GoToR|XFA|AA|Filespec)(?![A-Za-z0-9])"
)
ADDRESS = re.compile(rb"/URI\s*\(\s*(javascript|vbscript|data|file)\s*:", re.IGNORECASE)
# Where a reader begins: most word processors write it.
BEGINNINGS = ("/GoTo",)


def look(content):
    import pikepdf  # after the limits are set

    pikepdf.settings.set_qpdf_limits(flate_max_memory=STREAM, run_length_max_memory=STREAM)
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return judge(pdf, pikepdf)
    except pikepdf.PasswordError:
        return "password"


def judge(pdf, pikepdf):
    if not 0 < len(pdf.pages) <= MOST_PAGES:
        return "pages" if len(pdf.pages) else "broken"
    opening = pdf.Root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") not in BEGINNINGS:
        return "active"
    return "active" if any(acts(item, pikepdf) for item in pdf.objects) else FINE


def acts(item, pikepdf):
    if isinstance(item, pikepdf.Stream):
        item = item.stream_dict
    if not isinstance(item, (pikepdf.Dictionary, pikepdf.Array)):
        return isinstance(item, pikepdf.Name) and bool(ACTIVE.search(str(item).encode()))
    written = item.unparse(resolved=True)
    return bool(ACTIVE.search(written) or ADDRESS.search(written))


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    print(look(sys.stdin.buffer.read()))  # a fault of any kind prints nothing: not fine


if __name__ == "__main__":
    main()
