import { useFormat } from "@/core/format";

/** A sentence of the server, with the figures and days of the page's language. */
export function ServerSentence({ text }: { text: string }) {
  return <>{useFormat().sentence(text)}</>;
}
