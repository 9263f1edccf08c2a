import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { documentsQuery } from "@/core/documents";
import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { ToolMenu } from "./Tools";

/** Named states of charts of the case to return to and to cite. */
export function Snapshots({ caseId, onOpen }: { caseId: string; onOpen: (id: string) => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const [opened, open] = useState(false);
  const found = useQuery({ ...documentsQuery(caseId, "snapshot"), enabled: opened && caseId !== "" });
  return (
    <ToolMenu icon="camera" label={t("chart.snapshots")} ids={["chart.snapshot", "chart.compare"]} onOpen={() => { open(true); }}>
      {(found.data ?? []).length > 0 && <Menu.Label>{t("chart.snapshots.back")}</Menu.Label>}
      {(found.data ?? []).slice(0, 20).map((item) => (
        <Menu.Item key={item.id} onClick={() => { onOpen(item.id); }}>
          <Data>{item.title}</Data>{separator()}{format.date(`${item.at.slice(0, 16)}Z`)}
        </Menu.Item>
      ))}
    </ToolMenu>
  );
}
