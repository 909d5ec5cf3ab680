// Reads the seed article by the generated types: node read_seed.js URL

import type { paths } from "./schema.js";

declare const process: { argv: string[]; env: Record<string, string> };

type Json<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { "application/json": infer Body } } } };
}
  ? Body
  : never;

async function get<Path extends keyof paths>(path: Path, to: string = path): Promise<Json<Path>> {
  const response = await fetch(process.argv[2] + to, { headers: { Authorization: `Bearer ${process.env.COMMUNIQUE_KEY}` } });
  if (!response.ok) throw new Error(`${to} answered ${response.status}`);
  return (await response.json()) as Json<Path>;
}

const articles = await get("/v1/articles");
const id = articles.items[0].id;
const brief = await get("/v1/articles/{article_id}/brief", `/v1/articles/${id}/brief`);
const quotes = await get("/v1/quotes", "/v1/quotes?limit=5");
for (const [at, quote] of quotes.items.entries()) {
  const kind: "direct" | "indirect" | "mixed" = quote.kind;
  const speaker: string | null | undefined = quote.speaker?.name;
  if (quote.id !== brief.quotes[at].id || speaker === "" || !kind) throw new Error(`${quote.id} is another quote`);
}
console.log(`TypeScript: ${brief.actors.length} actors, ${brief.quotes.length} quotes of '${brief.article.title}'`);
