import { useEffect, useRef } from "react";

import { useLocale } from "@/i18n/LocaleContext";

import classes from "./FieldFaults.module.css";

type Box = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Why a field lets no form go: the word for it, with its bound; null where the field says so itself. */
export type Fault = { word: "needed" | "choose" | "tick" | "short" | "long" | "form"; n?: number } | null;

export function faultOf(box: Box): Fault {
  const { validity } = box;
  if (validity.customError) return null;
  if (validity.valueMissing) return { word: box.type === "checkbox" ? "tick" : box.type === "radio" || box.type.startsWith("select") || box.type === "file" ? "choose" : "needed" };
  if (box instanceof HTMLSelectElement) return { word: "choose" };
  if (validity.tooShort) return { word: "short", n: box.minLength };
  return validity.tooLong ? { word: "long", n: box.maxLength } : { word: "form" };
}

const isBox = (target: EventTarget | null): target is Box => target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;

/** Says at each field, in the language of the page, why a form is not sent, and goes to the first of them; browsers say it in a language of their own, in a bubble that nobody can translate.
 * It stands beside the field until the field is well. */
export function useFieldFaults(): void {
  const { t } = useLocale();
  const say = useRef(t);
  useEffect(() => { say.current = t; }, [t]);
  useEffect(() => {
    const shown = new Map<Box, { note: HTMLElement; described: string | null }>();
    let going = false;
    let waiting = 0;
    let count = 0;
    const sentence = (box: Box): string => {
      const fault = faultOf(box);
      return fault === null ? "" : say.current(`fault.${fault.word}`, { n: (fault.n ?? 0).toString() });
    };
    const clear = (box: Box) => {
      const one = shown.get(box);
      if (one === undefined) return;
      one.note.remove();
      if (one.described === null) box.removeAttribute("aria-describedby");
      else box.setAttribute("aria-describedby", one.described);
      box.setAttribute("aria-invalid", "false");
      shown.delete(box);
    };
    const show = (box: Box, first: boolean) => {
      clear(box);
      const text = sentence(box);
      if (text === "") return;
      const described = box.getAttribute("aria-describedby");
      const note = document.createElement("p");
      note.id = `field-fault-${(count += 1).toString()}`;
      note.className = classes.fault ?? "";
      note.textContent = text;
      note.dataset["fault"] = "";
      if (first) note.setAttribute("role", "alert");
      const wrapper = box.closest(".mantine-InputWrapper-root, .mantine-Checkbox-root, .mantine-Radio-root") ?? box.closest("label");
      if (wrapper === null) box.after(note);
      else if (wrapper instanceof HTMLLabelElement) wrapper.after(note);
      else wrapper.append(note);
      box.setAttribute("aria-describedby", [described, note.id].filter((one) => one !== null).join(" "));
      box.setAttribute("aria-invalid", "true");
      shown.set(box, { note, described });
    };
    const refused = (event: Event) => {
      if (!isBox(event.target)) return;
      event.preventDefault();
      const first = !going;
      going = true;
      show(event.target, first);
      if (!first) return;
      event.target.focus();
      window.setTimeout(() => { going = false; });
    };
    const look = () => {
      waiting = 0;
      for (const box of [...shown.keys()]) if (!box.isConnected || box.validity.valid) clear(box);
    };
    const changed = () => {
      if (shown.size > 0 && waiting === 0) waiting = window.requestAnimationFrame(look);
    };
    document.addEventListener("invalid", refused, true);
    for (const name of ["input", "change", "click", "keyup", "focusout"]) document.addEventListener(name, changed);
    return () => {
      for (const box of [...shown.keys()]) clear(box);
      window.cancelAnimationFrame(waiting);
      document.removeEventListener("invalid", refused, true);
      for (const name of ["input", "change", "click", "keyup", "focusout"]) document.removeEventListener(name, changed);
    };
  }, []);
}
