import type { DeskWords } from "@/i18n/words";

import en from "./words/en.json";

export const words: DeskWords<keyof typeof en> = { en, ar: () => import("./words/ar.json"), ckb: () => import("./words/ckb.json"), "kmr-Arab": () => import("./words/kmr-Arab.json") };
