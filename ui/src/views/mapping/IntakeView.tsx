import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { useRead } from "@/core/mapping";
import { type Source, sourceQuery } from "@/core/sources";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import { SourceState } from "@/parts/SourceState";
import { Step } from "@/parts/Step";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import { Recognised } from "./Recognised";

/** Documents that were sealed to be looked at first: what each is, and the step that reads them. */
export function IntakeView() {
  const { t } = useLocale();
  const { ids = "" } = useSearch({ from: "/inside/intake" });
  const found = useQueries({ queries: ids.split(".").filter((id) => id !== "").map((id) => sourceQuery(id)) });
  const sources = found.flatMap((item) => (item.data === undefined ? [] : [item.data]));
  const unread = sources.length === 0 || sources.some((source) => source.state !== "published");
  const failed = found.find((item) => item.isError);
  return (
    <Stack maw="60rem" mx="auto">
      <div>
        <Title order={1}>{t(unread ? "intake.title" : "intake.title.read")}</Title>
        {unread && (
          <Text size="sm" c="dimmed">
            {t("intake.text")}
          </Text>
        )}
      </div>
      {failed?.isError === true && <ErrorNote error={failed.error} />}
      {found.some((item) => item.isPending) && <Loading />}
      {found.length === 0 && (
        <Empty title={t("intake.none")}>
          <Step to="/deposit">{t("nav.deposit")}</Step>
        </Empty>
      )}
      {sources.map((source) => (
        <Paper key={source.id} withBorder p="md" data-intake={source.state}>
          <Group justify="space-between" wrap="nowrap" align="start">
            <Title order={2} style={{ overflowWrap: "anywhere" }}>
              <Data>{source.name}</Data>
            </Title>
            <SourceState source={source} />
          </Group>
          <Recognised source={source} level={3} />
        </Paper>
      ))}
      <ReadAll sources={sources.filter((source) => source.state === "sealed" || source.state === "failed")} />
    </Stack>
  );
}

/** Reads what waits as it was recognised, and stays here, where each document says when it was read; documents under another mapping are read from its page. */
function ReadAll({ sources }: { sources: Source[] }) {
  const format = useFormat();
  const read = useRead();
  const [busy, setBusy] = useState(false);
  if (sources.length === 0) return null;
  const go = async () => {
    setBusy(true);
    try {
      for (const source of sources) await read.mutateAsync({ source: source.id, mapping: "", reason: "" });
    } catch {
      setBusy(false); // the error is shown below, and what is queued already stays queued
    }
  };
  return (
    <>
      {read.isError && <ErrorNote error={read.error} />}
      <Group>
        <Button loading={busy} onClick={() => void go()}>
          {format.counted("intake.read", sources.length)}
        </Button>
      </Group>
    </>
  );
}
