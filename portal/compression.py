"""Texts go out compressed; pictures and documents are compressed already."""

from django.middleware.gzip import GZipMiddleware

TEXTS = (
    "text/", "application/json", "application/xml", "image/svg+xml", "application/atom+xml",
    "application/ld+json", "application/linkset+json", "application/problem+json",
    "application/vnd.citationstyles.csl+json", "application/x-bibtex", "application/x-ndjson",
    "application/x-research-info-systems",
)  # fmt: skip


class CompressTexts(GZipMiddleware):
    def process_response(self, request, response):
        if response.get("Content-Type", "").startswith(TEXTS):
            return super().process_response(request, response)
        return response
