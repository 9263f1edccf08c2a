import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { type Card, openedQuery } from "@/core/cards";
import { useFormat } from "@/core/format";
import { sidesQuery } from "@/core/identity";
import { Code } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { ErrorNote, Loading } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import { CardValues } from "./CardValues";
import { Contradiction } from "./Contradiction";
import classes from "./Review.module.css";
import { SideBySide } from "./SideBySide";

interface Props {
  card: Card;
  out: readonly string[];
  onToggle: (id: string) => void;
  /** Which pair of more than two things is opened with its evidence; null: none. */
  pair: number | null;
  onPair: (pair: number | null) => void;
  onAlike: (identifier: string) => void;
}

/** What one looks at before deciding a card: two things part by part, or all of several side by side with the pairs between them, each of which opens. */
export function CardBody({ card, out, onToggle, pair, onPair, onAlike }: Props) {
  const { t } = useLocale();
  const two = card.entities.length === 2;
  return (
    <>
      {card.state === "contradiction" && <Contradiction title={t("review.contradiction")} judgements={card.pairs[0]?.contradicts ?? []} />}
      {two ? <Two card={card} onAlike={onAlike} /> : <Several card={card} out={out} onToggle={onToggle} pair={pair} onPair={onPair} onAlike={onAlike} />}
    </>
  );
}

/** Two things by the very records that were compared; where one of them is several records already, all of both below. */
function Two({ card, onAlike }: { card: Card; onAlike: (identifier: string) => void }) {
  const { locale } = useLocale();
  const merged = card.entities.some((item) => item.records > 1);
  const opened = useQuery({ ...openedQuery(card, locale), enabled: merged });
  return (
    <>
      <Pair card={card} at={0} onAlike={onAlike} />
      {opened.isError && <ErrorNote error={opened.error} retry={() => void opened.refetch()} />}
      {opened.data !== undefined && <CardValues card={card} opened={opened.data} />}
    </>
  );
}

function Pair({ card, at, onAlike }: { card: Card; at: number; onAlike: (identifier: string) => void }) {
  const { locale } = useLocale();
  const pair = card.pairs[at];
  const sides = useQuery({ ...sidesQuery(pair?.left_fragment ?? "", pair?.right_fragment ?? "", locale), enabled: pair !== undefined });
  return (
    <>
      {sides.isPending && <Loading />}
      {sides.isError && <ErrorNote error={sides.error} retry={() => void sides.refetch()} />}
      {sides.data !== undefined && <SideBySide sides={sides.data} onAlike={onAlike} />}
    </>
  );
}

function Several({ card, out, onToggle, pair, onPair, onAlike }: Props) {
  const { t, locale } = useLocale();
  const format = useFormat();
  const opened = useQuery(openedQuery(card, locale));
  const named = new Map(card.entities.map((item) => [item.id, item.caption]));
  const inside = card.entities.length - out.length;
  const follow = (card.entities.length * (card.entities.length - 1)) / 2 - card.pairs.length;
  return (
    <Stack gap="sm">
      <Text size="sm" data-joins>
        {t("review.joins", { things: format.number(inside), pairs: format.number(Math.max(0, inside - 1)) })} {follow > 0 && t("review.follow", { n: format.number(follow) })} {t("review.numbers.help")}
      </Text>
      {opened.isPending && <Loading />}
      {opened.isError && <ErrorNote error={opened.error} retry={() => void opened.refetch()} />}
      {opened.data !== undefined && <CardValues card={card} opened={opened.data} out={out} onToggle={onToggle} />}
      <section aria-label={t("review.pairs")}>
        <Text component="h2" fw={600} size="sm" m={0}>{t("review.pairs")}</Text>
        <ul className={`${classes.plain} ${classes.columns}`}>
          {card.pairs.map((item, at) => (
            <li key={`${item.left_fragment} ${item.right_fragment}`}>
              <Group gap={6} wrap="nowrap" align="baseline">
                <Code>{(item.weight ?? 0).toFixed(1)}</Code>
                <Anchor component="button" type="button" size="sm" ta="start" aria-expanded={pair === at} onClick={() => { onPair(pair === at ? null : at); }}>
                  <PlainValue value={named.get(item.left.id) ?? item.left.caption} />{separator()}<PlainValue value={named.get(item.right.id) ?? item.right.caption} />
                </Anchor>
              </Group>
            </li>
          ))}
        </ul>
        {card.leading > 0 && <Text size="xs" c="dimmed">{t("review.leading", { n: format.number(card.leading) })}</Text>}
      </section>
      {pair !== null && (
        <section aria-label={t("review.evidence.open")} data-pair-open>
          <Pair card={card} at={pair} onAlike={onAlike} />
          <Button mt="xs" size="compact-sm" variant="default" onClick={() => { onPair(null); }}>{t("dialog.close")}</Button>
        </section>
      )}
    </Stack>
  );
}
