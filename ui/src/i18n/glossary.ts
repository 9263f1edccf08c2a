import type en from "./glossary/en.json";
import type { Locale } from "./locales";
import { pseudoCatalogue } from "./pseudo";

/** The words of the screen, each with a paragraph, in the language of the page; loaded when somebody asks for help. */
export type Term = keyof typeof en;
export type Glossary = Record<Term, { term: string; text: string }>;

const LOADERS: Record<Locale, () => Promise<{ default: Glossary }>> = {
  en: () => import("./glossary/en.json"),
  ar: () => import("./glossary/ar.json"),
  ckb: () => import("./glossary/ckb.json"),
  "kmr-Arab": () => import("./glossary/kmr-Arab.json"),
  qps: async () => {
    const { default: english } = await import("./glossary/en.json");
    return { default: Object.fromEntries(Object.entries(english).map(([key, words]) => [key, pseudoCatalogue(words)])) as Glossary };
  },
};

export async function glossary(locale: Locale): Promise<Glossary> {
  return (await LOADERS[locale]()).default;
}
