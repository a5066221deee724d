package org.arcoforge.bake;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.arcoforge.plan.merge.SourceRecord;

/**
 * Fingerprints say what each source was when its header was scanned, in three numbers a position:
 * an object beside the plan, so that the plan does not grow with the number of files.
 */
public final class Fingerprints {
  static final String KEY = "sources";
  private static final int NUMBERS = 3;

  private final LongBuffer numbers;

  private Fingerprints(LongBuffer numbers) {
    this.numbers = numbers;
  }

  /** Returns the fingerprints of all positions; of those without a record nothing is known. */
  public static Fingerprints of(long positions, List<SourceRecord> records) {
    LongBuffer numbers =
        LongBuffer.allocate(Math.toIntExact(Math.multiplyExact(NUMBERS, positions)));
    for (SourceRecord r : records) {
      int at = Math.toIntExact(NUMBERS * r.position());
      numbers.put(at, r.fingerprint().size() + 1);
      numbers.put(at + 1, number(r.fingerprint().etag()));
      numbers.put(at + 2, r.fingerprint().modified());
    }
    return new Fingerprints(numbers);
  }

  static Fingerprints decode(byte[] bytes) {
    return new Fingerprints(ByteBuffer.wrap(bytes).asLongBuffer());
  }

  byte[] encode() {
    byte[] bytes = new byte[Math.multiplyExact(Long.BYTES, numbers.capacity())];
    ByteBuffer.wrap(bytes).asLongBuffer().put(numbers.duplicate().clear());
    return bytes;
  }

  /**
   * Returns whether a source is the one that was scanned, as far as can be told: entity tags decide
   * where both have one, else the time of modification; the size always counts.
   */
  public boolean matches(long position, SourceRecord.Fingerprint now) {
    int at = Math.toIntExact(NUMBERS * position);
    return numbers.get(at) == 0 || isSame(at, now.size() + 1, number(now.etag()), now.modified());
  }

  private boolean isSame(int at, long size, long etag, long modified) {
    long knownEtag = numbers.get(at + 1);
    long knownModified = numbers.get(at + 2);
    if (numbers.get(at) != size) {
      return false;
    } else if (knownEtag != 0 && etag != 0) {
      return knownEtag == etag;
    }
    return knownModified == 0 || modified == 0 || knownModified == modified;
  }

  /**
   * Returns whether two bakes saw the same source, as far as can be told: as {@link #matches} does.
   *
   * @param position of the source when these were taken
   * @param other those of another bake
   * @param otherPosition of the same source then
   */
  public boolean matches(long position, Fingerprints other, long otherPosition) {
    int a = Math.toIntExact(NUMBERS * position);
    int b = Math.toIntExact(NUMBERS * otherPosition);
    LongBuffer then = other.numbers;
    // Both are 0 where the source was missing.
    return isSame(a, then.get(b), then.get(b + 1), then.get(b + 2));
  }

  private static long number(String etag) {
    if (etag.isEmpty()) {
      return 0;
    }
    byte[] bytes = etag.getBytes(StandardCharsets.UTF_8);
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (1L << 63) | (crc.getValue() << 31) | (etag.hashCode() >>> 1);
  }
}
