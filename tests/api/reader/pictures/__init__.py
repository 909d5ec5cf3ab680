"""Pages with pictures."""


def said(element):
    return " ".join(" ".join(element.itertext()).split())
