/** The languages of the page. `kmr-Arab` is Badini (Kurmanji) in Arabic script, `qps` the pseudo-language (pseudo.ts), which no list offers. */
export const LOCALES = {
  en: { name: "English", direction: "ltr", digits: "latn", reviewed: true },
  ar: { name: "العربية", direction: "rtl", digits: "arab", reviewed: false },
  ckb: { name: "کوردی (سۆرانی)", direction: "rtl", digits: "arab", reviewed: false },
  "kmr-Arab": { name: "کوردی (بادینی)", direction: "rtl", digits: "arab", reviewed: false },
  qps: { name: "⟦qps⟧", direction: "ltr", digits: "latn", reviewed: true },
} as const satisfies Record<string, { name: string; direction: "ltr" | "rtl"; digits: "latn" | "arab"; reviewed: boolean }>;

export type Locale = keyof typeof LOCALES;

/** The languages that a person can choose. */
export const LOCALE_CODES = (Object.keys(LOCALES) as Locale[]).filter((code): code is Exclude<Locale, "qps"> => code !== "qps");

export function isLocale(text: string | null): text is Locale {
  return text !== null && Object.hasOwn(LOCALES, text);
}

/** The first language of the browser that the page speaks; Sorani for a bare `ku`, English when there is none. */
export function preferred(languages: readonly string[]): Locale {
  for (const language of languages) {
    const base = language.split("-")[0] ?? "";
    if (isLocale(language)) return language;
    if (isLocale(base)) return base;
    if (base === "kmr") return "kmr-Arab";
    if (base === "ku") return "ckb";
  }
  return "en";
}
