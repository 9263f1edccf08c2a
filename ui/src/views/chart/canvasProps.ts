import type { Ref } from "react";

import type { Camera } from "@/core/chart/address";
import type { ChartDocument, Position } from "@/core/chart/document";
import type { Known, Pair } from "@/core/chart/known";

import type { Photos } from "@/core/chart/photos";
import type { Strand } from "@/core/chart/strands";
import type { Styled } from "@/core/chart/styles";

import type { Palette } from "./look";

export interface CanvasHandle {
  fit: (ids?: readonly string[]) => void;
  zoom: (factor: number) => void;
  middle: () => Position;
  focus: () => void;
}

/** Where a menu was asked for: in the window, at which item (none on the paper), and where on the chart. */
export interface MenuAt {
  x: number;
  y: number;
  id: string | null;
  place: Position;
}

export interface CanvasProps {
  chart: ChartDocument;
  known: Known;
  pairs: ReadonlyMap<string, Pair>;
  linked: ReadonlyMap<string, readonly string[]>;
  selection: ReadonlySet<string>;
  chosenPair: string;
  /** The lines of the picture, one or several for each pair. */
  strands: readonly Strand[];
  /** What a line says; `turned`: the second end of its pair stands to the left. */
  label: (strand: Strand, turned: boolean) => string;
  /** How items and lines look by the rules of the chart. */
  styled: Styled;
  photos: Photos;
  palette: Palette;
  lasso: boolean;
  /** The item a new link begins at, while its other end is chosen by keyboard; "" otherwise. */
  linking: string;
  start: Camera | null;
  handle: Ref<CanvasHandle>;
  onSelect: (ids: readonly string[], how: "only" | "add" | "toggle") => void;
  onPair: (key: string) => void;
  onMove: (places: ReadonlyMap<string, Position>) => void;
  /** Double click on an item or, by its key, on a line. */
  onCards: (id: string, pair: string) => void;
  onOpen: (id: string) => void;
  onLink: (from: string, to: string) => void;
  onStopLinking: () => void;
  onMenu: (at: MenuAt) => void;
  /** What is written on the chart. */
  texts: ChartDocument["texts"];
  /** A text of the chart was moved, or is to be changed. */
  onTextMoved: (id: string, to: Position) => void;
  onText: (id: string) => void;
  onFocused: (id: string) => void;
  onCamera: (camera: Camera) => void;
  onLasso: () => void;
}
