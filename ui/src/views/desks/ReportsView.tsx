import { Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import type { Place } from "@/core/desks/places";
import { usePerson } from "@/core/session";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { usePlaces } from "@/parts/usePlaces";

import { PlaceLinks } from "./RecordsView";

/** What the desks report: figures, inspections, whether the rules hold; and the audit log to who may read it. */
export function ReportsView() {
  const { t } = useLocale();
  const person = usePerson();
  const desks = usePlaces()
    .map(({ desk, reports }) => ({ desk, places: [...reports, ...(desk.rules > 0 ? [{ to: "rules", title: t("reports.rules"), help: t("reports.rules.text"), icon: "law" } satisfies Place] : [])] }))
    .filter(({ places }) => places.length > 0);
  return (
    <Stack maw="70rem" mx="auto">
      <div>
        <Title order={1}>{t("nav.reports")}</Title>
        <Text c="dimmed">{t("reports.text")}</Text>
      </div>
      {desks.map(({ desk, places }) => (
        <section key={desk.name} aria-labelledby={`reports-${desk.name}`} data-reports={desk.name}>
          <Title order={2} id={`reports-${desk.name}`}><Data>{desk.title}</Data></Title>
          <PlaceLinks desk={desk.name} places={places} />
        </section>
      ))}
      <section aria-labelledby="reports-workspace">
        <Title order={2} id="reports-workspace">{t("reports.workspace")}</Title>
        <ul>
          <li><Link to="/verify">{t("nav.verify")}</Link></li>
          {person.reads_log && <li><Link to="/verify" hash="log">{t("audit.log")}</Link></li>}
        </ul>
      </section>
    </Stack>
  );
}
