"""A page of results, and where its neighbours are."""

from opendata.representation import summary


def page_of(request, found) -> dict:
    pages = found.pages
    return {
        "total": found.total,
        "more": found.raw.more,
        "page": pages.number,
        "pages": pages.count,
        "page_size": found.query.page_size,
        "next": _address(request, pages.number + 1) if pages.next_url else None,
        "previous": _address(request, pages.number - 1) if pages.previous_url else None,
        "notices": [str(notice) for notice in found.notices],
        "results": [
            summary(page) | {"all_words": number < found.counted}
            for number, page in enumerate(found.contributions)
        ],
        "facets": [_counts(facet, values) for facet, values in found.counts],
    }


def _address(request, number) -> str:
    params = request.GET.copy()
    params["page"] = str(number)
    return request.build_absolute_uri(f"{request.path}?{params.urlencode()}")


def _counts(facet, values) -> dict:
    rows = [{"key": key, "label": str(label), "count": count} for key, label, count in values]
    return {"name": facet.name, "label": str(facet.label), "values": rows}


def terms(facet, groups) -> dict:
    pairs = (pair for _group, pairs in groups for pair in pairs)
    rows = [{"key": key, "label": str(label)} for key, label in pairs]
    return {"name": facet.name, "label": str(facet.label), "values": rows}
