import { Button, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { type Entity, EVENTS_AT_ONCE, eventsQuery } from "@/core/entities";
import { useFormat } from "@/core/format";
import { moveFocus } from "@/core/keys";
import type { At } from "@/core/place";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import { EventCard } from "./EventCard";

const MOST = 1000;

interface Props {
  entity: Entity;
  here: At | null;
  onShow: (place: At) => void;
}

/** What happened, in the order of time. One event told by several records is one event, and shows them. */
export function Events({ entity, here, onShow }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const [limit, setLimit] = useState(EVENTS_AT_ONCE);
  const found = useQuery({ ...eventsQuery(entity.id, limit), placeholderData: keepPreviousData });
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { events, total, records } = found.data;
  if (events.length === 0) return <Empty title={t("events.none")} />;
  return (
    <Stack gap="xs" onKeyDown={(event) => moveFocus(event, "[data-place]")}>
      <Text size="sm" c="dimmed" data-event-count>
        {format.counted("events.count", Math.max(total, events.length))}{separator()}{format.counted("events.records", Math.max(records, events.length))}
      </Text>
      {events.map((told, index) => (
        <EventCard key={told[0]?.id ?? index} records={told} entity={entity} here={here} onShow={onShow} />
      ))}
      {events.length < total && limit < MOST && (
        <Button variant="default" loading={found.isFetching} onClick={() => { setLimit(MOST); }}>
          {t("events.more")}
        </Button>
      )}
      {events.length < total && limit === MOST && <Text size="sm">{t("events.first", { n: format.number(MOST) })}</Text>}
    </Stack>
  );
}
