"""The content security policy, as an answer tells it."""


def policy(answer):
    parts = answer.headers["content-security-policy"].split("; ")
    return {part.split(" ")[0]: part.split(" ")[1:] for part in parts}


def expect_strict(answer):
    told = policy(answer)
    assert told["default-src"] == ["'none'"]
    assert told["script-src"] == told["style-src"] == ["'self'"]
    assert told["frame-ancestors"] == told["base-uri"] == ["'none'"]
