import { ActionIcon, TextInput } from "@mantine/core";
import { useContext } from "react";

import { dayOf } from "@/core/day";
import type { Value } from "@/core/query/question";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import { Faults } from "./faults";

interface Props {
  label: string;
  /** The label it is asked under, until somebody writes another. */
  suggested: string;
  value: Value;
  where: string;
  small?: boolean;
  day?: boolean;
  onValue: (value: Value) => void;
}

/** A value of a question: written here, or asked for by a label whenever the question is run. */
export function ValueField({ label, suggested, value, where, small = false, day = false, onValue }: Props) {
  const { t } = useLocale();
  const faults = useContext(Faults);
  const asked = value.asked !== null;
  return (
    <TextInput
      size={small ? "xs" : "sm"}
      label={asked ? t("query.asked-as") : label}
      dir="auto"
      autoComplete="off"
      maxLength={500}
      {...(day && !asked ? { placeholder: t("day.form"), onBlur: () => { onValue({ text: dayOf(value.text) || value.text, asked: null }); } } : {})}
      value={value.asked ?? value.text}
      error={faults.at(where)}
      data-value={where}
      onChange={(event) => {
        const text = event.currentTarget.value;
        onValue(asked ? { text: "", asked: text } : { text, asked: null });
      }}
      rightSection={
        <ActionIcon
          variant={asked ? "filled" : "subtle"}
          {...(asked ? {} : { color: "gray" })}
          size="sm"
          aria-pressed={asked}
          aria-label={t("query.ask", { name: label })}
          title={t("query.ask", { name: label })}
          onClick={() => { onValue(asked ? { text: "", asked: null } : { text: "", asked: value.text.trim() || suggested }); }}
        >
          <Icon name="help" size={14} />
        </ActionIcon>
      }
    />
  );
}
