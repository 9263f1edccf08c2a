import type { DeskTasks } from "@/core/desks/page";
import type { Locale } from "@/i18n/locales";
import { pseudo } from "@/i18n/pseudo";

/** What people do at a desk, step by step, in the language of the page; loaded when somebody asks for help. */
export function deskTasks(loaders: Record<Exclude<Locale, "qps">, () => Promise<{ default: DeskTasks }>>): (locale: Locale) => Promise<DeskTasks> {
  return async (locale) => {
    const { default: told } = await loaders[locale === "qps" ? "en" : locale]();
    return locale === "qps" ? Object.fromEntries(Object.entries(told).map(([name, { title, steps }]) => [name, { title: pseudo(title), steps: steps.map(pseudo) }])) : told;
  };
}
