import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { type Case, useCases } from "@/core/sources";
import { useLocale } from "@/i18n/LocaleContext";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";

/** The case that an address names, once it is there; a case that somebody is not in is no case. */
export function CaseByAddress({ id, children }: { id: string; children: (item: Case) => ReactNode }) {
  const { t } = useLocale();
  const cases = useCases();
  if (cases.isPending) return <Loading />;
  if (cases.isError) return <ErrorNote error={cases.error} retry={() => void cases.refetch()} />;
  const found = cases.data.find((item) => item.id === id);
  if (found === undefined)
    return (
      <Empty title={t("case.none")}>
        <Text size="sm">{t("case.none.next")}</Text>
        <Link to="/cases">{t("cases.title")}</Link>
      </Empty>
    );
  return <>{children(found)}</>;
}
