package org.arcoforge.format.tiff;

import java.io.IOException;
import java.util.Arrays;
import org.arcoforge.array.DataType;
import org.arcoforge.format.FormatException;

/**
 * A TIFF image says how the values of one image are stored.
 *
 * @param type of a sample
 * @param bands samples of a pixel
 * @param height rows
 * @param width columns
 * @param blockHeight rows of a strip or tile
 * @param blockWidth columns of one; a strip is as wide as the image
 * @param tiled whether blocks at the edges are whole
 * @param together whether the bands of a pixel are stored together
 * @param compression how blocks are packed
 * @param predictor what was done before packing
 * @param offsets of the blocks: row by row, and band by band where they are apart
 * @param sizes stored bytes of the blocks
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, never compared
record TiffImage(
    DataType type,
    int bands,
    int height,
    int width,
    int blockHeight,
    int blockWidth,
    boolean tiled,
    boolean together,
    Codec compression,
    int predictor,
    long[] offsets,
    long[] sizes) {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int FILL_ORDER = 266;
  private static final int STRIP_OFFSETS = 273;
  private static final int SAMPLES = 277;
  private static final int ROWS_PER_STRIP = 278;
  private static final int STRIP_SIZES = 279;
  private static final int PLANES = 284;
  private static final int PREDICTOR = 317;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_SIZES = 325;
  private static final int FORMAT = 339;

  static TiffImage read(TiffBytes file, Ifd ifd) throws IOException {
    long width = ifd.number(WIDTH, 0);
    long height = ifd.number(HEIGHT, 0);
    long bands = ifd.number(SAMPLES, 1);
    if (width < 1 || height < 1 || bands < 1 || Math.max(width, height) > Integer.MAX_VALUE >> 1) {
      throw file.corrupt("an image of " + bands + " × " + height + " × " + width);
    }
    boolean tiled = ifd.has(TILE_WIDTH);
    long blockWidth = tiled ? ifd.number(TILE_WIDTH, 0) : width;
    long blockHeight =
        tiled ? ifd.number(TILE_HEIGHT, 0) : Math.min(height, ifd.number(ROWS_PER_STRIP, height));
    if (bands > 65_535 || blockWidth < 1 || blockHeight < 1) {
      throw file.corrupt("blocks of " + bands + " × " + blockHeight + " × " + blockWidth);
    }
    Codec codec = Codec.of(ifd.number(COMPRESSION, 1));
    if (codec == null) {
      throw unsupported(
          file, "is packed by " + Codec.name(ifd.number(COMPRESSION, 1)), "-co COMPRESS=DEFLATE");
    }
    if (ifd.number(FILL_ORDER, 1) != 1) {
      throw unsupported(file, "has the lowest bit of bytes first", "");
    }
    DataType type = type(file, ifd, (int) bands);
    boolean together = bands == 1 || ifd.number(PLANES, 1) == 1;
    int predictor = (int) ifd.number(PREDICTOR, Predictor.NONE);
    boolean packs = codec != Codec.NONE && codec != Codec.PACKBITS;
    if (predictor < 1 || predictor > 3 || (predictor == Predictor.FLOATING && !type.isFloat())) {
      throw file.corrupt("predictor " + predictor + " for " + type.id());
    }
    long[] offsets = ifd.numbers(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
    long[] sizes = ifd.numbers(tiled ? TILE_SIZES : STRIP_SIZES);
    TiffImage image =
        new TiffImage(
            type,
            (int) bands,
            (int) height,
            (int) width,
            (int) Math.min(blockHeight, Integer.MAX_VALUE),
            (int) Math.min(blockWidth, Integer.MAX_VALUE),
            tiled,
            together,
            codec,
            packs ? predictor : Predictor.NONE,
            offsets,
            sizes);
    image.check(file);
    return image;
  }

  private void check(TiffBytes file) throws IOException {
    long blocks = (long) down() * across() * (together ? 1 : bands);
    if (offsets.length != blocks || sizes.length != blocks) {
      throw file.corrupt(
          offsets.length + " offsets and " + sizes.length + " sizes for " + blocks + " blocks");
    }
    if (compression != Codec.NONE || tiled) {
      double bytes = (double) blockHeight * blockWidth * stride() * type.size();
      if (bytes > Integer.MAX_VALUE - 64) {
        throw unsupported(file, "has blocks of 2 GiB or more", "-co TILED=YES");
      }
    }
    for (int i = 0; i < offsets.length; i++) {
      file.need(offsets[i], sizes[i]);
    }
  }

  private static DataType type(TiffBytes file, Ifd ifd, int bands) throws IOException {
    long[] bits = ifd.numbers(BITS);
    long[] formats = ifd.numbers(FORMAT);
    long first = bits.length == 0 ? 1 : bits[0];
    long format = formats.length == 0 ? 1 : formats[0];
    if (Arrays.stream(bits).anyMatch(b -> b != first)
        || Arrays.stream(formats).anyMatch(f -> f != format)
        || (bits.length > 1 && bits.length < bands)) {
      throw unsupported(file, "has bands of different types", "");
    }
    DataType type =
        switch ((int) format * 100 + (int) first) {
          case 108, 408 -> DataType.UINT8;
          case 116, 416 -> DataType.UINT16;
          case 132, 432 -> DataType.UINT32;
          case 164, 464 -> DataType.UINT64;
          case 208 -> DataType.INT8;
          case 216 -> DataType.INT16;
          case 232 -> DataType.INT32;
          case 264 -> DataType.INT64;
          case 332 -> DataType.FLOAT32;
          case 364 -> DataType.FLOAT64;
          default -> null;
        };
    if (type == null) {
      String kind = format == 3 ? "float" : format > 4 ? "complex" : "integer";
      throw unsupported(file, "has " + kind + " samples of " + first + " bits", "-ot Float32");
    }
    return type;
  }

  private static FormatException unsupported(TiffBytes file, String what, String option) {
    return FormatException.unsupported(
        file.source().url(),
        "variable 'band_data' "
            + what
            + ", which is not read"
            + (option.isEmpty() ? "" : "; rewrite the file with `gdal_translate " + option + "`"));
  }

  /** Returns blocks below each other. */
  int down() {
    return (height - 1) / blockHeight + 1;
  }

  /** Returns blocks beside each other. */
  int across() {
    return (width - 1) / blockWidth + 1;
  }

  /** Returns bands that one block holds. */
  int stride() {
    return together ? bands : 1;
  }

  /** Returns rows that a block in that row of blocks has. */
  int rows(int down) {
    return tiled ? blockHeight : Math.min(blockHeight, height - down * blockHeight);
  }

  /** Returns the number of a block among the offsets. */
  int number(int band, int down, int across) {
    int plane = together ? 0 : band * down();
    return (plane + down) * across() + across;
  }

  long storedBytes() {
    return Arrays.stream(sizes).sum();
  }
}
