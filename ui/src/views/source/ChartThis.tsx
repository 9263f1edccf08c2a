import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { api, body } from "@/api/client";
import type { Source } from "@/core/sources";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote } from "@/parts/Notes";

/** Begins a chart of what a document says, in its case, and opens it. */
export function ChartThis({ source }: { source: Source }) {
  const { t } = useLocale();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const begin = useMutation({
    mutationFn: () => body(api.POST("/api/v1/sources/{source}/chart", { params: { path: { source: source.id } }, body: { title: source.name } })),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ["documents", made.case, "list"] });
      void navigate({ to: "/chart", search: { case: made.case, id: made.id } });
    },
  });
  return (
    <div style={{ marginInlineStart: "auto" }}>
      <Button size="compact-sm" variant="default" leftSection={<Icon name="chart" size={16} />} loading={begin.isPending} data-chart-this onClick={() => { begin.mutate(); }}>{t("source.chart")}</Button>
      {begin.isError && <ErrorNote error={begin.error} />}
    </div>
  );
}
