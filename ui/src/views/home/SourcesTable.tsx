import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { balance, total } from "@/core/balance";
import { useFormat } from "@/core/format";
import type { Source } from "@/core/sources";
import { useWords } from "@/core/vocabulary";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import { SourceState } from "../parts/SourceState";
import { Empty } from "../parts/Told";
import classes from "./Sources.module.css";

/** Every document the person may see, the latest first; records read = used + not used, line by line and in all. */
export function SourcesTable({ sources }: { sources: Source[] }) {
  const { t } = useLocale();
  const format = useFormat();
  if (sources.length === 0)
    return (
      <Empty title={t("sources.none")}>
        <Text size="sm">{t("sources.none.next")}</Text>
        <Button component={Link} to="/deposit">
          {t("nav.deposit")}
        </Button>
      </Empty>
    );
  const sum = total(sources);
  const problems = sources.reduce((all, item) => all + item.problems, 0);
  return (
    <section aria-labelledby="sources-title">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} id="sources-title">
            {t("sources.title")}
          </Title>
          <Text size="sm" c="dimmed" data-balance>
            {t("sources.balance", { records: format.number(sum.records), mapped: format.number(sum.mapped), unused: format.number(sum.unused) })}
          </Text>
        </Group>
        <div className={classes.frame} tabIndex={0} role="region" aria-labelledby="sources-title">
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t("sources.name")}</th>
                <th scope="col">{t("sources.state")}</th>
                <th scope="col">{t("sources.read-as")}</th>
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
              {sources.toReversed().map((source) => (
                <Line key={source.id} source={source} />
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={3}>
                  {format.counted("sources.total", sources.length)}
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
      </Stack>
    </section>
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
      {[counts.records, counts.mapped, counts.unused, source.problems].map((count, index) => (
        <td key={index} className={classes.count}>
          {format.number(count)}
        </td>
      ))}
    </tr>
  );
}
