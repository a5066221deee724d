package org.arcoforge.format.grib;

import java.io.IOException;
import org.arcoforge.format.FormatException;
import org.arcoforge.source.ByteSource;

/**
 * Finds the messages of a file one after another, whatever stands before, between and after them
 * (headings of bulletins, padding), and the fields in each. Reads headers only.
 */
final class MessageScan {
  private static final Octets NONE = new Octets(new byte[0]);

  private final ByteSource source;
  private final HeaderWindow window;
  private int number;

  /** Takes the fields that are found, one by one. */
  interface Visitor {
    void field(Found found) throws IOException;
  }

  MessageScan(ByteSource source) {
    this.source = source;
    this.window = new HeaderWindow(source);
  }

  /**
   * Visits all fields in the order of the file.
   *
   * @return how many messages there are
   * @throws FormatException if a message is cut off or its sections do not fit together
   */
  int each(Visitor visitor) throws IOException {
    long at = window.find(0);
    while (at >= 0) {
      long end = at + 4;
      if (at + 8 > source.size()) {
        number++;
        throw corrupt(at, "is cut off within its first 8 bytes");
      }
      int edition = window.read(at + 7, 1)[0] & 0xFF;
      if (edition == 1 || edition == 2) {
        number++;
        end = edition == 1 ? edition1(at, visitor) : edition2(at, visitor);
      } else if (edition == 0 || edition == 3) {
        throw FormatException.unsupported(
            source.url(),
            "message "
                + (number + 1)
                + " (byte "
                + at
                + ") is GRIB edition "
                + edition
                + "; editions 1 and 2 are read");
      }
      at = window.find(end);
    }
    return number;
  }

  private FormatException corrupt(long at, String what) {
    return FormatException.corrupt(
        source.url(), "GRIB message " + number + " (byte " + at + ") " + what);
  }

  private byte[] read(long message, long at, long bytes, long end) throws IOException {
    if (at + bytes > source.size()) {
      throw corrupt(message, "is cut off where the file ends; fetch the file again");
    }
    if (bytes < 0 || at + bytes > end) {
      throw corrupt(message, "has a section that does not end within it");
    }
    return window.read(at, Math.toIntExact(bytes));
  }

  /** The section at a place, whose first octets hold its length; at least so many octets long. */
  private Octets section(long message, long at, int lengthOctets, int least, long end)
      throws IOException {
    long length = new Octets(read(message, at, lengthOctets, end)).unsigned(1, lengthOctets);
    if (length < least) {
      throw corrupt(
          message, "has a section of " + length + " bytes where " + least + " are needed");
    }
    return new Octets(read(message, at, length, end));
  }

  private void checkEnd(long at, long length) throws IOException {
    if (at + length > source.size()) {
      throw corrupt(
          at,
          "is cut off: it is "
              + length
              + " bytes long, but the file ends after "
              + (source.size() - at)
              + " of them; fetch the file again");
    }
    byte[] last = length < 12 ? new byte[4] : window.read(at + length - 4, 4);
    if (last[0] != '7' || last[1] != '7' || last[2] != '7' || last[3] != '7') {
      throw corrupt(at, "does not end with 7777 after its " + length + " bytes");
    }
  }

  private long edition1(long at, Visitor visitor) throws IOException {
    long length = new Octets(window.read(at + 4, 3)).unsigned(1, 3);
    Octets product = section(at, at + 8, 3, 28, source.size());
    long next = at + 8 + product.length();
    Octets grid = NONE;
    if ((product.at(8) & 0x80) != 0) {
      grid = section(at, next, 3, 10, source.size());
      next += grid.length();
    }
    long bitmapAt = -1;
    int bitmapBytes = 0;
    if ((product.at(8) & 0x40) != 0) {
      bitmapAt = next;
      bitmapBytes = (int) new Octets(read(at, next, 3, source.size())).unsigned(1, 3);
      next += bitmapBytes;
    }
    long data = new Octets(read(at, next, 3, source.size())).unsigned(1, 3);
    if ((length & 0x800000) != 0 && data < 120) { // ECMWF's way to write more than 8 MiB
      length = (length & 0x7FFFFF) * 120 - data + 4;
      data = at + length - 4 - next;
    }
    checkEnd(at, length);
    if (data < 11 || next + data > at + length - 4) {
      throw corrupt(at, "has a data section of " + data + " bytes, which does not fit in it");
    }
    int scale = (int) product.signed(27, 2);
    Place place =
        new Place(number, 1, scale, NONE, bitmapAt, bitmapBytes, next, Math.toIntExact(data));
    visitor.field(new Found(place, product, 0, NONE, grid, product));
    return at + length;
  }

  private long edition2(long at, Visitor visitor) throws IOException {
    Octets indicator = new Octets(read(at, at, 16, source.size()));
    long length = indicator.unsigned(9, 8);
    if (length < 0 || length > source.size()) {
      length = Long.MAX_VALUE - at;
    }
    checkEnd(at, length);
    long end = at + length - 4;
    Octets identification = section(at, at + 16, 4, 21, end);
    Octets local = NONE;
    Octets grid = NONE;
    Octets product = NONE;
    Octets representation = NONE;
    long bitmapAt = -1;
    int bitmapBytes = 0;
    long next = at + 16 + identification.length();
    while (next < end) {
      Octets head = new Octets(read(at, next, 5, end));
      long bytes = head.unsigned(1, 4);
      if (bytes < 5 || next + bytes > end) {
        throw corrupt(at, "has a section " + head.at(5) + " that does not end within it");
      }
      switch (head.at(5)) {
        case 2 -> local = section(at, next, 4, 5, end);
        case 3 -> grid = section(at, next, 4, 14, end);
        case 4 -> product = section(at, next, 4, 11, end);
        case 5 -> representation = section(at, next, 4, 11, end);
        case 6 -> {
          int indicated = read(at, next, 6, end)[5] & 0xFF;
          if (indicated == 0) {
            bitmapAt = next;
            bitmapBytes = Math.toIntExact(bytes);
          } else if (indicated == 255) {
            bitmapAt = -1;
          } else if (indicated != 254 || bitmapAt < 0) { // 254: the one before, of this message
            throw FormatException.unsupported(
                source.url(),
                "message "
                    + number
                    + " uses the predefined bitmap "
                    + indicated
                    + ", which is not in the file");
          }
        }
        case 7 -> {
          if (grid == NONE || product == NONE || representation == NONE) {
            throw corrupt(at, "has data before it says what they are");
          }
          Place place =
              new Place(
                  number,
                  2,
                  0,
                  representation,
                  bitmapAt,
                  bitmapBytes,
                  next,
                  Math.toIntExact(bytes));
          visitor.field(new Found(place, identification, indicator.at(7), local, grid, product));
        }
        default -> throw corrupt(at, "has a section numbered " + head.at(5));
      }
      next += bytes;
    }
    return at + length;
  }
}
