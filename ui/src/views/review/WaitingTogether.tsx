import { Anchor, Group, Paper, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useFormat } from "@/core/format";
import { type Together, togetherQuery } from "@/core/identity";
import { useWords } from "@/core/vocabulary";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { PlainValue, Value } from "@/parts/Value";
import classes from "./Review.module.css";

type WaitingValue = Together["rows"][number]["values"][number][number];

/** Each value once, with the sources that say it. */
export function distinct(values: readonly WaitingValue[]): { item: WaitingValue; sources: string[] }[] {
  const found = new Map<string, { item: WaitingValue; sources: string[] }>();
  for (const item of values) {
    const known = found.get(item.target ?? item.value);
    if (known === undefined) found.set(item.target ?? item.value, { item, sources: [item.source_name] });
    else if (!known.sources.includes(item.source_name)) known.sources.push(item.source_name);
  }
  return [...found.values()];
}

/** More than two that wait as a whole: all of them side by side, and the pairs between them, each decided on its own. Nothing where only the pair waits. */
export function WaitingTogether({ one, other }: { one: string; other: string }) {
  const { t } = useLocale();
  const format = useFormat();
  const words = useWords();
  const found = useQuery(togetherQuery(one, other));
  if (found.data === undefined || found.data.candidates.length < 3) return null;
  const { candidates, pairs, rows, more } = found.data;
  const schema = candidates[0]?.schema ?? "Thing";
  const named = new Map(candidates.map((item) => [item.fragment, item.caption]));
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="review-together">
      <Text component="h2" id="review-together" fw={600} size="sm" m={0}>
        {t("review.together")} ({format.number(candidates.length + more)})
      </Text>
      <Text size="xs" c="dimmed">
        {t("review.together.help")} {more > 0 && t("review.together.first", { n: format.number(candidates.length) })}
      </Text>
      <div className={classes.frame} tabIndex={0} role="region" aria-label={`${t("review.values")}: ${t("review.together")}`}>
        <table className={classes.sides}>
          <thead>
            <tr>
              <th scope="col">
                <span className={classes.hidden}>{t("review.property")}</span>
              </th>
              {candidates.map((item) => (
                <th key={item.fragment} scope="col" data-current={item.fragment === one || item.fragment === other || undefined}>
                  <Anchor component={Link} to={`/entities/${item.id}`}>
                    <PlainValue value={item.caption} />
                  </Anchor>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.prop}>
                <th scope="row">{words.propertyLabel(schema, row.prop)}</th>
                {row.values.map((values, at) => (
                  <td key={candidates[at]?.fragment ?? at} data-current={candidates[at]?.fragment === one || candidates[at]?.fragment === other || undefined}>
                    {distinct(values).map(({ item, sources }) => (
                      <div key={item.id} className={classes.value}>
                        {item.target_caption ? <PlainValue value={item.target_caption} /> : <Value schema={schema} prop={row.prop} value={item.value} />}
                        {sources.map((source) => (
                          <Text key={source} size="xs" c="dimmed">
                            <Data>{source}</Data>
                          </Text>
                        ))}
                      </div>
                    ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className={`${classes.plain} ${classes.columns}`}>
        {pairs.map((item) => (
          <li key={`${item.left_fragment} ${item.right_fragment}`}>
            <Group gap={6} wrap="nowrap">
              <Code>{(item.weight ?? 0).toFixed(1)}</Code>
              <Anchor component={Link} to={`/review?left=${item.left_fragment}&right=${item.right_fragment}`} size="sm">
                <PlainValue value={named.get(item.left_fragment) ?? item.left.caption} />{separator()}<PlainValue value={named.get(item.right_fragment) ?? item.right.caption} />
              </Anchor>
            </Group>
          </li>
        ))}
      </ul>
    </Paper>
  );
}
