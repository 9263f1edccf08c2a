import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";

import { LocaleContext } from "./LocaleContext";
import { isLocale, type Locale, LOCALES, preferred } from "./locales";
import { separateAs } from "./separator";
import { type Catalogue, ENGLISH, fill, load, type Parameters, type TextKey } from "./text";

const REMEMBERED = "tahqiq.locale";

function initial(): Locale {
  const remembered = window.localStorage.getItem(REMEMBERED);
  return isLocale(remembered) ? remembered : preferred(window.navigator.languages);
}

/** Gives the page its language and direction, and remembers the choice in this browser. Text and direction change together. */
export function LocaleProvider({ children }: { children: ReactNode }) {
  const [wanted, choose] = useState<Locale>(initial);
  const [shown, show] = useState<{ locale: Locale; catalogue: Catalogue }>({ locale: "en", catalogue: ENGLISH });

  useEffect(() => {
    let current = true;
    void load(wanted).then((catalogue) => {
      if (!current) return;
      document.documentElement.lang = wanted;
      document.documentElement.dir = LOCALES[wanted].direction;
      window.localStorage.setItem(REMEMBERED, wanted);
      separateAs(wanted);
      show({ locale: wanted, catalogue });
    });
    return () => {
      current = false;
    };
  }, [wanted]);

  const t = useCallback((key: TextKey, parameters?: Parameters) => fill(shown.catalogue[key], parameters), [shown]);
  const state = useMemo(() => ({ locale: shown.locale, direction: LOCALES[shown.locale].direction, choose, t }), [shown, t]);
  return <LocaleContext value={state}>{children}</LocaleContext>;
}
