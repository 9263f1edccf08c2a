import { Badge, Group, Text } from "@mantine/core";

import type { Card } from "@/core/cards";
import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";
import type { TextKey } from "@/i18n/text";

/** What deciding a card changes, counted, and how the queue is ordered by it. */
export function EffectLine({ card }: { card: Card }) {
  const { t } = useLocale();
  const format = useFormat();
  const { effect } = card;
  const counts: [TextKey, number, boolean][] = [
    ["review.effect.watched", effect.watched, false],
    ["review.effect.cases", effect.joins_cases ? effect.cases : 0, true],
    ["review.effect.documents", effect.documents, effect.joins_documents],
    ["review.effect.records", effect.records, false],
    ["review.effect.ties", effect.ties, false],
    ["review.effect.events", effect.events, false],
  ];
  return (
    <section aria-label={t("review.effect")} data-effect>
      <Group gap={6}>
        <Text span size="sm" fw={600}>{t("review.effect")}:</Text>
        {counts.filter(([, count]) => count > 0).map(([key, count, joins]) => (
          <Badge key={key} variant={joins ? "light" : "default"} size="lg" radius="sm" tt="none" fw={400} styles={{ label: { overflow: "visible" } }}>
            {t(key)} <b>{format.number(count)}</b>
            {joins && <>{separator()}{t("review.effect.connects")}</>}
          </Badge>
        ))}
        {card.evidence.map((kind) => (
          <Badge key={kind} variant="outline" color="gray" size="lg" radius="sm" tt="none" fw={400}>{t(`review.evidence.${kind}` as TextKey)}</Badge>
        ))}
      </Group>
    </section>
  );
}
