import { Anchor, Checkbox, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import type { Card, Opened } from "@/core/cards";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import { PlainValue, Value } from "@/parts/Value";
import classes from "./Review.module.css";
import { distinct } from "./WaitingTogether";

const FEW = 3;

interface Props {
  card: Card;
  opened: Opened;
  /** Which are taken out, and how to; absent where there is nothing to take out. */
  out?: readonly string[];
  onToggle?: (id: string) => void;
}

/** Everything on a card side by side, one column for each thing; each can be taken out before the rest is decided. */
export function CardValues({ card, opened, out = [], onToggle }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const words = useWords();
  const schema = card.entities[0]?.schema ?? "Thing";
  return (
    <div className={classes.frame} tabIndex={0} role="region" aria-label={t("review.values.all")} data-evidence>
      <table className={classes.sides}>
        <thead>
          <tr>
            <th scope="col">
              <span className={classes.hidden}>{t("review.property")}</span>
            </th>
            {card.entities.map((item, at) => (
              <th key={item.id} scope="col" data-out={out.includes(item.id) || undefined}>
                {onToggle !== undefined && <Checkbox size="xs" checked={out.includes(item.id)} onChange={() => { onToggle(item.id); }} label={<><Code>{at + 1}</Code> {t("review.out")}</>} aria-label={`${t("review.out")}: ${item.caption}`} />}
                <Anchor component={Link} to={`/entities/${item.id}`}>
                  <PlainValue value={item.caption} />
                </Anchor>
                {item.records > 1 && <Text size="xs" c="dimmed" fw={400}>{t("review.effect.records.already", { n: format.number(item.records) })}</Text>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {opened.rows.map((row) => (
            <tr key={row.prop}>
              <th scope="row">{words.propertyLabel(schema, row.prop)}</th>
              {row.values.map((values, at) => (
                <td key={card.entities[at]?.id ?? at} data-out={out.includes(card.entities[at]?.id ?? "") || undefined}>
                  <Values values={distinct(values)} schema={schema} prop={row.prop} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The values of one thing: the first ones, the rest behind a line that opens. */
function Values({ values, schema, prop }: { values: ReturnType<typeof distinct>; schema: string; prop: string }) {
  const format = useFormat();
  const line = ({ item, sources }: (typeof values)[number]) => (
    <div key={item.id} className={classes.value}>
      {item.target_caption ? <PlainValue value={item.target_caption} /> : <Value schema={schema} prop={prop} value={item.value} />}
      {sources.map((source) => (
        <Text key={source} size="xs" c="dimmed">
          <Data>{source}</Data>
        </Text>
      ))}
    </div>
  );
  return (
    <>
      {values.slice(0, FEW).map(line)}
      {values.length > FEW && (
        <details>
          <summary>{format.counted("review.values.more", values.length - FEW)}</summary>
          {values.slice(FEW).map(line)}
        </details>
      )}
    </>
  );
}
