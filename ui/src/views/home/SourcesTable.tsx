import { Anchor, Button, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";

import { balance, total } from "@/core/balance";
import { dayIn } from "@/core/day";
import { useFormat, ZONE } from "@/core/format";
import { sought } from "@/core/sought";
import type { Source } from "@/core/sources";
import { useWords, type Words } from "@/core/vocabulary";
import { Icon } from "@/design/Icon";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import type { DocumentsSearch } from "../addresses";
import { needsMapping, SourceState, wasRead } from "@/parts/SourceState";
import { Empty } from "@/parts/Notes";
import { ZoneName } from "@/parts/ZoneName";
import classes from "@/parts/Table.module.css";

const AT_ONCE = 100;
/** The day of a moment where the reader is, as YYYY-MM-DD. */
/** The documents that are asked for, the latest first. */
function asked(sources: Source[], { docs = "", show }: DocumentsSearch, words: Words): Source[] {
  const fit = sought(docs);
  const fits = (source: Source) => fit(`${source.name} ${words.readAs(source)}`);
  const kind = (source: Source) => show === undefined || (show === "problems" ? source.problems > 0 : needsMapping(source) || source.state !== "published");
  return sources.filter((source) => fits(source) && kind(source)).toReversed();
}

/** Every document the person may see, the latest first; records read = used + not used, line by line and in all. */
export function SourcesTable({ sources }: { sources: Source[] }) {
  const { t } = useLocale();
  const format = useFormat();
  const words = useWords();
  const search: DocumentsSearch = useSearch({ strict: false });
  const [all, setAll] = useState(false);
  if (sources.length === 0)
    return (
      <Empty title={t("sources.none")}>
        <Text size="sm">{t("sources.none.next")}</Text>
        <Button component={Link} to="/deposit">
          {t("nav.deposit")}
        </Button>
      </Empty>
    );
  const found = asked(sources, search, words);
  const shown = all ? found : found.slice(0, AT_ONCE);
  const everything = total(sources);
  const sum = total(found);
  const problems = found.reduce((all, item) => all + item.problems, 0);
  return (
    <section aria-labelledby="sources-title">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} id="sources-title">
            {t("sources.title")}
          </Title>
          <Text size="sm" c="dimmed" data-balance>
            {t("sources.balance", { records: format.number(everything.records), mapped: format.number(everything.mapped), unused: format.number(everything.unused) })}
          </Text>
        </Group>
        <Which search={search} />
        <div className={classes.frame} tabIndex={0} role="region" aria-labelledby="sources-title">
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t("sources.name")}</th>
                <th scope="col">{t("sources.state")}</th>
                <th scope="col">{t("sources.read-as")}</th>
                <th scope="col">{t("source.deposited")}</th>
                <th scope="col" className={classes.count}>
                  {t("sources.records")}
                </th>
                <th scope="col" className={classes.count}>
                  {t("sources.mapped")}
                </th>
                <th scope="col" className={classes.count}>
                  {t("sources.unused")}
                </th>
                <th scope="col" className={classes.count}>
                  {t("sources.problems")}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((source) => (
                <Line key={source.id} source={source} />
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={4}>
                  {format.counted("sources.total", found.length)}
                </th>
                {[sum.records, sum.mapped, sum.unused, problems].map((count, index) => (
                  <td key={index} className={classes.count}>
                    {format.number(count)}
                  </td>
                ))}
              </tr>
            </tfoot>
          </table>
        </div>
        {found.length === 0 && (
          <Text size="sm" role="status">
            {t("sources.none-such")}
          </Text>
        )}
        {shown.length < found.length && (
          <Button variant="subtle" size="compact-sm" style={{ alignSelf: "start" }} onClick={() => { setAll(true); }}>
            {format.counted("sources.more", found.length - shown.length)}
          </Button>
        )}
      </Stack>
    </section>
  );
}

/** Chooses among the documents; what is chosen stands in the address. */
function Which({ search }: { search: DocumentsSearch }) {
  const { t } = useLocale();
  const navigate = useNavigate();
  const go = (given: DocumentsSearch) => void navigate({ to: ".", search: (before) => ({ ...before, ...given }), replace: true, resetScroll: false });
  return (
    <Group gap="sm">
      <TextInput size="xs" w="20rem" dir="auto" aria-label={t("sources.filter")} placeholder={t("sources.filter")} leftSection={<Icon name="search" size={14} />} value={search.docs ?? ""} onChange={(event) => { go({ docs: event.currentTarget.value || undefined }); }} />
      <NativeSelect
        size="xs"
        aria-label={t("sources.show")}
        value={search.show ?? ""}
        data={[{ value: "", label: t("sources.show.all") }, { value: "todo", label: t("sources.show.todo") }, { value: "problems", label: t("sources.show.problems") }]}
        onChange={(event) => { const chosen = event.currentTarget.value; go({ show: chosen === "todo" || chosen === "problems" ? chosen : undefined }); }}
      />
      <ZoneName />
    </Group>
  );
}

function Line({ source }: { source: Source }) {
  const format = useFormat();
  const words = useWords();
  const counts = balance(source);
  return (
    <tr>
      <td className={classes.name}>
        <Anchor component={Link} to={`/sources/${source.id}`} size="sm">
          <Data>{source.name}</Data>
        </Anchor>
      </td>
      <td>
        <SourceState source={source} />
      </td>
      <td>
        <Data>{words.readAs(source)}</Data>
      </td>
      <td className={classes.when} title={format.date(`${source.deposited_at.slice(0, 19)}Z`, ZONE)}>
        {format.date(dayIn(source.deposited_at, ZONE))}
      </td>
      {[counts.records, counts.mapped, counts.unused, source.problems].map((count, index) => (
        <td key={index} className={classes.count}>
          {wasRead(source) || count > 0 ? format.number(count) : "–"}
        </td>
      ))}
    </tr>
  );
}
