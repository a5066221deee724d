package org.arcoforge.format.tiff;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;

/**
 * Writes one image: {@code new TiffSample(DataType.INT16, 2, 5, 7).tiles(16, 16).bytes()}. Values
 * are 0, 3, 6, … in the order of (band, row, column), as far as the type goes.
 */
final class TiffSample {
  /** Packs a block. */
  interface Packing {
    byte[] pack(byte[] block);
  }

  private record Value(int type, long count, byte[] bytes) {}

  private final DataType type;
  private final int bands;
  private final int height;
  private final int width;
  private final Map<Integer, Value> tags = new TreeMap<>();
  private boolean big;
  private boolean bigTiff;
  private boolean tiled;
  private boolean apart;
  private int blockHeight;
  private int blockWidth;
  private int predictor = 1;
  private int compression = 1;
  private int subfileBefore = -1;
  private Packing packing = b -> b;

  TiffSample(DataType type, int bands, int height, int width) {
    this.type = type;
    this.bands = bands;
    this.height = height;
    this.width = width;
    this.blockHeight = height;
    this.blockWidth = width;
  }

  TiffSample big(boolean value) {
    big = value;
    return this;
  }

  TiffSample bigTiff(boolean value) {
    bigTiff = value;
    return this;
  }

  TiffSample apart(boolean value) {
    apart = value;
    return this;
  }

  TiffSample tiles(int rows, int columns) {
    tiled = true;
    blockHeight = rows;
    blockWidth = columns;
    return this;
  }

  TiffSample strips(int rows) {
    blockHeight = rows;
    return this;
  }

  TiffSample predictor(int value) {
    predictor = value;
    return this;
  }

  TiffSample packed(int number, Packing by) {
    compression = number;
    packing = by;
    return this;
  }

  /** Puts a directory of an overview or a mask before the image. */
  TiffSample after(int subfileType) {
    subfileBefore = subfileType;
    return this;
  }

  TiffSample doubles(int tag, double... values) {
    byte[] all = new byte[8 * values.length];
    for (int i = 0; i < values.length; i++) {
      put(all, 8 * i, Double.doubleToRawLongBits(values[i]), 8);
    }
    tags.put(tag, new Value(12, values.length, all));
    return this;
  }

  TiffSample shorts(int tag, int... values) {
    byte[] all = new byte[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      put(all, 2 * i, values[i], 2);
    }
    tags.put(tag, new Value(3, values.length, all));
    return this;
  }

  TiffSample text(int tag, String text) {
    byte[] all = (text + "\0").getBytes(StandardCharsets.UTF_8);
    tags.put(tag, new Value(2, all.length, all));
    return this;
  }

