import en from "./locales/en.json";
import type { Locale } from "./locales";
import { pseudoCatalogue } from "./pseudo";

/** Every sentence of the page has a key in `locales/en.json`; a key that is not there does not compile. */
export type TextKey = keyof typeof en;
export type Catalogue = Record<TextKey, string>;
export type Parameters = Record<string, string | number>;

const LOADERS: Record<Locale, () => Promise<{ default: Catalogue }>> = {
  en: () => Promise.resolve({ default: en }),
  ar: () => import("./locales/ar.json"),
  ckb: () => import("./locales/ckb.json"),
  "kmr-Arab": () => import("./locales/kmr-Arab.json"),
  qps: () => Promise.resolve({ default: pseudoCatalogue(en) }),
};

export const ENGLISH: Catalogue = en;

export async function load(locale: Locale): Promise<Catalogue> {
  return (await LOADERS[locale]()).default;
}

/** The sentence with `{name}` filled in; what has no value stays as it is, so that the sentence is still shown. */
export function fill(sentence: string, parameters: Parameters = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(parameters, name) ? String(parameters[name]) : whole));
}
