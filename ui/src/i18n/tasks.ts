import type { Locale } from "./locales";
import { pseudo } from "./pseudo";
import type en from "./tasks/en.json";

/** What people come to do, each with its steps, in the language of the page; loaded when somebody asks for help. */
export type Task = keyof typeof en;
export type Tasks = Record<Task, { title: string; steps: string[] }>;

const LOADERS: Record<Locale, () => Promise<{ default: Tasks }>> = {
  en: () => import("./tasks/en.json"),
  ar: () => import("./tasks/ar.json"),
  ckb: () => import("./tasks/ckb.json"),
  "kmr-Arab": () => import("./tasks/kmr-Arab.json"),
  qps: async () => {
    const { default: english } = await import("./tasks/en.json");
    return { default: Object.fromEntries(Object.entries(english).map(([key, { title, steps }]) => [key, { title: pseudo(title), steps: steps.map(pseudo) }])) as Tasks };
  },
};

export async function tasks(locale: Locale): Promise<Tasks> {
  return (await LOADERS[locale]()).default;
}
