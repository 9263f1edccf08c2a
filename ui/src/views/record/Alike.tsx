import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { searchQuery } from "@/core/search";
import { useLocale } from "@/i18n/LocaleContext";

import { TypeMark } from "@/parts/Marks";
import { Step } from "@/parts/Step";
import { PlainValue } from "@/parts/Value";
import classes from "./Record.module.css";

/** What may be the same as the thing that is being typed, so that it is not recorded twice. */
export function Alike({ text, type }: { text: string; type: string }) {
  const { t } = useLocale();
  const [q] = useDebouncedValue(text, 250);
  const found = useQuery({ ...searchQuery(q, type, 1), placeholderData: keepPreviousData });
  const hits = q === "" ? [] : (found.data?.hits ?? []).slice(0, 6);
  return (
    <section aria-live="polite" data-alike>
      <Text fw={600} size="sm">
        {t("record.alike")}
      </Text>
      {hits.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(q === "" ? "record.alike.type" : "record.alike.none")}
        </Text>
      )}
      <ul className={classes.hits}>
        {hits.map((hit) => (
          <li key={hit.id}>
            <Link to="/entities/$id" params={{ id: hit.id }} target="_blank">
              <PlainValue value={hit.caption} />
            </Link>
            <TypeMark schema={hit.schema} />
            <Step to="/new" search={{ about: hit.id }}>
              {t("record.add-to")}
            </Step>
          </li>
        ))}
      </ul>
    </section>
  );
}
