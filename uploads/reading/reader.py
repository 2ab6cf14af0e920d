"""Reads a file on its standard input and prints its text, page by page. Run alone, by confined.py.

Each line is a JSON array [number, text]; the last one is "end", or a fault in one word. A file in
which Word has noted no ends of pages is one page with the number 0.
"""

import codecs
import io
import json
import resource
import sys
from collections.abc import Callable, Iterator

MEMORY = 768 * 1024 * 1024
CPU_SECONDS = 20
OUTPUT = 16 * 1024 * 1024
MOST_PAGES = 3000
MOST_CHARACTERS = 4_000_000
CODECS = ("cp437", "cp1252", "latin-1", "utf-16", "utf-16-le")  # asked for later
END, BROKEN, PASSWORD = "end", "broken", "password"  # pragma: allowlist secret
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What stands between words; None where a page ended when Word showed the text last.
SIGNS = {f"{WORD}{name}": "\n" for name in ("p", "tc", "br")}
SIGNS |= {f"{WORD}tab": " ", f"{WORD}lastRenderedPageBreak": None}
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# Read by programs that do not know the shape beside it: the same words once more.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

Pages = Iterator[tuple[int, str]]
Read = Callable[[bytes], Pages]


def pdf() -> Read:
    import pypdfium2

    def pages(content: bytes) -> Pages:
        with pypdfium2.PdfDocument(content) as document:
            for at in range(min(len(document), MOST_PAGES)):
                page = document[at]
                text = page.get_textpage()
                yield at + 1, _joined(text.get_text_bounded())
                text.close()
                page.close()

    return pages


def _joined(text: str) -> str:
    """A word that was parted at the end of a line is one word again."""
    return text.replace("\ufffe\r\n", "").replace("\ufffe", "").replace("\x02\r\n", "")


def docx() -> Read:
    import docx as library

    def pages(content: bytes) -> Pages:
        body = library.Document(io.BytesIO(content)).element.body
        texts = [""]
        for word in _words(body):
            if word is None:
                texts.append("")
            else:
                texts[-1] += word
        if len(texts) == 1:
            yield 0, texts[0]
        else:
            yield from enumerate(texts, 1)

    return pages


def _words(body) -> Iterator[str | None]:
    """What stands in the text in its order, insertions among it, as SIGNS say."""
    aside: set[object] = set()
    for part in body.iter():
        if part.tag == FALLBACK or part.getparent() in aside:
            aside.add(part)
        elif part.tag == f"{WORD}t":
            yield part.text or ""
        elif part.tag in SIGNS:
            yield SIGNS[part.tag]


def pptx() -> Read:
    import pptx as library

    def pages(content: bytes) -> Pages:
        slides = library.Presentation(io.BytesIO(content)).slides
        for number, slide in enumerate(slides, 1):
            parts = [slide.element]
            if slide.has_notes_slide:
                parts.append(slide.notes_slide.element)
            yield number, "\n".join(text for part in parts for text in _paragraphs(part))

    return pages


def _paragraphs(slide) -> Iterator[str]:
    """Of shapes, groups, tables and diagrams alike; fields hold the number of the slide."""
    for paragraph in slide.iter(f"{DRAWING}p"):
        runs = (run.text or "" for run in paragraph.iter(f"{DRAWING}t") if _is_text(run))
        if text := "".join(runs).strip():
            yield text


def _is_text(run) -> bool:
    return run.getparent().tag != f"{DRAWING}fld"


LIBRARIES = {"pdf": pdf, "docx": docx, "pptx": pptx}


def confine() -> None:
    """From here on: little memory and time, and no file, network or program can be opened."""
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: OUTPUT,
        resource.RLIMIT_NOFILE: 0,
        resource.RLIMIT_NPROC: 0,
    }
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))


def read(pages: Pages) -> Iterator[object]:
    left = MOST_CHARACTERS
    for number, text in pages:
        yield [number, text[:left]]
        left -= len(text)
        if left <= 0 or number >= MOST_PAGES:
            break
    yield END


def main() -> None:
    pages = LIBRARIES[sys.argv[1]]()
    for name in CODECS:
        codecs.lookup(name)
    content = sys.stdin.buffer.read()
    confine()
    try:
        for line in read(pages(content)):
            print(json.dumps(line))
    except Exception as fault:  # of whatever library: what a damaged file does to it
        print(json.dumps(PASSWORD if "password" in str(fault).lower() else BROKEN))


if __name__ == "__main__":
    main()
