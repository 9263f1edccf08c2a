import { ActionIcon, Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";

import { currentChart } from "@/core/chart/current";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

interface Props {
  ids: readonly string[];
  label?: string;
  /** Only the icon, with this name. */
  quiet?: boolean;
  name?: string;
}

/** Puts things on the chart that was opened last, or on a new one. */
export function AddToChart({ ids, label, quiet = false, name }: Props) {
  const { t } = useLocale();
  const navigate = useNavigate();
  const add = () => void navigate({ to: "/chart", search: { ...(currentChart() ?? {}), add: ids.join(".") } });
  if (quiet)
    return (
      <ActionIcon variant="subtle" aria-label={name ?? t("chart.add-to")} title={t("chart.add-to")} onClick={add} data-add-to-chart mt="xs">
        <Icon name="chart" size={18} />
      </ActionIcon>
    );
  return (
    <Button size="compact-sm" variant="default" leftSection={<Icon name="chart" size={16} />} onClick={add} data-add-to-chart>
      {label ?? t("chart.add-to")}
    </Button>
  );
}
