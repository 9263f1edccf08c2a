/**
 * The pseudo-language `qps`: English with accents, a third longer and between brackets, so that a word that no catalogue holds, a label that has no
 * room to grow and a sentence put together from pieces are seen at once. No list offers it; tests and developers ask for it by
 * `localStorage.setItem("tahqiq.locale", "qps")`.
 */

const PLAIN = "aAcCdDeEgGhHiIjJkKlLnNoOrRsStTuUwWyYzZ";
const MARKED = "áÁçÇđĐéÉğĞĥĤíÍĵĴķĶļĻñÑöÖŕŔšŠţŢúÚŵŴýÝžŽ";
const FORM = /^(zero|one|two|few|many|other): /;

const accented = (text: string): string =>
  text
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith("{") ? part : part.split("").map((sign) => MARKED[PLAIN.indexOf(sign)] ?? sign).join("")))
    .join("");

const bracketed = (text: string): string => `⟦${accented(text)}${"~".repeat(Math.ceil(text.length / 3))}⟧`;

/** One sentence; each form of a counted sentence by itself, and `{name}` as it is. */
export const pseudo = (sentence: string): string =>
  FORM.test(sentence)
    ? sentence
        .split(" | ")
        .map((part) => `${FORM.exec(part)?.[0] ?? ""}${bracketed(part.replace(FORM, ""))}`)
        .join(" | ")
    : bracketed(sentence);

/** A whole catalogue. */
export const pseudoCatalogue = <K extends string>(english: Record<K, string>): Record<K, string> => Object.fromEntries(Object.entries<string>(english).map(([key, text]) => [key, pseudo(text)])) as Record<K, string>;
