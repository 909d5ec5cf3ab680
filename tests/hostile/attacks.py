"""Requests that mean harm, or make no sense, made from what the OpenAPI document says can be asked."""

import gzip
import json
import random
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_from_bytes

INJECTED = "X-Injected"
"""The header that some of them try to get into the answer."""

_TEXT = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington. “We will help,” Biden said."
_PAGE = f"<html><head><title>A</title></head><body><p>{_TEXT}</p></body></html>"

# Each is written into every filter, every field, every header and every path.
WORDS = (
    "", " ", "\0", "a\0b", "' OR 1=1 --", '" OR ""="', "'; DROP TABLE articles; --", "1) UNION SELECT 1,2,3 --", "%",
    "_", "\\", "%' ESCAPE '", "a* OR b", '"a', "NEAR(a b, 2)", "a AND NOT (", "text:a", "-a", "^a", "{a b}", "a:*",
    "&|!", "\u202eabc\u202c", "\u2066a\u2069", "\u200b", "e\u0301" * 100, "\U0001f1ee\U0001f1f6", "\ud800", "\ufeff",
    "\uffff", f"a\r\n{INJECTED}: 1", f"a\n{INJECTED}: 1", "../../etc/passwd", "<script>alert(1)</script>", "=1+1",
    "${7*7}", "{{7*7}}", "%s%n", "-1", "0", "9" * 20, "9" * 5000, "1e999", "NaN", "Infinity", "-0", "0x10", "1_0",
    "١٢", "true", "null", "[]", "0000", "9999-12-31", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00",
    "2021-02-30", "../2021", "2021/..", "art_aaaaaaaaaaaaaaaa", "act_" + "a" * 5000, "iq", "I", "a" * 10_000,
    "a," * 1000,
)  # fmt: skip

_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 10**18, 10**30, 1e308, "", "\0", [], {}, ["a"], {"a": 1}, [[[]]], *WORDS,
)  # fmt: skip

_HEADERS = (
    "Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Content-Encoding", "Content-Type",
    "Content-Length", "Cookie", "Expect", "Forwarded", "Host", "Idempotency-Key", "If-Match", "If-Modified-Since",
    "If-None-Match", "Origin", "Range", "Transfer-Encoding", "X-Forwarded-For", "X-Forwarded-Host",
    "X-HTTP-Method-Override", "X-Request-Id",
)  # fmt: skip

_TYPES = (
    "application/json", "text/plain", "text/html", "", "application/x-www-form-urlencoded", "multipart/form-data",
    "text/html; charset=utf-16", "text/html; charset=punycode", "text/html; charset=zlib", "application/json;;=",
)  # fmt: skip


