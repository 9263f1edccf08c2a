import { Anchor, Button, Group, NativeSelect, Stack, Text, Textarea, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";

import { blank, type Doc, type Edited, mappingsQuery, nameFor, previewQuery, type Recognition, recognitionQuery, type TableSeen, used } from "@/core/mapping";
import { type Source, sourceQuery } from "@/core/sources";
import { isolated } from "@/design/direction";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import { Columns, hasTypes } from "./Columns";
import { KeepForm } from "./KeepForm";
import classes from "./Mapping.module.css";
import { PreviewPane } from "./PreviewPane";
import { Reading, Types } from "./Types";

/** What the columns of a document mean, changed by hand with its effect beside it; kept under a name and read under. */
export function MappingView() {
  const { id } = useParams({ from: "/inside/sources/$id/mapping" });
  const { locale } = useLocale();
  const source = useQuery(sourceQuery(id));
  const seen = useQuery(recognitionQuery(id, locale));
  if (source.isError) return <ErrorNote error={source.error} retry={() => void source.refetch()} />;
  if (seen.isError) return <ErrorNote error={seen.error} retry={() => void seen.refetch()} />;
  if (source.isPending || seen.isPending) return <Loading />;
  return <Opened key={source.data.id} source={source.data} seen={seen.data} />;
}

function Opened({ source, seen }: { source: Source; seen: Recognition }) {
  const { t } = useLocale();
  const { part, of, column } = useSearch({ from: "/inside/sources/$id/mapping" });
  const navigate = useNavigate({ from: "/sources/$id/mapping" });
  const named = part === undefined && of !== undefined ? seen.tables.findIndex((item) => item.part === of) : -1;
  const index = named >= 0 ? named : (part ?? 0);
  const chosen = seen.tables[index] ?? seen.tables[0];
  return (
    <Stack gap="md">
      <div>
        <Anchor component={Link} to={`/sources/${source.id}`} size="sm">
          <Data>{source.name}</Data>
        </Anchor>
        <Title order={1}>{t("mapping.title")}</Title>
        <Text size="sm" c="dimmed" maw="60rem">
          {t(source.state === "published" ? "mapping.text.again" : "mapping.text")}
        </Text>
      </div>
      {seen.tables.length > 1 && (
        <NativeSelect
          maw="24rem"
          label={t("mapping.table")}
          value={String(index)}
          data={seen.tables.map((item, at) => ({ value: String(at), label: item.part_name === "" ? t("mapping.table.n", { n: at + 1 }) : isolated(item.part_name) }))}
          onChange={(event) => void navigate({ search: { part: Number(event.currentTarget.value) || undefined }, replace: true })}
        />
      )}
      {chosen === undefined ? (
        <Empty title={t("mapping.no-table")}>
          <Text size="sm">{t("mapping.no-table.next")}</Text>
        </Empty>
      ) : (
        <Editor key={chosen.part} source={source} table={chosen} column={column} />
      )}
    </Stack>
  );
}

const NOTHING = { faults: [], records: 0, mapped: 0, entities: [], facts: [], problems: [], uses: {}, text: "" };

function Editor({ source, table, column }: { source: Source; table: TableSeen; column: string | undefined }) {
  const { t, locale } = useLocale();
  const proposed = table.proposal?.mapping.document as Doc | undefined;
  const stem = nameFor(source.name);
  const own = proposed?.["name"] === stem ? `${stem}-1` : stem; // a built-in name cannot be taken
  const wanted = table.columns.find((one) => one.name === column || one.header === column)?.name;
  const start = (from: Doc): Doc => (wanted === undefined ? from : used(from, wanted));
  const [doc, setDoc] = useState<Doc>(proposed === undefined ? blank(own, table) : start({ ...proposed, name: own }));
  const [text, setText] = useState<string | null>(null);
  const kept = useQuery(mappingsQuery(source.case));
  const given: Edited = text === null ? { document: doc } : { text };
  const [asked] = useDebouncedValue(JSON.stringify(given), 250);
  const preview = useQuery({ ...previewQuery(source.id, JSON.parse(asked) as Edited, table.part, locale), enabled: text !== null || hasTypes(doc) });
  const shown = (text !== null || hasTypes(doc) ? preview.data : undefined) ?? NOTHING;
  return (
    <div className={classes.layout}>
      <Stack gap="md" miw={0}>
        <Group gap="md" align="end">
          {(kept.data ?? []).length > 0 && (
            <NativeSelect
              size="xs"
              label={t("mapping.start-from")}
              value=""
              data={[{ value: "", label: "–" }, ...(kept.data ?? []).map((item) => ({ value: item.name, label: `${isolated(item.name)}${separator()}${item.version}` }))]}
              onChange={(event) => {
                const found = kept.data?.find((item) => item.name === event.currentTarget.value);
                if (found === undefined) return;
                setText(null);
                setDoc(found.document);
              }}
            />
          )}
          {proposed !== undefined && (
            <Button size="xs" variant="default" onClick={() => { setText(null); setDoc({ ...proposed, name: own }); }}>
              {t("mapping.back-to-proposal")}
            </Button>
          )}
          <Button size="xs" variant="default" disabled={text === null && shown.text === ""} onClick={() => { setText(text === null ? shown.text : null); }}>
            {t(text === null ? "mapping.as-text" : "mapping.as-columns")}
          </Button>
        </Group>
        {text === null ? (
          <>
            <Types doc={doc} columns={table.columns} onDoc={setDoc} />
            {!hasTypes(doc) && (
              <Empty title={t("mapping.nothing")}>
                <Text size="sm">{t("mapping.nothing.next")}</Text>
              </Empty>
            )}
            <Reading doc={doc} onDoc={setDoc} />
            <Columns columns={table.columns} doc={doc} faults={shown.faults} onDoc={setDoc} look={column} />
          </>
        ) : (
          <Textarea label={t("mapping.text-of")} dir="ltr" autosize minRows={12} maxRows={32} spellCheck={false} value={text} styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }} onChange={(event) => { setText(event.currentTarget.value); }} />
        )}
        <KeepForm why={wanted === undefined ? "" : t("mapping.reason.column", { column: column ?? wanted })} source={source} given={given} proposed={proposed !== undefined && text === null && JSON.stringify({ ...proposed, name: own }) === JSON.stringify(doc)} name={typeof doc["name"] === "string" ? doc["name"] : own} onName={text === null ? (name) => { setDoc({ ...doc, name }); } : undefined} ready={shown.faults.length === 0 && shown !== NOTHING} />
      </Stack>
      {preview.isError ? <ErrorNote error={preview.error} retry={() => void preview.refetch()} /> : <PreviewPane source={source.id} preview={shown} busy={preview.isFetching} />}
    </div>
  );
}
