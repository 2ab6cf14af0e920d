"""XML parts of an office file, read with a parser that resolves nothing."""

import posixpath
from typing import Any
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element

MOST_XML = 20 * 1024 * 1024


class TooLargeError(ValueError):
    """A part is larger than a form can be."""


class Package:
    """An office file whose content was checked by uploads before."""

    def __init__(self, file) -> None:
        file.seek(0)
        self.zip = ZipFile(file)

    def tree(self, name) -> _Element | None:
        """The root element of a part, or None where there is no such part."""
        try:
            info = self.zip.getinfo(name)
        except KeyError:
            return None
        if info.file_size > MOST_XML:
            raise TooLargeError(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return etree.fromstring(self.zip.read(info), parser)

    def refuse_large(self) -> None:
        """For libraries that read every part as a whole."""
        for info in self.zip.infolist():
            if info.filename.endswith(".xml") and info.file_size > MOST_XML:
                raise TooLargeError(info.filename)

    def related(self, part) -> dict:
        """Targets of an OOXML part's relationships, by id: (last word of the type, target)."""
        folder, name = posixpath.split(part)
        tree = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        if tree is None:
            return {}
        found = {}
        for relation in tree:
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            if relation.get("TargetMode", "").lower() != "external":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[relation.get("Id")] = (kind, target)
        return found


def local(element) -> str:
    """The name without its namespace: strict and transitional OOXML differ in nothing else."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element, name, default=None) -> str | None:
    """An attribute by its local name."""
    if element is None:
        return default
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return default


def child(element, *names) -> _Element | None:
    """The descendant by a path of local names, or None."""
    for name in names:
        if element is None:
            return None
        element = next((item for item in element if local(item) == name), None)
    return element


def descendants(element, name) -> Any:
    return (item for item in element.iter() if local(item) == name)
