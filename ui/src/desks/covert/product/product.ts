import type { ItemState } from "../server";

/** What a key does on the product desk, by its place on the keyboard: the same on Arabic and Kurdish layouts. */
export type Act = "next" | "previous" | "play" | "back" | "forward" | "write" | Exclude<ItemState, "unheard" | "destroyed">;

const KEYS: Readonly<Record<string, Act>> = {
  KeyJ: "next",
  ArrowDown: "next",
  KeyK: "previous",
  ArrowUp: "previous",
  Space: "play",
  Comma: "back",
  Period: "forward",
  KeyT: "write",
  KeyH: "heard",
  KeyP: "pertinent",
  KeyN: "non-pertinent",
  KeyV: "privileged",
  KeyI: "incidental",
};

/** What is done for a key; nothing while a modifier is held. */
export const actOf = (event: { code: string; ctrlKey: boolean; altKey: boolean; metaKey: boolean; shiftKey: boolean }): Act | undefined =>
  event.ctrlKey || event.altKey || event.metaKey || event.shiftKey ? undefined : KEYS[event.code];

/** Where an item leads to, as the program allows it; privileged and incidental lead on for whom the judge named alone, which the program decides. */
export const NEXT: Readonly<Record<ItemState, readonly ItemState[]>> = {
  unheard: ["heard", "privileged"],
  heard: ["pertinent", "non-pertinent", "privileged", "incidental"],
  pertinent: ["non-pertinent", "privileged", "incidental"],
  "non-pertinent": ["pertinent", "privileged", "incidental"],
  privileged: ["pertinent", "non-pertinent"],
  incidental: ["pertinent", "non-pertinent", "privileged"],
  destroyed: [],
};

const SOUNDS: Readonly<Record<string, string>> = { wav: "audio/wav", mp3: "audio/mpeg", ogg: "audio/ogg", oga: "audio/ogg", opus: "audio/ogg", m4a: "audio/mp4", mp4: "audio/mp4", flac: "audio/flac", webm: "audio/webm" };

/** The type of a recording by the ending of its name; "" for what a browser does not play (AMR among others). */
export const soundOf = (name: string): string => SOUNDS[name.slice(name.lastIndexOf(".") + 1).toLowerCase()] ?? "";

/** Seconds of a recording as 1:02:03 or 2:03. */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${String(hours)}:${two(minutes)}:${two(whole % 60)}` : `${String(minutes)}:${two(whole % 60)}`;
}