@dataclass(frozen=True)
class Attack:
    """A request as it goes over the wire; the path and the query are percent-encoded."""

    kind: str
    method: str
    path: str
    query: str = ""
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class Attacker:
    """Makes requests against a service; `ids` are some that it has, by the name of the parameter."""

    def __init__(self, document: dict[str, Any], ids: Mapping[str, str], draw: random.Random) -> None:
        self.ids = ids
        self.draw = draw
        self.operations = [
            (method.upper(), path, [*item.get("parameters", ()), *item[method].get("parameters", ())])
            for path, item in document["paths"].items()
            for method in sorted(item.keys() & {"get", "post", "put", "patch", "delete"})
        ]
        self.posts = [path for method, path, _ in self.operations if method == "POST" and "{" not in path]
        self.fields = sorted(document["components"]["schemas"]["ArticleIn"]["properties"])

    def attacks(self, count: int) -> Iterator[Attack]:
        """So many requests, of each kind as many as of any other."""
        kinds: tuple[Callable[[], Attack], ...] = (
            self.filter, self.path, self.wrong_type, self.cut_short, self.bomb, self.deep, self.header, self.page,
            self.noise, self.body,
        )  # fmt: skip
        for number in range(count):
            yield kinds[number % len(kinds)]()

    def filter(self) -> Attack:
        """A list with hostile filters."""
        lists = [operation for operation in self.operations if any(p["in"] == "query" for p in operation[2])]
        method, path, parameters = self.draw.choice(lists)
        names = [parameter["name"] for parameter in parameters if parameter["in"] == "query"]
        asked = self.draw.choices([*names, "colour"], k=self.draw.randint(1, 4))
        query = "&".join(f"{name}={self._encoded(self.draw.choice(WORDS))}" for name in asked)
        return Attack("filter", method, self._filled(method, path), query)

    def path(self) -> Attack:
        """A hostile id."""
        method, path, _ = self.draw.choice(self.operations)
        word = self._encoded(self.draw.choice(WORDS))
        before, brace, rest = path.partition("{")
        return Attack("path", method, before + word + rest.partition("}")[2] if brace else f"{path}/{word}")

    def wrong_type(self) -> Attack:
        """An article that is right but for the type or the value of one field."""
        article = {"text": _TEXT, self.draw.choice([*self.fields, "colour"]): self.draw.choice(_VALUES)}
        return self._post("wrong type", json.dumps(article).encode())

    def cut_short(self) -> Attack:
        """A body that ends too early, packed or not."""
        whole = json.dumps({"text": _TEXT, "title": "é"}, ensure_ascii=False).encode()
        packed, coding = self.draw.choice(
            ((whole, ""), (gzip.compress(whole, mtime=0), "gzip"), (zlib.compress(whole), "deflate"))
        )
        return self._post("cut short", packed[: self.draw.randrange(len(packed))], coding=coding)

    def bomb(self) -> Attack:
        """A small body that is large when unpacked, or that is not what it says."""
        coding = self.draw.choice(("gzip", "deflate", "br", "zstd", "gzip, gzip", "\0"))
        unpacked = self.draw.choice((b"0", b" ", b"[", b"\0", b'{"text":"')) * self.draw.choice((1, 10**6, 10**7))
        packed = gzip.compress(unpacked, 1, mtime=0) if coding != "deflate" else zlib.compress(unpacked, 1)
        return self._post("bomb", packed, coding=coding)

    def deep(self) -> Attack:
        """JSON nested deeply, closed or not, where a text or an article should be."""
        depth = self.draw.choice((10, 500, 990, 1000, 1023, 1024, 1025, 100_000))
        opened, closed = self.draw.choice((("[", "]"), ('{"a":', "}"), ('{"text":', "}"), ("[[],", "]")))
        body = opened * depth + "1" + closed * (depth * self.draw.randint(0, 1))
        return self._post("deep", self.draw.choice(("%s", '{"text": %s}')).replace("%s", body).encode())

    def header(self) -> Attack:
        """A right request but for one header."""
        method, path, _ = self.draw.choice(self.operations)
        name, word = self.draw.choice(_HEADERS), self.draw.choice(WORDS)
        body = json.dumps({"text": _TEXT}).encode() if method == "POST" else b""
        value = word.encode("utf-8", "surrogatepass").decode("latin-1")  # as a server hands it on
        return Attack("header", method, self._filled(method, path), body=body, headers={name: value})

    def page(self) -> Attack:
        """A web page that no browser would like."""
        tags = self.draw.choice(
            ("<div>", "<p><b>", "<table><tr><td>", "</p>", "<a href=x>", "<!--", "<![CDATA[", "<svg>")
        )
        place = self.draw.randrange(len(_PAGE))
        many = self.draw.choice((1, 300, 5_000))
        source = _PAGE[:place] + self.draw.choice((tags * many, self.draw.choice(WORDS))) + _PAGE[place:]
        data = source.encode(self.draw.choice(("utf-8", "utf-16", "cp1251")), "replace")
        return self._post("page", data, content_type=self.draw.choice(_TYPES[2:8]))

    def noise(self) -> Attack:
        """Bytes that mean nothing, as any type."""
        body = self.draw.randbytes(self.draw.choice((0, 1, 100, 10_000)))
        return self._post("noise", body, content_type=self.draw.choice(_TYPES))

    def body(self) -> Attack:
        """A text of hostile characters, or JSON that only some readers take."""
        word = self.draw.choice(WORDS)
        forms = (
            f"{_TEXT} {word}",
            f'{{"text": "{word}"}}',
            f'{{"text": {word}}}',
            f'{{"text": "a", "text": "{word}"}}',
        )
        data = self.draw.choice(forms).encode("utf-8", "surrogatepass")
        return self._post("body", data, content_type=self.draw.choice(_TYPES))

    def _post(self, kind: str, body: bytes, *, content_type: str = "application/json", coding: str = "") -> Attack:
        headers = {"Content-Type": content_type} | ({"Content-Encoding": coding} if coding else {})
        if not self.draw.randrange(4):
            headers["Idempotency-Key"] = self.draw.choice(("a", "b", "c"))
        return Attack(kind, "POST", self.draw.choice(self.posts), body=body, headers=headers)

    def _encoded(self, word: str) -> str:
        data = quote_from_bytes(word.encode("utf-8", "surrogatepass"), safe="")
        return data + self.draw.choice(("", "", "", "%ff", "%z"))

    def _filled(self, method: str, path: str) -> str:
        """The path with an id that is there; nothing but a read may find it."""
        before, brace, rest = path.partition("{")
        name, _, after = rest.partition("}")
        known = self.ids.get(name, f"{name[:3]}_{'a' * 16}") if brace else ""  # there may be no job
        return before + (known if method == "GET" else known[:4] + "a" * 16 if known else "") + after
