const RTL = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/gu;
const LTR = /[A-Za-z\u00C0-\u024F]/gu;

/** The direction most letters of some texts have; left to right when there are no letters. A table of an original is laid out by it. */
export function directionOf(texts: Iterable<string | null>): "ltr" | "rtl" {
  let balance = 0;
  for (const text of texts) balance += (text?.match(RTL)?.length ?? 0) - (text?.match(LTR)?.length ?? 0);
  return balance > 0 ? "rtl" : "ltr";
}
