"""Check that a running server does what the portal needs of it. See README.md."""

import argparse
import json
import sys
import urllib.error
import urllib.request
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tools.elasticsearch.smoke_index import ANALYZED, DOCUMENTS, MAPPINGS, SETTINGS

_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Smoke:
    """Works in indices of its own, under names nobody else uses, and removes them."""

    def __init__(self, url: str):
        self.url = url
        self.name = f"smoke-{uuid.uuid4().hex[:8]}"
        self.failures = 0

    def ask(self, method: str, path: str, body=None) -> tuple[int, dict]:
        """Status and answer. A list is sent line by line, as _bulk wants it."""
        lines = body if isinstance(body, list) else [body]
        data = "".join(json.dumps(line) + "\n" for line in lines).encode() if body else None
        headers = {"Content-Type": "application/x-ndjson" if body is lines else "application/json"}
        url = f"{self.url}/{path}"
        request = urllib.request.Request(url, data, headers, method=method)  # noqa: S310 - as given
        try:
            with _opener.open(request, timeout=60) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, json.load(refusal)

    def search(self, **body) -> dict:
        return self.ask("POST", f"{self.name}/_search", body)[1]

    def check(self, what: str, found, expected) -> None:
        if found == expected:
            print(f"OK   {what}")
        else:
            self.failures += 1
            print(f"FAIL {what}: expected {expected!r}, found {found!r}")

    def create(self) -> None:
        body = {"settings": SETTINGS, "mappings": MAPPINGS}
        status, answer = self.ask("PUT", self.name, body)
        self.check("index with one analyzer of each kind", status, 200)
        if status != 200:
            raise SystemExit(json.dumps(answer, indent=1)[:3000])

    def analyzers(self) -> None:
        for analyzer, text, expected in ANALYZED:
            body = {"analyzer": analyzer, "text": text}
            _, answer = self.ask("POST", f"{self.name}/_analyze", body)
            tokens = [token["token"] for token in answer.get("tokens", [])] or [str(answer)]
            self.check(f"analyzer {analyzer}: {text}", tokens, _split(expected))

    def bare_names(self) -> None:
        """Components named without an index, as _analyze allows."""
        for analyzer in ("english", "french", "spanish", "arabic", "russian", "cjk"):
            status, _ = self.ask("POST", "_analyze", {"analyzer": analyzer, "text": "a"})
            self.check(f"analyzer {analyzer} without an index", status, 200)
        body = {"tokenizer": "standard", "filter": ["lowercase", "shingle"], "text": "A B"}
        tokens = [token["token"] for token in self.ask("POST", "_analyze", body)[1]["tokens"]]
        self.check("filter shingle without an index", tokens, ["a", "a b", "b"])

    def refusals(self) -> None:
        """What the official image refuses must be refused here, too."""
        synonyms = {"type": "synonym_graph", "synonyms": ["a, b"]}
        chains = {
            "synonyms after edge_ngram": ["edge_ngram", synonyms],
            "synonyms without rules": [{"type": "synonym_graph"}],
            "a synonym rule of stop words": ["stop", synonyms | {"synonyms": ["the, a"]}],
            "an unknown stemmer": [{"type": "stemmer", "language": "klingon"}],
        }
        for what, chain in chains.items():
            body = {"tokenizer": "standard", "filter": chain, "text": "a"}
            self.check(f"refused: {what}", self.ask("POST", "_analyze", body)[0], 400)

    def bulk(self) -> None:
        lines = []
        for number, document in DOCUMENTS.items():
            action = {"_id": number, "version": 10, "version_type": "external"}
            lines += [{"index": action}, document]
        _, answer = self.ask("POST", f"{self.name}/_bulk?refresh=true", lines)
        self.check("bulk", answer.get("errors"), False)
        _, answer = self.ask("POST", f"{self.name}/_bulk", lines)
        found = {item["index"]["status"] for item in answer["items"]}
        self.check("bulk with an old external version", found, {409})

    def versions(self) -> None:
        def write(method: str, version: int) -> int:
            path = f"{self.name}/_doc/v?version={version}&version_type=external"
            return self.ask(method, path, {"title": "v"} if method == "PUT" else None)[0]

        self.check("external version 5 is written", write("PUT", 5), 201)
        self.check("external version 4 comes too late", write("PUT", 4), 409)
        self.check("external deletion 7", write("DELETE", 7), 200)
        self.check("the tombstone keeps version 6 out", write("PUT", 6), 409)
        self.check("and lets version 8 in", write("PUT", 8), 201)
        self.check("external deletion 9", write("DELETE", 9), 200)
        self.check("a deletion of what is gone", write("DELETE", 12), 404)
        self.check("leaves a tombstone too", write("PUT", 11), 409)

    def aliases(self) -> None:
        other = f"{self.name}-next"
        self.ask("PUT", other, {"settings": {"number_of_replicas": 0}})
        alias = f"{self.name}-alias"
        first = {"actions": [{"add": {"index": self.name, "alias": alias}}]}
        self.check("alias", self.ask("POST", "_aliases", first)[0], 200)
        swap = {"actions": [{"remove": {"index": self.name, "alias": alias}},
                            {"add": {"index": other, "alias": alias}}]}  # fmt: skip
        self.ask("POST", "_aliases", swap)
        self.check("alias moved at once", list(self.ask("GET", f"_alias/{alias}")[1]), [other])
        self.ask("DELETE", other)

    def facets(self) -> None:
        answer = self.search(
            aggs={"topics": {"terms": {"field": "topic"}}},
            post_filter={"term": {"topic": "ÉAU"}},
        )
        buckets = {b["key"]: b["doc_count"] for b in answer["aggregations"]["topics"]["buckets"]}
        self.check("terms aggregation, normalized", buckets, {"eau": 2, "ngo": 2})
        self.check("post_filter narrows the hits only", answer["hits"]["total"]["value"], 2)

    def matching(self) -> None:
        answer = self.search(
            query={"match": {"title": {"query": "NGO", "operator": "and"}}},
            highlight={"type": "unified", "fields": {"title": {"number_of_fragments": 0}}},
        )
        marked = [hit["highlight"]["title"][0] for hit in answer["hits"]["hits"]]
        expected = ["<em>Non governmental organization</em>"]
        words = [text.replace("</em> <em>", " ") for text in marked]
        self.check("multi-word synonym as a phrase, highlighted", words, expected)

    def suggesters(self) -> None:
        answer = self.search(
            suggest={
                "term": {"text": "watr", "term": {"field": "title.words", "min_word_length": 3}},
                "phrase": {"text": "claen water", "phrase": {"field": "title.shingles"}},
                "complete": {"prefix": "claen", "completion": {"field": "complete", "fuzzy": {}}},
            }
        )
        found = {key: entry[0]["options"] for key, entry in answer["suggest"].items()}
        self.check("term suggester", [o["text"] for o in found["term"]], ["water"])
        self.check("phrase suggester", [o["text"] for o in found["phrase"]][:1], ["clean water"])
        completed = sorted(o["text"] for o in found["complete"])
        self.check("completion suggester", completed, ["clean schools", "clean water"])

    def similar(self) -> None:
        like = {"fields": ["title"], "like": [{"_id": "1"}], "min_term_freq": 1, "min_doc_freq": 1}
        answer = self.search(query={"more_like_this": like})
        self.check("more_like_this", [hit["_id"] for hit in answer["hits"]["hits"]], ["2"])

    def note_synonyms_api(self) -> None:
        """A note and no check: the official image has it, the server on Maven Central has not."""
        body = {"synonyms_set": [{"synonyms": "water, aqua"}]}
        status, answer = self.ask("PUT", f"_synonyms/{self.name}", body)
        works = "works" if status in (200, 201) else f"does not work: {answer['error']['reason']}"
        print(f"NOTE the synonyms API {works}")
        self.ask("DELETE", f"_synonyms/{self.name}")

    def remove(self) -> None:
        self.ask("DELETE", self.name)

    def run(self) -> int:
        self.create()
        steps = (self.analyzers, self.bare_names, self.refusals, self.bulk, self.versions,
                 self.aliases, self.facets, self.matching, self.suggesters, self.similar,
                 self.note_synonyms_api)  # fmt: skip
        try:
            for step in steps:
                step()
        finally:
            self.remove()
        return self.failures


def _split(expected: str) -> list[str]:
    """Tokens apart by blanks; by bars where tokens hold blanks themselves."""
    if "|" in expected:
        return expected.split("|")
    return [token.replace("\0", " ") for token in expected.split(" ")]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:9200")
    url = parser.parse_args().url.rstrip("/")
    try:
        failures = Smoke(url).run()
    except urllib.error.URLError as error:
        sys.exit(f"{url} does not answer: {error.reason}")
    print(f"{failures} checks failed." if failures else "Everything works.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
