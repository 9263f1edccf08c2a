import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { downloadAddress } from "@/api/client";
import { useFormat } from "@/core/format";
import { type At, letters, windowAround } from "@/core/place";
import { originalAddress, rowsQuery, sourceQuery } from "@/core/sources";
import { Icon } from "@/design/Icon";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { ServerSentence } from "./ServerSentence";
import { BESIDE } from "@/i18n/separator";

import classes from "./Original.module.css";
import { OriginalTable } from "./OriginalTable";
import { Empty, ErrorNote, Loading } from "./Notes";
import { gone } from "./SourceState";

const SHOWN = 24;
const TOP = 4;

/** The original beside what was read from it: rows around a place with the row and cell marked, to leaf through and to download. */
export function OriginalPane({ at }: { at: At }) {
  const { t } = useLocale();
  const [first, setFirst] = useState(windowAround(at.row));
  const rows = useQuery(rowsQuery(at.source, at.part, first, SHOWN, first === windowAround(at.row) ? at.row : 0));
  const top = useQuery({ ...rowsQuery(at.source, at.part, 1, TOP), enabled: first > TOP + 1 });
  // an entry of several lines is marked where it begins
  const begins = rows.data?.here ?? 0;
  const here = at.row > 0 ? (begins > 0 && begins !== at.row ? { row: begins, column: 0 } : at) : null;
  return (
    <section className={classes.pane} aria-label={t("original.title")}>
      <Head at={at} partName={rows.data?.part_name ?? ""} />
      {rows.isPending && <Loading />}
      {rows.isError && (
        <Stack p="sm">
          <ErrorNote error={rows.error} />
        </Stack>
      )}
      {rows.data?.sentence && (
        <Stack p="sm">
          <Empty title={rows.data.sentence}>
            <Text size="sm"><ServerSentence text={rows.data.next_step} /></Text>
          </Empty>
        </Stack>
      )}
      {rows.data?.sentence === "" && <OriginalTable rows={rows.data} top={first > TOP + 1 && rows.data.kind === "table" ? (top.data?.rows ?? []) : []} here={here} />}
      {rows.data?.sentence === "" && (
        <Group p="xs" gap="xs" justify="space-between">
          <Button size="compact-xs" variant="default" disabled={first === 1} onClick={() => { setFirst(Math.max(1, first - SHOWN)); }}>
            {t("original.before")}
          </Button>
          {here !== null && first !== windowAround(at.row) && (
            <Button size="compact-xs" variant="default" onClick={() => { setFirst(windowAround(at.row)); }}>
              {t("original.back")}
            </Button>
          )}
          <Button size="compact-xs" variant="default" disabled={rows.data.rows.length === 0} onClick={() => { setFirst(first + SHOWN); }}>
            {t("original.after")}
          </Button>
        </Group>
      )}
    </section>
  );
}

function Head({ at, partName }: { at: At; partName: string }) {
  const { t } = useLocale();
  const format = useFormat();
  const source = useQuery(sourceQuery(at.source));
  const save = useMutation({ mutationFn: downloadAddress });
  const sheet = source.data?.format === "spreadsheet";
  return (
    <div className={classes.head}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Stack gap={2}>
          <Text size="xs" c="dimmed">
            {t("original.title")}
          </Text>
          <Anchor component={Link} to={`/sources/${at.source}`} size="sm" fw={600}>
            <Data>{source.data?.name ?? "…"}</Data>
          </Anchor>
          {at.row > 0 && (
            <Text size="sm">
              {partName !== "" && (
                <>
                  <Data>{partName}</Data>{BESIDE}
                </>
              )}
              {sheet && at.column > 0 ? <Code>{`${letters(at.column)}${at.row}`}</Code> : t("place.row", { n: format.digits(String(at.row)) })}
            </Text>
          )}
        </Stack>
        {(source.data === undefined || !gone(source.data)) && (
          <Button onClick={() => { save.mutate(originalAddress(at.source)); }} loading={save.isPending} size="compact-sm" variant="default" leftSection={<Icon name="download" size={14} />} style={{ flexShrink: 0 }}>
            {t("original.download")}
          </Button>
        )}
      </Group>
      {save.isError && <ErrorNote error={save.error} />}
    </div>
  );
}
