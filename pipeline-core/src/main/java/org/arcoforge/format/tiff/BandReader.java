package org.arcoforge.format.tiff;

import java.io.IOException;
import java.util.zip.DataFormatException;
import org.arcoforge.array.Block;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.HeapLimit;
import org.arcoforge.array.Region;
import org.arcoforge.format.FormatException;
import org.arcoforge.source.ByteSource;
import org.jspecify.annotations.Nullable;

/** Reads boxes of bands, rows and columns out of strips or tiles. */
final class BandReader {
  private final ByteSource source;
  private final boolean big;
  private final TiffImage image;
  private final FillValue never;

  BandReader(TiffBytes file, TiffImage image, FillValue never) {
    this.source = file.source();
    this.big = file.isBig();
    this.image = image;
    this.never = never;
  }

  /** Returns rows of a strip that are read as one; strips that are not packed are read in parts. */
  static int rowsTogether(TiffImage image) {
    if (image.compression() != Codec.NONE || image.tiled()) {
      return image.blockHeight();
    }
    long row = (long) image.width() * image.stride() * image.type().size();
    return (int) Math.max(1, Math.min(image.blockHeight(), (4 << 20) / row));
  }

  /** Reads a box of (band, row, column). */
  void read(Region region, Block target, long[] at) throws IOException {
    if (region.isEmpty()) {
      return;
    }
    int planes = image.together() ? 1 : (int) region.size(0);
    for (int p = 0; p < planes; p++) {
      long firstBand = image.together() ? 0 : region.start(0) + p;
      for (long down = region.start(1) / image.blockHeight();
          down * image.blockHeight() < region.end(1);
          down++) {
        for (long across = region.start(2) / image.blockWidth();
            across * image.blockWidth() < region.end(2);
            across++) {
          block((int) firstBand, (int) down, (int) across, region, target, at);
        }
      }
    }
  }

  private void block(int band, int down, int across, Region region, Block target, long[] at)
      throws IOException {
    long top = (long) down * image.blockHeight();
    long left = (long) across * image.blockWidth();
    int rows = image.rows(down);
    Region inside =
        Region.of(
                new long[] {band, top, left}, new long[] {image.stride(), rows, image.blockWidth()})
            .intersect(region);
    if (inside.isEmpty()) {
      return;
    }
    int together = rowsTogether(image);
    for (long from = inside.start(1); from < inside.end(1); ) {
      long first = image.blockHeight() == together ? top : from;
      long count =
          image.blockHeight() == together ? rows : Math.min(together, inside.end(1) - from);
      Region part =
          Region.of(
              new long[] {inside.start(0), from, inside.start(2)},
              new long[] {
                inside.size(0), Math.min(first + count, inside.end(1)) - from, inside.size(2)
              });
      Block values = values(image.number(band, down, across), first - top, (int) count);
      long[] start = {part.start(0) - band, part.start(1) - first, part.start(2) - left};
      long[] to = at.clone();
      for (int d = 0; d < 3; d++) {
        to[d] += part.start(d) - region.start(d);
      }
      Block.copy(values, start, target, to, part.size());
      from = part.end(1);
    }
  }

  /** Values of some rows of a block: (band, row, column), little-endian. */
  private Block values(int number, long firstRow, int rows) throws IOException {
    int width = image.type().size();
    int rowSamples = Math.multiplyExact(image.blockWidth(), image.stride());
    int size = Math.toIntExact(Math.multiplyExact((long) rows * width, rowSamples));
    HeapLimit.check(size, "a " + (image.tiled() ? "tile" : "strip"));
    long stored = image.sizes()[number];
    if (stored == 0 || image.offsets()[number] == 0) {
      Block filled = Block.allocate(image.type(), image.stride(), rows, image.blockWidth());
      filled.fill(never);
      return filled;
    }
    boolean plain = image.compression() == Codec.NONE;
    long skipped = plain ? firstRow * rowSamples * width : 0;
    int length =
        (int) Math.min(Integer.MAX_VALUE - 64, plain ? Math.min(size, stored - skipped) : stored);
    if (length < 0 || image.compression().most(length) < size) {
      throw damaged(number, stored + " bytes cannot be those of " + size, null);
    }
    byte[] in = new byte[length];
    source.read(image.offsets()[number] + skipped, in, 0, length);
    byte[] out = plain && length == size ? in : new byte[size];
    try {
      int n = out == in ? size : image.compression().decode(in, length, out, size);
      if (n != size) {
        throw damaged(number, "it holds " + n + " bytes, expected " + size, null);
      }
    } catch (DataFormatException | IndexOutOfBoundsException e) {
      throw damaged(number, String.valueOf(e.getMessage()), e);
    }
    Predictor.undo(image.predictor(), out, size, rowSamples, image.stride(), width, big);
    return Block.wrap(
        image.type(), apart(out, rows, width), image.stride(), rows, image.blockWidth());
  }

  /** Brings the bands of pixels apart. */
  private byte[] apart(byte[] pixels, int rows, int width) {
    int bands = image.stride();
    if (bands == 1) {
      return pixels;
    }
    int n = rows * image.blockWidth();
    byte[] planes = new byte[n * bands * width];
    for (int b = 0; b < bands; b++) {
      int to = b * n * width;
      for (int i = 0, from = b * width; i < n; i++, from += bands * width) {
        for (int k = 0; k < width; k++) {
          planes[to++] = pixels[from + k];
        }
      }
    }
    return planes;
  }

  private FormatException damaged(int number, String what, @Nullable Exception cause) {
    String message =
        "variable 'band_data': "
            + (image.tiled() ? "tile " : "strip ")
            + number
            + " is damaged: "
            + what;
    return cause == null
        ? FormatException.corrupt(source.url(), message)
        : FormatException.corrupt(source.url(), message, cause);
  }
}
