import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";

import { inFigures } from "./format";
import { LocaleContext } from "./LocaleContext";
import { isLocale, type Locale, LOCALES, preferred } from "./locales";
import { separateAs } from "./separator";
import { type Catalogue, ENGLISH, fill, load, type Parameters, type TextKey } from "./text";

const REMEMBERED = "tahqiq.locale";

function initial(): Locale {
  const remembered = window.localStorage.getItem(REMEMBERED);
  return isLocale(remembered) ? remembered : preferred(window.navigator.languages);
}

/** Gives the page its language and direction, and remembers the choice in this browser. Text and direction change together. `digits` are those that the person chose. */
export function LocaleProvider({ digits = "language", children }: { digits?: "language" | "latn" | "arab"; children: ReactNode }) {
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

  const figures = useCallback((sentence: string) => inFigures(sentence, digits === "language" ? LOCALES[shown.locale].digits : digits), [shown, digits]);
  const t = useCallback((key: TextKey, parameters?: Parameters) => fill(figures(shown.catalogue[key]), parameters), [shown, figures]);
  const state = useMemo(() => ({ locale: shown.locale, direction: LOCALES[shown.locale].direction, choose, t, figures }), [shown, t, figures]);
  return <LocaleContext value={state}>{children}</LocaleContext>;
}
