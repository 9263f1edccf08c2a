import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import type { Entity } from "@/core/entities";
import { sourcesQuery } from "@/core/sources";
import { Code } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";
import { isolated } from "@/design/direction";

const FILE = "file:";
const SHORT = /^(?:[0-9]{1,8}|[*#][0-9*#]*)$/;

/** Whose number it is: of an operator, bank or country, or of one document alone. */
export function Numbering({ entity }: { entity: Entity }) {
  const { t } = useLocale();
  const file = entity.namespace.startsWith(FILE) ? entity.namespace.slice(FILE.length) : null;
  const sources = useQuery({ ...sourcesQuery, enabled: file !== null });
  if (entity.namespace === "") return null;
  if (file === null) return <>{BESIDE}<Code>{entity.namespace}</Code></>;
  const name = sources.data?.find((one) => one.sha256.startsWith(file))?.name ?? file;
  return <>{BESIDE}{t("entity.numbered.file", { name: isolated(name) })}</>;
}

/** Says of a short number that stands in documents imported before networks were kept apart that it may be several. */
export function MixedNumbers({ entity }: { entity: Entity }) {
  const { t } = useLocale();
  if (entity.schema !== "PhoneNumber" || entity.namespace !== "" || !SHORT.test(entity.key)) return null;
  return <Text size="sm">{t("entity.numbered.mixed")}</Text>;
}
