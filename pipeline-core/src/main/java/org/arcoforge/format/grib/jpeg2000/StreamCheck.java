package org.arcoforge.format.grib.jpeg2000;

import java.util.Locale;
import org.arcoforge.array.HeapLimit;

/**
 * Reads the marker segments of a JPEG 2000 code stream before a decoder does (ISO/IEC 15444-1,
 * annex A): they must fit together, into the stream, and to an image of one component. What
 * decoding takes follows from them, so a stream that would take more time or memory than its bytes
 * can justify is refused here.
 */
final class StreamCheck {
  private static final int SOC = 0xFF4F;
  private static final int SIZ = 0xFF51;
  private static final int COD = 0xFF52;
  private static final int COC = 0xFF53;
  private static final int TLM = 0xFF55;
  private static final int PLM = 0xFF57;
  private static final int PLT = 0xFF58;
  private static final int QCD = 0xFF5C;
  private static final int QCC = 0xFF5D;
  private static final int RGN = 0xFF5E;
  private static final int POC = 0xFF5F;
  private static final int CRG = 0xFF63;
  private static final int COM = 0xFF64;
  private static final int SOT = 0xFF90;
  private static final int SOD = 0xFF93;
  private static final int EOC = 0xFFD9;

  private final byte[] bytes;
  private final int count;
  private final int begin;
  private int at;
  private long columns;
  private long rows;
  private StreamTiles tiles = new StreamTiles(0, 0, 0);
  private StreamCoding coding = StreamCoding.NONE;
  private int quantized = -1;
  private long packetBytes;

  private StreamCheck(byte[] bytes, int begin, int count) {
    this.bytes = bytes;
    this.begin = begin;
    this.at = begin;
    this.count = count;
  }

  /**
   * Checks the stream that begins at {@code begin} and must hold {@code count} samples.
   *
   * @throws IllegalArgumentException if it cannot be decoded, or not at a reasonable cost
   */
  static void check(byte[] bytes, int begin, int count) {
    StreamCheck check = new StreamCheck(bytes, begin, count);
    check.mainHeader();
    check.tileParts();
    check.cost();
  }

  private static IllegalArgumentException damaged(String what) {
    return new IllegalArgumentException("the JPEG 2000 stream is damaged: " + what);
  }

  private int number(int position, int octets) {
    if (position < begin || position > bytes.length - octets) {
      throw damaged("it ends within a header, after " + (bytes.length - begin) + " bytes");
    }
    long value = 0;
    for (int i = 0; i < octets; i++) {
      value = value << 8 | (bytes[position + i] & 0xFF);
    }
    return (int) Math.min(Integer.MAX_VALUE, value);
  }

  /** The length of the segment at the place, which is within the stream and as long as needed. */
  private int segment(int marker, int least) {
    int length = number(at + 2, 2);
    if (length < least || at + 2 + length > bytes.length) {
      throw damaged(
          String.format(
              Locale.ROOT, "marker segment %04X says to be %d bytes long", marker, length));
    }
    return length;
  }

  private void mainHeader() {
    if (number(at, 2) != SOC || number(at + 2, 2) != SIZ) {
      throw damaged("it does not begin with its size");
    }
    at += 2;
    size();
    int marker = next();
    while (marker != SOT) {
      header(marker, true);
      marker = next();
    }
    if (!coding.isGiven() || quantized < 0) {
      throw damaged("its header has no coding style or no quantization");
    }
  }

  private int next() {
    int marker = number(at, 2);
    if (marker < SOC || marker == EOC) {
      throw damaged(String.format(Locale.ROOT, "%04X stands where a marker should be", marker));
    }
    return marker;
  }

  private void size() {
    int length = segment(SIZ, 41);
    int right = number(at + 6, 4);
    int bottom = number(at + 10, 4);
    int left = number(at + 14, 4);
    int top = number(at + 18, 4);
    columns = (long) right - left;
    rows = (long) bottom - top;
    int components = number(at + 38, 2);
    if (components != 1 || columns * rows != count || length != 41) {
      throw new IllegalArgumentException(
          "the JPEG 2000 image has "
              + components
              + " components of "
              + columns
              + " x "
              + rows
              + " samples, not "
              + count);
    }
    int depth = (bytes[at + 40] & 0x7F) + 1;
    if (number(at + 41, 2) != 0x101 || depth > 31) {
      throw damaged("its samples are subsampled, or of " + depth + " bits");
    }
    long width = number(at + 22, 4);
    long height = number(at + 26, 4);
    long tileLeft = number(at + 30, 4);
    long tileTop = number(at + 34, 4);
    if (width < 1 || height < 1 || (left | top | tileLeft | tileTop) != 0) {
      throw damaged("its tiles do not begin where it begins");
    }
    long across = (columns + width - 1) / width;
    long down = (rows + height - 1) / height;
    if (across * down > 65_535 || across * down > (bytes.length - begin) / 14) {
      throw damaged("it says to have " + across + " x " + down + " tiles");
    }
    tiles =
        new StreamTiles((int) (across * down), Math.min(width, columns), Math.min(height, rows));
    at += 2 + length;
  }

