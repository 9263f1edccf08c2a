const RTL = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/gu;
const LTR = /[A-Za-z\u00C0-\u024F]/gu;

/** The direction most letters of some texts have; left to right when there are no letters. A table of an original is laid out by it. */
export function directionOf(texts: Iterable<string | null>): "ltr" | "rtl" {
  let balance = 0;
  for (const text of texts) balance += (text?.match(RTL)?.length ?? 0) - (text?.match(LTR)?.length ?? 0);
  return balance > 0 ? "rtl" : "ltr";
}

/** The direction of a text by its first letter, as Unicode's rules have it; numbers and codes without letters go left to right. */
export function firstStrong(text: string): "ltr" | "rtl" {
  const letter = /\p{L}/u.exec(text)?.[0] ?? "";
  return /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u.test(letter) ? "rtl" : "ltr";
}

/** Text that keeps its own direction where there is no element to give it one: in a drawing, in what is read aloud. Numbers are left to right. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;
