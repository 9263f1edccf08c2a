import { Anchor, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { type OriginOf, originQuery, useDeclare } from "@/core/origins";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import { ErrorNote, Loading } from "@/parts/Notes";

/** Whether a document repeats another: what is declared, who said so, and what looks like a copy. Two of one origin are one witness. */
export function Origin({ id }: { id: string }) {
  const { t } = useLocale();
  const found = useQuery(originQuery(id));
  return (
    <section aria-labelledby="origin">
      <Title order={2} id="origin">
        {t("origin.title")}
      </Title>
      <Text size="sm" c="dimmed">
        {t("origin.help")}
      </Text>
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} />}
      {found.data && <Known found={found.data} />}
    </section>
  );
}

function Known({ found }: { found: OriginOf }) {
  const { t } = useLocale();
  const format = useFormat();
  const declare = useDeclare(found.source);
  const [reason, setReason] = useState("");
  const names = new Map([...found.one_origin.map((item) => [item.source, item.name] as const), ...found.proposed.flatMap((item) => [[item.source, item.source_name] as const, [item.origin, item.origin_name] as const])]);
  const ready = reason.trim() !== "" && !declare.isPending;
  const decide = (kind: "derived" | "independent", source: string, origin: string) => { declare.mutate({ kind, source, origin, reason }, { onSuccess: () => { setReason(""); } }); };
  return (
    <Stack gap="xs" mt="xs">
      {found.export && <Exported of={found.export} />}
      {found.one_origin.length === 0 && found.proposed.length === 0 && !found.export && <Text size="sm">{t("origin.own")}</Text>}
      {found.one_origin.length > 0 && (
        <Text size="sm" component="div">
          {t("origin.with")}{" "}
          {found.one_origin.map((item) => (
            <Anchor key={item.source} component={Link} to={`/sources/${item.source}`} me="xs">
              <Data>{item.name}</Data>
            </Anchor>
          ))}
        </Text>
      )}
      {(found.standing.length > 0 || found.proposed.length > 0 || found.export) && <TextInput size="sm" label={t("origin.reason")} value={reason} dir="auto" maxLength={2000} onChange={(event) => { setReason(event.currentTarget.value); }} />}
      {found.export && (
        <Button size="compact-xs" variant="default" disabled={!ready} style={{ alignSelf: "flex-start" }} onClick={() => { decide(found.export?.counted ? "derived" : "independent", found.source, found.source); }}>
          {t(found.export.counted ? "origin.exported.again" : "origin.exported.alone")}
        </Button>
      )}
      {found.standing.map((item) => (
        <Group key={`${item.source} ${item.origin}`} gap="sm">
          <Text size="sm">
            <Name id={item.source} names={names} here={found.source} /> {t("origin.repeats")} <Name id={item.origin} names={names} here={found.source} />{BESIDE}<Data>{item.by_name || item.by}</Data>, {format.exact(item.at.slice(0, 19) + "Z")}: <Data>{item.reason}</Data>
          </Text>
          <Button size="compact-xs" variant="default" disabled={!ready} onClick={() => { decide("independent", item.source, item.origin); }}>
            {t("identity.undo")}
          </Button>
        </Group>
      ))}
      {found.proposed.map((item) => (
        <Group key={`${item.source} ${item.origin}`} gap="sm" data-proposed>
          <Text size="sm">
            <Name id={item.source} names={names} here={found.source} /> {t("origin.may")} <Name id={item.origin} names={names} here={found.source} />: {format.counted("origin.rows", item.rows)} ({format.percent(Math.floor(item.share * 100))})
          </Text>
          <Button size="compact-xs" disabled={!ready} onClick={() => { decide("derived", item.source, item.origin); }}>
            {t("origin.declare")}
          </Button>
          <Button size="compact-xs" variant="default" disabled={!ready} onClick={() => { decide("independent", item.source, item.origin); }}>
            {t("origin.independent")}
          </Button>
        </Group>
      ))}
      {declare.isError && <ErrorNote error={declare.error} />}
      {declare.isSuccess && (
        <Text size="sm" role="status">
          {t("origin.done")}
        </Text>
      )}
    </Stack>
  );
}

/** That a document is a file which this program exported, and what is known of that. */
function Exported({ of }: { of: NonNullable<OriginOf["export"]> }) {
  const { t } = useLocale();
  const format = useFormat();
  return (
    <Text size="sm" data-exported>
      {t(of.counted ? "origin.exported.counted" : "origin.exported")}{" "}
      {of.by === "" && t("origin.exported.unknown")}
      {of.by !== "" && <>{t("origin.exported.by")} <Data>{of.by_name || of.by}</Data>{BESIDE}{format.exact(of.at.slice(0, 19) + "Z")}. {t(of.unchanged ? "origin.exported.same" : "origin.exported.changed")}</>}
    </Text>
  );
}

function Name({ id, names, here }: { id: string; names: ReadonlyMap<string, string>; here: string }) {
  const { t } = useLocale();
  if (id === here) return <>{t("origin.this")}</>;
  return (
    <Anchor component={Link} to={`/sources/${id}`}>
      <Data>{names.get(id) ?? id}</Data>
    </Anchor>
  );
}
