import { Group } from "@mantine/core";

import type { Source } from "@/core/sources";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

const unused = (source: Source): boolean => source.state === "published" && source.records > 0 && source.mapped === 0;

/** Nothing could be read of a document: it is damaged, locked, or in no known format. A mapping does not help. */
export const unreadable = (source: Source): boolean => unused(source) && source.fields !== null && source.fields.read === 0;

/** A published document of which nothing was used waits for a mapping. */
export const needsMapping = (source: Source): boolean => unused(source) && !unreadable(source);

/** Nobody reads anything of a document any more: its term is over, or it was erased. */
export const gone = ({ state }: Source): boolean => state === "due" || state === "erasing" || state === "erased";

/** A document was read, so that no problem means that all of it could be. */
export const wasRead = ({ state, withdrawn }: Source): boolean => !withdrawn && (state === "published" || state === "superseded");

/** What became of a document, as a word with a sign. */
export function SourceState({ source }: { source: Source }) {
  const { t } = useLocale();
  const state = source.withdrawn ? "withdrawn" : needsMapping(source) ? "unmapped" : unreadable(source) ? "failed" : source.state;
  const good = state === "published";
  return (
    <Group gap={4} wrap="nowrap" {...(good ? {} : { c: state === "failed" ? "red.8" : "dimmed" })} style={{ whiteSpace: "nowrap" }}>
      <Icon name={good ? "check" : state === "failed" || state === "unmapped" ? "warning" : "info"} size={16} />
      {t(`state.${state}`)}
    </Group>
  );
}
