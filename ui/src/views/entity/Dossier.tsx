import { Button, Group, Stack } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { api, body, downloadAddress } from "@/api/client";
import { useLocale } from "@/i18n/LocaleContext";
import { Dialog } from "@/parts/Dialog";
import { ErrorNote, Loading } from "@/parts/Notes";

const FORMS = ["pdf", "docx"] as const;

/** Everything about one thing on one page, in one click; and the same as a file where it may leave. */
export function Dossier({ id }: { id: string }) {
  const { t } = useLocale();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="compact-sm" variant="default" data-dossier onClick={() => { setOpen(true); }}>{t("dossier.open")}</Button>
      {open && <Page id={id} onClose={() => { setOpen(false); }} />}
    </>
  );
}

function Page({ id, onClose }: { id: string; onClose: () => void }) {
  const { t, locale } = useLocale();
  const found = useQuery({ queryKey: ["entities", id, "dossier", locale], queryFn: () => body(api.GET("/api/v1/entities/{entity}/dossier", { params: { path: { entity: id } } })), gcTime: 0, retry: false });
  const language = locale === "qps" ? "en" : locale;
  const file = useMutation({ mutationFn: (form: (typeof FORMS)[number]) => downloadAddress(`/api/v1/entities/${id}/dossier/file?form=${form}&language=${language}`) });
  return (
    <Dialog onClose={onClose} size="72rem" title={t("dossier.open")}>
      <Stack gap="xs">
        {found.isPending && <Loading />}
        {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
        {found.data !== undefined && (
          <>
            <Group gap="xs">
              {FORMS.map((form) => (
                <Button key={form} size="compact-sm" variant="default" loading={file.isPending && file.variables === form} onClick={() => { file.mutate(form); }}>
                  {t("dossier.save")} <bdi dir="ltr" style={{ marginInline: "0.4em" }}>{form.toUpperCase()}</bdi>
                </Button>
              ))}
            </Group>
            {file.isError && <ErrorNote error={file.error} />}
            <iframe title={t("dossier.open")} sandbox="" srcDoc={found.data.page} style={{ inlineSize: "100%", blockSize: "70vb", border: "1px solid var(--tq-line)", background: "#fff" }} />
          </>
        )}
      </Stack>
    </Dialog>
  );
}
