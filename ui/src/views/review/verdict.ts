import type { Verdict } from "@/core/identity";

/** The three verdicts with their keys: places on the keyboard, so that they work on Arabic and Kurdish layouts. */
export const VERDICTS: readonly { verdict: Verdict; code: string; sign: string }[] = [
  { verdict: "same", code: "KeyY", sign: "y" },
  { verdict: "different", code: "KeyN", sign: "n" },
  { verdict: "unsure", code: "KeyH", sign: "h" },
];
