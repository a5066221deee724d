package org.arcoforge.commit;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A combined receipt is a summary of the receipts of neighbouring tiles, so that who needs all of a
 * run's asks for thousands of objects and not for millions. The receipts of the tiles stay the
 * truth: it is written when all of them are there, and may be missing or damaged without any loss.
 *
 * @param run whose tiles they are
 * @param array name
 * @param from first tile
 * @param to one past the last tile
 * @param of tiles of the array
 * @param receipts of those of the tiles that the run writes, in their order
 */
public record CombinedReceipt(
    String run, String array, long from, long to, long of, List<Receipt> receipts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The first line of the document; one line a receipt follows. */
  private record Head(String run, String array, long from, long to, long of) {}

  /** The last line: the CRC-32C of all lines before. */
  private record Tail(long crc32c) {}

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the receipts are not of those tiles
   */
  public CombinedReceipt {
    receipts = List.copyOf(receipts);
    boolean fits = 0 <= from && from < to && to <= of && of <= Integer.MAX_VALUE;
    long next = from;
    for (Receipt receipt : receipts) {
      fits &= receipt.array().equals(array) && receipt.tile() >= next && receipt.tile() < to;
      next = receipt.tile() + 1;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "receipts of other tiles than " + from + " to " + to + " of " + of + " of " + array);
    }
  }

  /** Returns its key in the folder of combined receipts. */
  String key() {
    return array + "/" + from + "-" + to + ".jsonl";
  }

  /** Returns the document: of the same receipts always the same bytes. */
  public byte[] encode() throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    line(lines, new Head(run, array, from, to, of));
    for (Receipt receipt : receipts) {
      line(lines, receipt);
    }
    line(lines, new Tail(crc(lines.toByteArray(), lines.size())));
    return lines.toByteArray();
  }

  private static void line(ByteArrayOutputStream lines, Object value) throws IOException {
    lines.write(JSON.writeValueAsBytes(value));
    lines.write('\n');
  }

  /**
   * Returns what a document says.
   *
   * @throws IOException if it is not whole
   */
  static CombinedReceipt decode(byte[] bytes) throws IOException {
    int last = bytes.length - 1; // where the last line begins
    while (last > 0 && bytes[last - 1] != '\n') {
      last--;
    }
    if (last <= 0
        || bytes[bytes.length - 1] != '\n'
        || JSON.readValue(bytes, last, bytes.length - last, Tail.class).crc32c()
            != crc(bytes, last)) {
      throw new IOException("it is not whole");
    }
    int first = 0;
    while (bytes[first] != '\n') {
      first++;
    }
    List<Receipt> receipts = new ArrayList<>();
    try (MappingIterator<Receipt> each =
        JSON.readerFor(Receipt.class).readValues(bytes, first, last - first)) {
      each.readAll(receipts);
    }
    Head head = JSON.readValue(bytes, 0, first, Head.class);
    try {
      return new CombinedReceipt(
          head.run(), head.array(), head.from(), head.to(), head.of(), receipts);
    } catch (IllegalArgumentException e) {
      throw new IOException(e);
    }
  }

  private static long crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }
}
