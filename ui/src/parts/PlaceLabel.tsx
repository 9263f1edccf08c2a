import { Fragment } from "react";

import type { Bodies } from "@/api/client";
import { useFormat } from "@/core/format";
import { pieces, type PlacePiece } from "@/core/place";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

/** Where in the original a value stands, in the words of the language: sheet and cell, page and line. */
export function PlaceLabel({ place }: { place: Bodies["PlaceBody"] }) {
  const { t } = useLocale();
  const told = pieces(place);
  if (told.length === 0) return <>{t("place.whole")}</>;
  return told.map((piece, index) => (
    <Fragment key={index}>
      {index > 0 && separator()}
      <Piece piece={piece} />
    </Fragment>
  ));
}

function Piece({ piece }: { piece: PlacePiece }) {
  const { t } = useLocale();
  const { digits } = useFormat();
  if (piece.kind === "name") return <Data>{piece.text}</Data>;
  if (piece.kind === "code") return <Code>{piece.text}</Code>;
  return <>{t(`place.${piece.word}`, { n: digits(String(piece.number)) })}</>;
}
