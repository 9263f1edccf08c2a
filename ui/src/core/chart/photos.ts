import { useQueries, type UseQueryResult } from "@tanstack/react-query";
import { useCallback } from "react";

import { fetched } from "@/api/client";

import { pictureAddress } from "../talk";

/** Bytes of a picture beyond which it is not shown on a chart: paper says the same (`tahqiq.products.paper.photographs`). */
export const PHOTO_MOST = 20_000_000;
const SIDE = 256;
const HOUR = 3_600_000;

/** A photograph as it is shown: the middle of the picture, small and square; and the same for a file. */
export interface Photo {
  readonly image: HTMLCanvasElement;
  readonly data: string;
}

export type Photos = ReadonlyMap<string, Photo>;
export const NO_PHOTOS: Photos = new Map();

async function small(source: string): Promise<Photo | null> {
  const answer = await fetched(pictureAddress(source));
  if (Number(answer.headers.get("Content-Length") ?? 0) > PHOTO_MOST) {
    await answer.body?.cancel();
    return null;
  }
  const picture = await createImageBitmap(await answer.blob());
  const image = document.createElement("canvas");
  image.width = image.height = SIDE;
  const side = Math.min(picture.width, picture.height);
  image.getContext("2d")?.drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, SIDE, SIDE);
  picture.close();
  return { image, data: image.toDataURL("image/jpeg", 0.85) };
}

/** The photographs of some sources, as they come; what may not be seen, is no picture or is too large has none. `failed` counts these. The same map as long as nothing comes: charts are drawn anew for another one. */
export function usePhotos(sources: readonly string[]): { photos: Photos; failed: number } {
  const which = sources.join("\n");
  const combine = useCallback((answers: readonly UseQueryResult<Photo | null>[]) => {
    const asked = which.split("\n");
    return {
      photos: which === "" ? NO_PHOTOS : new Map(answers.flatMap(({ data }, at) => (data == null ? [] : [[asked[at] ?? "", data] as const]))),
      failed: answers.filter(({ data, isError }) => isError || data === null).length,
    };
  }, [which]);
  return useQueries({ queries: sources.map((source) => ({ queryKey: ["photo", source], queryFn: () => small(source), staleTime: HOUR, retry: false })), combine });
}
