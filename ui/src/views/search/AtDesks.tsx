import { Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { useFoundAtDesks } from "@/core/desks/finds";
import { useLocale } from "@/i18n/LocaleContext";
import { FoundDeskLine } from "@/parts/FoundDeskLine";

import classes from "./Search.module.css";

/** What the desks of the person know of a text: people held, cells, consignments, exhibits, flights; nothing where nothing fits. */
export function AtDesks({ q }: { q: string }) {
  const { t } = useLocale();
  const found = useFoundAtDesks(q);
  if (found.length === 0) return null;
  return (
    <section aria-labelledby="at-desks" data-at-desks={found.length}>
      <Title order={2} size="h4" id="at-desks">{t("search.desks")}</Title>
      <ul className={classes.hits}>
        {found.map((one) => <li key={one.id} className={classes.hit}><Link to={one.to} search={one.search} className={classes.link} data-hit><FoundDeskLine found={one} /></Link></li>)}
      </ul>
    </section>
  );
}
