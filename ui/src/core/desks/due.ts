import type { Bodies } from "@/api/client";

import type { OpenDesk } from "./open";

/** Where a line of the inbox leads within its desk: to the page on which it is decided, a draft to its form, a record to the screen of its kind or to itself, else to the desk's screen of whom it is about. */
export function dueTarget(due: Bodies["DueRecord"], page: OpenDesk["page"]): { to: string; search: Record<string, string | undefined> } {
  const inCase = { case: due.case.startsWith("desk-") ? undefined : due.case };
  if (due.to !== "") return addressOf(due.to, inCase);
  if (due.why === "draft") return { to: `papers/${due.id}`, search: inCase };
  const screen = due.kind === "" ? undefined : page?.records?.[due.kind];
  if (screen !== undefined) return addressOf(screen.replace("$id", due.id).replace("$case", due.case), inCase);
  if (due.kind !== "") return { to: `records/${due.kind}/${due.id}`, search: inCase };
  if (due.id === "") return { to: page?.routes.some((route) => route.path === "destruction") === true ? "destruction" : "inbox", search: inCase };
  return page?.subject === undefined ? { to: "inbox", search: inCase } : { to: page.subject.to, search: { [page.subject.name]: due.id } };
}

/** A screen's address and what stands behind its question mark. */
export function addressOf(screen: string, inCase: { case: string | undefined }): { to: string; search: Record<string, string | undefined> } {
  const [to = "", asked = ""] = screen.split("?");
  return { to, search: { ...inCase, ...Object.fromEntries(new URLSearchParams(asked)) } };
}
