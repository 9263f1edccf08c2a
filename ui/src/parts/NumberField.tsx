import { TextInput, type TextInputProps } from "@mantine/core";

import { numberOf } from "@/core/number";

interface Props extends Omit<TextInputProps, "value" | "onChange"> {
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** What is said where the text is no number. */
  readonly wrong: string;
}

/** A number as people write it (12,5; ٥٠٠; 500,000), plain once the field is left, so that what was understood is seen. */
export function NumberField({ value, onValue, wrong, error, ...rest }: Props) {
  const plain = numberOf(value);
  return <TextInput {...rest} dir="ltr" inputMode="decimal" maxLength={40} value={value} error={plain === null ? wrong : error} onChange={(event) => { onValue(event.currentTarget.value); }} onBlur={() => { if (plain !== null && plain !== value) onValue(plain); }} />;
}
