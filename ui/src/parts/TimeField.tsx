import { Group, Input, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";

import { clockOf, dayOf } from "@/core/day";
import { useLocale } from "@/i18n/LocaleContext";

import { DateField } from "./DateField";
import { useFault } from "./useFault";

interface Props {
  /** Of the box of the day. */
  id?: string;
  label: string;
  description?: ReactNode;
  error?: ReactNode;
  /** `YYYY-MM-DDTHH:MM`, or empty. */
  value: string;
  onValue: (time: string) => void;
  required?: boolean;
  /** A day alone is not enough: the time has to be said. */
  whole?: boolean;
}

/** A moment: a day and a time of 24 hours, which is midnight when left empty. Written in no order but ours, whatever the browser's language is. */
export function TimeField({ id, label, description, value, onValue, required = false, whole = false, ...rest }: Props) {
  const { t } = useLocale();
  const [day = "", clock = ""] = value.split("T");
  const [typed, setTyped] = useState(clock === "00:00" ? "" : clock);
  const read = clockOf(typed);
  const shown = read === null || day === "" || (read || "00:00") === clock ? typed : clock;
  const wrong = read === null && shown === typed ? t("day.clock.wrong") : "";
  const box = useFault(wrong);
  const put = (newDay: string, newClock: string) => { onValue(newDay === "" ? "" : `${newDay}T${newClock || "00:00"}`); };
  return (
    <Input.Wrapper label={label} description={description} labelElement="div" required={required} {...rest}>
      <Group gap="xs" wrap="nowrap" align="flex-start" mb={6} role="group" aria-label={label}>
        <DateField {...(id === undefined ? {} : { id })} style={{ flexGrow: 1 }} aria-label={`${label}: ${t("day.day")}`} value={dayOf(day) ?? ""} onValue={(newDay) => { setTyped(shown); put(newDay, clockOf(shown) ?? ""); }} required={(whole && required) || shown !== ""} data-day />
        <TextInput
          ref={box}
          w="6.5rem"
          aria-label={`${label}: ${t("day.clock")}`}
          dir="ltr"
          inputMode="numeric"
          autoComplete="off"
          maxLength={5}
          required={whole && (required || day !== "")}
          placeholder="00:00"
          value={shown}
          error={wrong === "" ? undefined : wrong}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            put(day, clockOf(event.currentTarget.value) ?? "");
          }}
          onBlur={() => {
            if (read !== null) setTyped(read);
          }}
          data-clock
        />
      </Group>
    </Input.Wrapper>
  );
}