  /** The values that the image holds. */
  Block values() {
    Block block = Block.allocate(type, bands, height, width);
    for (int i = 0; i < block.elements(); i++) {
      if (type.isFloat()) {
        block.setDouble(i, 3.25 * i - 100);
      } else {
        block.setLong(i, 3L * i);
      }
    }
    return block;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[bigTiff ? 16 : 8]);
    List<Integer> offsets = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    int stride = apart ? 1 : bands;
    for (int b = 0; b < bands; b += stride) {
      for (int y = 0; y < height; y += blockHeight) {
        for (int x = 0; x < width; x += blockWidth) {
          int rows = tiled ? blockHeight : Math.min(blockHeight, height - y);
          byte[] stored = packing.pack(block(b, stride, y, x, rows));
          offsets.add(out.size());
          sizes.add(stored.length);
          out.writeBytes(stored);
        }
      }
    }
    numbers(256, width).numbers(257, height).numbers(259, compression).numbers(277, bands);
    shorts(258, repeat(8 * type.size())).numbers(284, apart ? 2 : 1).numbers(317, predictor);
    shorts(339, repeat(type.isFloat() ? 3 : type.isSigned() ? 2 : 1));
    numbers(tiled ? 324 : 273, offsets.stream().mapToInt(i -> i).toArray());
    numbers(tiled ? 325 : 279, sizes.stream().mapToInt(i -> i).toArray());
    if (tiled) {
      numbers(322, blockWidth).numbers(323, blockHeight);
    } else {
      numbers(278, blockHeight);
    }
    int first = out.size();
    if (subfileBefore >= 0) {
      Map<Integer, Value> own = new TreeMap<>(tags);
      numbers(254, subfileBefore);
      directory(out, true);
      tags.clear();
      tags.putAll(own);
    }
    directory(out, false);
    byte[] file = out.toByteArray();
    file[0] = (byte) (big ? 'M' : 'I');
    file[1] = file[0];
    put(file, 2, bigTiff ? 43 : 42, 2);
    if (bigTiff) {
      put(file, 4, 8, 2);
    }
    put(file, bigTiff ? 8 : 4, first, bigTiff ? 8 : 4);
    return file;
  }

  private int[] repeat(int value) {
    int[] all = new int[bands];
    java.util.Arrays.fill(all, value);
    return all;
  }

  private TiffSample numbers(int tag, int... values) {
    byte[] all = new byte[4 * values.length];
    for (int i = 0; i < values.length; i++) {
      put(all, 4 * i, values[i], 4);
    }
    tags.put(tag, new Value(4, values.length, all));
    return this;
  }

  /** Appends a directory; the values that do not fit into it come after it. */
  private void directory(ByteArrayOutputStream out, boolean another) {
    int count = bigTiff ? 8 : 2;
    int entry = bigTiff ? 20 : 12;
    int inline = bigTiff ? 8 : 4;
    int end = count + tags.size() * entry + inline;
    byte[] ifd = new byte[end];
    put(ifd, 0, tags.size(), count);
    ByteArrayOutputStream beyond = new ByteArrayOutputStream();
    int at = count;
    for (Map.Entry<Integer, Value> tag : tags.entrySet()) {
      Value value = tag.getValue();
      put(ifd, at, tag.getKey(), 2);
      put(ifd, at + 2, value.type(), 2);
      put(ifd, at + 4, value.count(), inline);
      if (value.bytes().length <= inline) {
        System.arraycopy(value.bytes(), 0, ifd, at + 4 + inline, value.bytes().length);
      } else {
        put(ifd, at + 4 + inline, out.size() + end + beyond.size(), inline);
        beyond.writeBytes(value.bytes());
      }
      at += entry;
    }
    put(ifd, at, another ? out.size() + end + beyond.size() : 0, inline);
    out.writeBytes(ifd);
    out.writeBytes(beyond.toByteArray());
  }

  private byte[] block(int band, int stride, int y, int x, int rows) {
    Block values = values();
    int size = type.size();
    int rowBytes = blockWidth * stride * size;
    byte[] block = new byte[rows * rowBytes];
    for (int r = 0; r < rows; r++) {
      byte[] row = new byte[rowBytes]; // little-endian
      for (int c = 0; c < blockWidth; c++) {
        for (int b = 0; b < stride; b++) {
          int yy = Math.min(height - 1, y + r);
          int xx = Math.min(width - 1, x + c);
          int from = (((band + b) * height + yy) * width + xx) * size;
          System.arraycopy(values.bytes(), from, row, (c * stride + b) * size, size);
        }
      }
      System.arraycopy(predicted(row, stride), 0, block, r * rowBytes, rowBytes);
    }
    return block;
  }

  private byte[] predicted(byte[] row, int stride) {
    int size = type.size();
    int n = row.length / size;
    byte[] out = new byte[row.length];
    if (predictor == 3) {
      for (int i = 0; i < n; i++) {
        for (int b = 0; b < size; b++) {
          out[(size - 1 - b) * n + i] = row[i * size + b];
        }
      }
      for (int i = out.length - 1; i >= stride; i--) {
        out[i] -= out[i - stride];
      }
      return out;
    }
    for (int i = 0; i < n; i++) {
      long before = predictor == 2 && i >= stride ? number(row, (i - stride) * size, size) : 0;
      put(out, i * size, number(row, i * size, size) - before, size);
    }
    return out;
  }

  private static long number(byte[] in, int at, int size) {
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value << 8 | (in[at + i] & 0xFF);
    }
    return value;
  }

  private void put(byte[] to, int at, long value, int size) {
    for (int i = 0; i < size; i++) {
      to[big ? at + size - 1 - i : at + i] = (byte) (value >>> (8 * i));
    }
  }
}
