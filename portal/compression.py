"""Texts go out compressed; pictures and documents are compressed already.

Pages with forms hold secrets, and only Django's gzip pads its answers at random so that their
length betrays none (BREACH). Data are public, so they may take brotli and zstd as well.
"""

from compression_middleware.middleware import CompressionMiddleware
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

PAGES = ("text/", "image/svg+xml")
DATA = (
    "text/csv", "text/xml", "text/turtle", "application/json", "application/xml",
    "application/atom+xml", "application/ld+json", "application/linkset+json",
    "application/problem+json", "application/vnd.citationstyles.csl+json",
    "application/x-bibtex", "application/x-ndjson", "application/x-research-info-systems",
)  # fmt: skip


class CompressTexts(GZipMiddleware):
    def __init__(self, get_response) -> None:
        super().__init__(get_response)
        self.data = CompressionMiddleware(get_response)

    def process_response(self, request, response) -> HttpResponseBase:
        kind = response.get("Content-Type", "")
        if kind.startswith(DATA):
            return self.data.process_response(request, response)
        if kind.startswith(PAGES):
            return super().process_response(request, response)
        return response
