import { useRef, useState } from "react";

import { ApiError } from "@/api/client";
import { useFormat } from "@/core/format";

/** What is wrong with a field, in words, by its name. */
export type Wrong = Readonly<Record<string, string>>;

/** What the server refused, as an error of the field that it is about; nothing where it is about none of them. */
export function wrongOf(error: unknown, fields: Readonly<Record<string, string>>, sentence: (text: string) => string): Wrong {
  const field = error instanceof ApiError ? fields[error.code] : undefined;
  return field === undefined || !(error instanceof ApiError) ? {} : { [field]: sentence(`${error.sentence} ${error.nextStep}`.trim()) };
}

/** Errors of a form: at their fields, with the focus at the first. `fields` says which field an error of the server is about, by its code. */
export function useErrors(fields: Readonly<Record<string, string>>) {
  const format = useFormat();
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<Wrong>({});
  const focus = (found: Wrong) => {
    window.requestAnimationFrame(() => {
      const [first] = Object.keys(found);
      const field = first === undefined ? null : form.current?.querySelector(`[data-at="${first}"]`);
      field?.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select")?.focus();
    });
  };
  return {
    form,
    wrong,
    /** Shows what is wrong, or else the first field that cannot be read (a day, a time, a number); says whether all is well. */
    check: (found: Wrong): boolean => {
      setWrong(found);
      focus(found);
      return Object.keys(found).length === 0 && (form.current?.reportValidity() ?? true);
    },
    /** Shows what the server refused at its field. */
    refused: (error: unknown) => {
      const found = wrongOf(error, fields, format.sentence);
      setWrong(found);
      focus(found);
    },
    /** Whether an error of the server stands at none of the fields. */
    loose: (error: unknown): boolean => Object.keys(wrongOf(error, fields, (text) => text)).length === 0,
    clear: () => { setWrong({}); },
  };
}

/** The first of what is empty among what has to be filled in. */
export function missing(values: Readonly<Record<string, string>>, word: string): Wrong {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() === "").map(([name]) => [name, word]));
}
