/** A picture before it is sent: no phone need send ten megabytes for what is shown a thousand pixels wide. */

/** What the server takes; bytes. */
export const MOST_BYTES = 10_000_000;
const LARGE_BYTES = 1_500_000;
const WIDEST = 2560;

export type Shape = "cover" | "portrait";

/** Pixels of the large picture and of the small one that the server makes: what a file should have, and has to have. */
export const SIZES: Readonly<Record<Shape, { best: Size; least: Size }>> = {
  cover: { best: { width: 1280, height: 720 }, least: { width: 480, height: 270 } },
  portrait: { best: { width: 512, height: 512 }, least: { width: 128, height: 128 } },
};

export interface Size {
  width: number;
  height: number;
}

/** What a hint says of them. */
export const wordSizes = (shape: Shape) => {
  const { best, least } = SIZES[shape];
  return { ...best, leastWidth: least.width, leastHeight: least.height };
};

export const PICTURE_TYPES = "image/jpeg,image/png,image/webp,image/avif";

/** As it is sent: as it was where it is small, or where this browser cannot make it smaller. */
export async function shrink(file: Blob): Promise<Blob> {
  if (file.size <= LARGE_BYTES) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, WIDEST / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const smaller = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
    return smaller.size < file.size ? smaller : file;
  } catch {
    return file;
  }
}