  /** A segment of the main header, or of a tile part's. */
  private void header(int marker, boolean isMain) {
    int length = 2;
    switch (marker) {
      case COD -> {
        length = segment(marker, 12);
        coding = coding.most(StreamCoding.read(bytes, at + 4, length - 2, true));
      }
      case COC -> {
        length = segment(marker, 9);
        coding = coding.most(StreamCoding.read(bytes, at + 4, length - 2, false));
      }
      case QCD -> {
        length = segment(marker, 4);
        quantized = quantization(at + 4, length - 3);
      }
      case QCC -> {
        length = segment(marker, 5);
        quantization(at + 5, length - 4);
      }
      case RGN -> {
        length = segment(marker, 5);
        if (number(at + 4, 1) != 0 || number(at + 5, 1) != 0 || number(at + 6, 1) > 31) {
          throw damaged("it has a region of interest of another component");
        }
      }
      case POC -> {
        length = segment(marker, 9);
        if ((length - 2) % 7 != 0 || length > 2 + 7 * 32) {
          throw damaged("its changes of progression are cut off");
        }
      }
      case TLM, PLM, PLT, CRG, COM -> length = segment(marker, 2);
      default ->
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "the JPEG 2000 stream has a marker segment %04X, which no GRIB writer makes%s",
                  marker,
                  isMain ? "" : ", in a tile"));
    }
    at += 2 + length;
  }

  /** How many subbands have a step size. */
  private int quantization(int position, int octets) {
    int style = number(position, 1) & 31;
    if (style > 2) {
      throw damaged("it has the quantization style " + style);
    }
    return style == 0 ? octets : style == 1 ? Integer.MAX_VALUE : octets / 2;
  }

  private void tileParts() {
    int[] parts = new int[tiles.count()];
    boolean last = false;
    while (!last && at < bytes.length - 1) {
      int marker = number(at, 2);
      if (marker != SOT) {
        break; // the end of the stream, or padding behind the last tile part
      }
      int start = at;
      segment(SOT, 10);
      int tile = number(at + 4, 2);
      int length = number(at + 6, 4);
      int part = number(at + 10, 1);
      last = length == 0;
      int end = last ? bytes.length : start + length;
      if (tile >= parts.length || part != parts[tile] || length < 0) {
        throw damaged("part " + part + " of tile " + tile + " is not where it should be");
      }
      if (end > bytes.length || end < start) {
        throw damaged("a tile of " + length + " bytes reaches beyond its end");
      }
      parts[tile]++;
      at += 12;
      for (int header = next(); header != SOD; header = next()) {
        header(header, false);
      }
      at += 2;
      if (at > end) {
        throw damaged("a tile's header is longer than the tile");
      }
      packetBytes += end - at;
      at = end;
    }
    for (int tile = 0; tile < parts.length; tile++) {
      if (parts[tile] == 0) {
        throw damaged("tile " + tile + " of " + parts.length + " is missing");
      }
    }
    if (quantized < 3 * coding.levels() + 1) {
      throw damaged(quantized + " step sizes for " + coding.levels() + " levels of decomposition");
    }
  }

  private void cost() {
    long packets =
        Math.multiplyExact(coding.layers(), tiles.precincts(coding)); // of the first tile
    if (packets > packetBytes) { // each has a head of at least one byte
      throw damaged(packets + " packets in " + packetBytes + " bytes");
    }
    long blocks = tiles.blocks(coding);
    long memory =
        Math.addExact(
            16L * count, Math.multiplyExact(blocks, Math.addExact(256, 40L * coding.layers())));
    HeapLimit.check(Math.addExact(memory, 256 * packets), "the JPEG 2000 stream");
  }
}
