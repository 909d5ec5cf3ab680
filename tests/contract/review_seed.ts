// Reads and reviews the seed article by the generated types: node review_seed.js URL

import type { paths } from "./schema.js";

declare const process: { argv: string[]; env: Record<string, string> };

type Method = "get" | "patch" | "post";
type Operation<Path extends keyof paths, M extends Method> = paths[Path][M];
type Answer<Path extends keyof paths, M extends Method> = Operation<Path, M> extends {
  responses: { 200: { content: { "application/json": infer Body } } };
}
  ? Body
  : never;
type Sent<Path extends keyof paths, M extends Method> = Operation<Path, M> extends {
  requestBody?: { content: { "application/json": infer Body } };
}
  ? Body
  : never;

async function send<Path extends keyof paths, M extends Method>(
  method: M,
  path: Path,
  to: string = path,
  body?: Sent<Path, M>,
  tag?: string,
): Promise<{ body: Answer<Path, M>; tag: string }> {
  const headers: Record<string, string> = { Authorization: `Bearer ${process.env.COMMUNIQUE_KEY}` };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (tag !== undefined) headers["If-Match"] = tag;
  const response = await fetch(process.argv[2] + to, {
    method: method.toUpperCase(),
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${to} answered ${response.status}`);
  return { body: (await response.json()) as Answer<Path, M>, tag: response.headers.get("ETag") ?? "" };
}

const articles = (await send("get", "/v1/articles")).body;
const id = articles.items[0].id;
const brief = (await send("get", "/v1/articles/{article_id}/brief", `/v1/articles/${id}/brief`)).body;
const quotes = (await send("get", "/v1/quotes", "/v1/quotes?limit=5")).body;
for (const [at, quote] of quotes.items.entries()) {
  const kind: "direct" | "indirect" | "mixed" = quote.kind;
  const speaker: string | null | undefined = quote.speaker?.name;
  if (quote.id !== brief.quotes[at].id || speaker === "" || !kind) throw new Error(`${quote.id} is another quote`);
}

const path = "/v1/quotes/{quote_id}";
const to = `/v1/quotes/${brief.quotes[0].id}`;
const found = await send("get", path, to);
const confirmed = await send("patch", path, to, { status: "confirmed" }, found.tag);
const other = found.body.kind === "direct" ? "mixed" : "direct";
const corrected = await send("patch", path, to, { kind: other, note: "So the text says it." }, confirmed.tag);
const undone = await send("post", `${path}/revisions/{number}/restore`, `${to}/revisions/0/restore`, { note: "It was right." });
const steps = [found, confirmed, corrected, undone].map((step) => `${step.body.status} ${step.body.kind}`);
const expected = [steps[0], `confirmed ${found.body.kind}`, `corrected ${other}`, `machine ${found.body.kind}`];
if (steps.join() !== expected.join()) throw new Error(steps.join());
console.log(`TypeScript: ${brief.actors.length} actors, ${brief.quotes.length} quotes of '${brief.article.title}'`);
