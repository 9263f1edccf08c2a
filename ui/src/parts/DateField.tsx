import { TextInput, type TextInputProps } from "@mantine/core";
import { useState } from "react";

import { dayOf } from "@/core/day";
import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";

import { useFault } from "./useFault";

type Props = Omit<TextInputProps, "value" | "onChange" | "type"> & {
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  onValue: (day: string) => void;
  /** Days between which it must lie, as `YYYY-MM-DD`; empty or absent for no bound. */
  from?: string;
  until?: string;
};

/** A day, written year first or day first. Browsers order the parts of their own field by their own language, not by the page's: this one never does. */
export function DateField({ value, onValue, from = "", until = "", error, ...rest }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const [text, setText] = useState(value);
  const shown = dayOf(text) === value ? text : value;
  const wrong = dayOf(text) === null;
  const outside = !wrong && value !== "" && ((from !== "" && value < from) || (until !== "" && value > until));
  const said = wrong ? t("day.wrong") : outside ? t("day.outside") : "";
  const box = useFault(said);
  return (
    <TextInput
      {...rest}
      ref={box}
      value={wrong ? text : shown}
      dir="ltr"
      inputMode="numeric"
      autoComplete="off"
      maxLength={12}
      placeholder={t("day.form")}
      title={value === "" ? t("day.form") : format.date(value)}
      error={said === "" ? error : said}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onValue(dayOf(event.currentTarget.value) ?? "");
      }}
      onBlur={() => {
        if (!wrong) setText(value);
      }}
    />
  );
}
