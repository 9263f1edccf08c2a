import { TextInput, type TextInputProps } from "@mantine/core";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { numberOf } from "@/core/number";
import { useLocale } from "@/i18n/LocaleContext";

import { useFault } from "./useFault";

type Props = Omit<TextInputProps, "value" | "onChange" | "type"> & {
  /** The number as plain decimal text (12.5), or empty. */
  value: string;
  onValue: (plain: string) => void;
  /** Parts of one are allowed, too. */
  decimals?: boolean;
  min?: number;
  max?: number;
  /** Takes the unit that was typed behind the number (28,5 kg); without it, a unit is no number. */
  onUnit?: (unit: string) => void;
};

const UNIT = /^(.*[\d٠-٩۰-۹])\s*([\p{L}%][\p{L}\p{M}%.]*)$/u;

/** A number as people type it, in digits and marks of either script. What cannot be read or lies outside the bounds counts as nothing, says why and lets no form go. */
export function NumberField({ value, onValue, decimals = false, min, max, onUnit, error, ...rest }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const [typed, setTyped] = useState<string | null>(null);
  const bare = (text: string) => (onUnit === undefined ? text : (UNIT.exec(text.trim())?.[1] ?? text));
  const faultOf = (typed: string): string => {
    const plain = numberOf(bare(typed));
    if (plain === null) return t(decimals ? "number.wrong" : "number.whole");
    if (plain === "") return "";
    if (!decimals && plain.includes(".")) return t("number.whole");
    if (min !== undefined && Number(plain) < min) return t("number.least", { n: format.number(min) });
    return max !== undefined && Number(plain) > max ? t("number.most", { n: format.number(max) }) : "";
  };
  const plainOf = (text: string) => (faultOf(text) === "" ? (numberOf(bare(text)) ?? "") : "");
  const shown = typed !== null && (plainOf(typed) === "" || plainOf(typed) === value) ? typed : value;
  const said = faultOf(shown);
  const box = useFault(said);
  return (
    <TextInput
      {...rest}
      ref={box}
      value={shown}
      dir="ltr"
      inputMode={decimals ? "decimal" : "numeric"}
      autoComplete="off"
      maxLength={40}
      error={said === "" ? error : said}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const unit = UNIT.exec(event.currentTarget.value.trim())?.[2];
        if (unit !== undefined) onUnit?.(unit);
        onValue(plainOf(event.currentTarget.value));
      }}
      onBlur={() => {
        if (said === "") setTyped(null);
      }}
    />
  );
}
