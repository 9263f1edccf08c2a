import { describe, expect, it } from "vitest";

import en from "@/i18n/locales/en.json";

import { commandFor, commandOf, COMMANDS, keyName, matches, matching } from "./commands";

const press = (code: string, more: Partial<KeyboardEvent> = {}) => ({ code, key: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
const said = (command: { name: keyof typeof en }) => en[command.name];

describe("the list of commands", () => {
  it("gives no key to two commands", () => {
    const keys = COMMANDS.flatMap((command) => command.keys.map((key) => `${key.code} ${key.ctrl ?? ""} ${key.shift ?? ""}`));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("finds a command by its place on the keyboard with exactly its modifiers", () => {
    expect([commandFor(press("KeyZ", { ctrlKey: true })), commandFor(press("KeyZ", { ctrlKey: true, shiftKey: true })), commandFor(press("KeyZ")), commandFor(press("KeyE"))]).toEqual([
      "chart.undo",
      "chart.redo",
      undefined,
      "chart.expand",
    ]);
    expect([commandFor(press("Slash", { key: "?" })), commandFor(press("Digit7", { key: "/", shiftKey: true })), commandFor(press("Slash", { key: "ظ" }))]).toEqual(["page.help", "page.search", "page.search"]);
    expect(matches(press("KeyE", { altKey: true }), { code: "KeyE" })).toBe(false);
  });

  it("prints keys", () => {
    expect([...commandOf("chart.redo").keys, ...commandOf("page.help").keys].map(keyName)).toEqual(["Ctrl+Shift+Z", "Ctrl+Y", "?"]);
  });

  it.each([
    ["find linked", "chart.expand"],
    ["LIST MOST CONNECTED", "select.most"],
    ["visual search", "page.search"],
    ["expand", "chart.expand"],
    ["find path", "chart.path"],
    ["peacock", "chart.layout.force"],
  ])("%s finds %s, as users of other programs call it", (typed, id) => {
    expect(matching(typed, COMMANDS, said)[0]?.id).toBe(id);
  });

  it("finds a name in Arabic whatever its hamza and vowels", () => {
    const one = [commandOf("chart.expand")];
    expect(matching("اضافه", one, () => "إضَافَة")).toHaveLength(1);
    expect(matching("nothing of the kind", COMMANDS, said)).toEqual([]);
    expect(matching("", COMMANDS, said)).toHaveLength(COMMANDS.length);
  });
});
