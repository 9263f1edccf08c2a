import builtIn from "policies.cedar?raw";
import { expect, test } from "vitest";

import { ENGLISH } from "@/i18n/text";

import { COMING_WITH, ruleKey, rulesOf, written } from "./rules";

test("every rule that comes with the program has a sentence, and every sentence a rule", () => {
  const keys = COMING_WITH.flatMap(rulesOf).map((rule) => (rule.known ? `rules.known.${ruleKey(rule.id)}` : "unknown"));
  expect(keys.length).toBeGreaterThan(5);
  expect([...keys].sort()).toEqual(Object.keys(ENGLISH).filter((key) => key.startsWith("rules.known.")).sort());
});

test("a known name over other words is a rule of the office", () => {
  const changed = builtIn.replace('principal.roles.contains("auditor")', 'principal.roles.contains("analyst")');
  expect(rulesOf(changed).filter((rule) => !rule.known).map((rule) => rule.id)).toEqual(["auditors read the log"]);
});

test("rules end at their semicolon, not at one in a text or a remark; an unfinished end is shown too", () => {
  const text = '// first; remark\n@id("a; b")\npermit (principal, action, resource) when { "x//y;" == "/" };\nforbid (principal, action, resource); // last;\nleft over';
  expect(written(text)).toEqual([
    { id: "a; b", text: '@id("a; b")\npermit (principal, action, resource) when { "x//y;" == "/" };' },
    { id: "", text: "forbid (principal, action, resource);" },
    { id: "", text: "left over" },
  ]);
});
