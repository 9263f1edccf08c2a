import { NativeSelect } from "@mantine/core";

import { CREDIBILITIES, type Credibility, type Mark, MARK_WORDS, MARKS } from "./hypotheses";

import classes from "../Worksheets.module.css";
import { useSay } from "../words";

/** How a value fits one hypothesis; empty = nobody has judged. */
export function MarkField({ label, mark, onMark, hidden = false }: { label: string; mark: Mark | ""; onMark: (mark: Mark | "") => void; hidden?: boolean }) {
  const say = useSay();
  const data = [{ value: "", label: say("hypotheses.mark.none") }, ...MARKS.map((one) => ({ value: one, label: `\u2066${one.replaceAll("-", "−")}\u2069 ${say(MARK_WORDS[one])}` }))];
  return <NativeSelect size="xs" className={classes.mark} {...(hidden ? { "aria-label": label } : { label })} value={mark} data={data} onChange={(event) => { onMark(event.currentTarget.value as Mark | ""); }} />;
}

export function CredibilityField({ label, value, onValue, hidden = false }: { label: string; value: Credibility; onValue: (value: Credibility) => void; hidden?: boolean }) {
  const say = useSay();
  const data = CREDIBILITIES.map((one) => ({ value: one, label: say(`hypotheses.credibility.${one}`) }));
  return <NativeSelect size="xs" {...(hidden ? { "aria-label": label } : { label })} value={value} data={data} onChange={(event) => { onValue(event.currentTarget.value as Credibility); }} />;
}

/** Marks with one changed; an empty one is taken out. */
export function withMark(marks: Readonly<Record<string, string>>, key: string, mark: Mark | ""): Record<string, Mark> {
  const rest = Object.fromEntries(Object.entries(marks).filter(([other]) => other !== key)) as Record<string, Mark>;
  return mark === "" ? rest : { ...rest, [key]: mark };
}
