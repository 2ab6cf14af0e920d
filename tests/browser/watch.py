"""What goes wrong behind a page without the visitor being told."""

# The browser's own words about an answer of 400 or more; the answer itself is noted already.
ABOUT_AN_ANSWER = "Failed to load resource"
# A search that a newer one replaced, or a page left while something was still under way.
GIVEN_UP = "net::ERR_ABORTED"


class Watch:
    """Errors in the console, requests to other sites, and parts of a page that do not come."""

    def __init__(self, origin):
        self.origin, self._noted, self._tolerated = origin, [], []

    def over(self, context):
        context.on("console", self._console)
        context.on("weberror", lambda error: self._noted.append(f"error: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def tolerate(self, *words):
        """Pass over faults that hold one of these: the test causes them."""
        self._tolerated += words

    @property
    def faults(self):
        return [
            fault for fault in self._noted if not any(words in fault for words in self._tolerated)
        ]

    def _console(self, message):
        if message.type in ("error", "warning") and ABOUT_AN_ANSWER not in message.text:
            self._noted.append(f"console: {message.text}")

    def _request(self, request):
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:")):
            self._noted.append(f"another site: {request.url}")

    def _failed(self, request):
        if request.failure != GIVEN_UP:
            self._noted.append(f"no answer: {request.url} {request.failure}")

    def _response(self, response):
        # The page itself may be a 404; its status is for the test to look at.
        if response.status >= 400 and not response.request.is_navigation_request():
            self._noted.append(f"answer {response.status}: {response.url}")
