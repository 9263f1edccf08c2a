import { deskWords } from "@/desks/kit/words";

import en from "./words/en.json";

export type WordKey = keyof typeof en;

export const { words, useSay } = deskWords({ en, ar: () => import("./words/ar.json"), ckb: () => import("./words/ckb.json"), "kmr-Arab": () => import("./words/kmr-Arab.json") });
