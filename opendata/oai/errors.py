class OaiError(Exception):
    """One of the error conditions of the protocol; `code` is its name there."""

    def __init__(self, code, message) -> None:
        super().__init__(message)
        self.code = code
