import { Group, NativeSelect } from "@mantine/core";
import { type ReactNode, useState } from "react";

import { useFormat, ZONE } from "@/core/format";
import { momentOf, zones } from "@/core/moment";
import { moved } from "@/i18n/format";
import { useLocale } from "@/i18n/LocaleContext";

import { TimeField } from "./TimeField";

interface Props {
  /** Of the box of the day. */
  id?: string;
  label: string;
  description?: ReactNode;
  required?: boolean;
  error?: ReactNode;
  /** `2026-03-01T10:00:00+03:00`, or empty. */
  value: string;
  onValue: (moment: string) => void;
  /** The zone that is offered first; that of this browser where none is given. */
  first?: string;
}

/** A moment of an act: day, time of the clock and the zone that the clock showed. The time is never taken to be midnight: a day without one cannot be sent. */
export function MomentField({ id, label, description, required = false, error, value, onValue, first = ZONE }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const [zone, setZone] = useState(first);
  const shown = value === "" ? "" : moved(value, zone).slice(0, 16);
  return (
    <Group gap="xs" wrap="wrap" align="flex-start" data-moment={value}>
      <div style={{ flex: "1 1 18rem" }}>
        <TimeField {...(id === undefined ? {} : { id })} label={label} error={error} description={description} whole required={required} value={shown} onValue={(text) => { onValue(momentOf(text, zone)); }} />
      </div>
      <NativeSelect
        label={t("day.zone")}
        aria-label={`${label}: ${t("day.zone")}`}
        value={zone}
        data={zones().map((one) => ({ value: one, label: format.zone(one) }))}
        onChange={(event) => {
          setZone(event.currentTarget.value);
          if (shown !== "") onValue(momentOf(shown, event.currentTarget.value));
        }}
      />
    </Group>
  );
}
