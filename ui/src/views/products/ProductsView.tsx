import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useFormat, ZONE } from "@/core/format";
import { FORMS, type Product, productsQuery, useBundle } from "@/core/products";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import { ChangedMark } from "./Changed";
import { Drafts } from "./Drafts";
import { Pages } from "./Pages";
import { Prepare } from "./Prepare";

/** What leaves a case: briefings being written, bundles of a chart, and everything that was prepared, with its pages, decisions and files. */
export function ProductsView({ caseId }: { caseId: string }) {
  const { t } = useLocale();
  const found = useQuery(productsQuery(caseId));
  const [open, setOpen] = useState("");
  const product = found.data?.find((one) => one.id === open);
  if (product !== undefined) return <Pages caseId={caseId} product={product} onClose={() => { setOpen(""); }} />;
  return (
    <Stack>
      <Drafts caseId={caseId} />
      <Title order={2}>{t("products.title")}</Title>
      <Text size="sm">{t("products.about")}</Text>
      <Prepare caseId={caseId} onMade={setOpen} />
      <Title order={2}>{t("products.list")}</Title>
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("products.none")}
        </Text>
      )}
      {found.data !== undefined && found.data.length > 0 && (
        <div className={table.frame} tabIndex={0} role="region" aria-label={t("products.list")}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t("person.name")}</th>
                <th scope="col">{t("products.for")}</th>
                <th scope="col">{t("products.state")}</th>
                <th scope="col">{t("products.acts")}</th>
                <th scope="col">{t("products.open")}</th>
              </tr>
            </thead>
            <tbody>
              {found.data.map((one) => (
                <Line key={one.id} caseId={caseId} product={one} onOpen={() => { setOpen(one.id); }} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Stack>
  );
}

function Line({ caseId, product, onOpen }: { caseId: string; product: Product; onOpen: () => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const bundle = useBundle(caseId);
  return (
    <tr data-product={product.state}>
      <td className={table.name}>
        <Data>{product.title}</Data>
        <Text size="xs" c="dimmed">{t(`products.kind.${product.kind}`)}</Text>
      </td>
      <td>{t(`products.for.${product.audience}`)}</td>
      <td>
        {t(`products.state.${product.state}`)}
        <ChangedMark became={product.changed} />
      </td>
      <td>
        {product.acts.map((act) => (
          <Text key={act.at} size="xs">
            {t(`products.act.${act.what}`)} <Data>{act.by_name}</Data>{separator()}{format.date(`${act.at.slice(0, 16)}Z`, ZONE)}
            {act.note !== "" && <Data>{`${separator()}${act.note}`}</Data>}
          </Text>
        ))}
      </td>
      <td>
        <Group gap={4} wrap="nowrap">
          <Button size="compact-xs" variant="default" onClick={onOpen} aria-label={t("products.read.of", { title: product.title })}>
            {t("products.read")}
          </Button>
          {product.state === "released" &&
            FORMS[product.kind].map((form) => (
              <Button key={form} size="compact-xs" loading={bundle.isPending && bundle.variables.form === form} onClick={() => { bundle.mutate({ id: product.id, form }); }} aria-label={`${t("products.file.of", { title: product.title })} ${form}`}>
                {product.kind === "bundle" ? t("products.file") : <bdi dir="ltr">{form.toUpperCase()}</bdi>}
              </Button>
            ))}
        </Group>
        {bundle.isError && <ErrorNote error={bundle.error} />}
      </td>
    </tr>
  );
}
