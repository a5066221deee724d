package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.arcoforge.array.Region;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.fuzz.FuzzBytes;

/**
 * Where a file has checksums, found by trying: what begins with the mark of a structure, or is read
 * as a chunk, and is followed by its checksum. After the bytes were spoilt they are made right
 * again, so that the damage gets further than the check.
 */
public final class Checksums {
  private static final int LONGEST = 2048;
  private static final List<String> MARKS =
      List.of(
          "OHDR",
          "OCHK",
          "FRHP",
          "FHDB",
          "FHIB",
          "BTHD",
          "BTLF",
          "BTIN",
          "FAHD",
          "FADB",
          "EAHD",
          "EAIB",
          "EASB",
          "EADB",
          "SMTB",
          "FSHD",
          "\u0089HDF");

  private record Range(int begin, int end, boolean isFletcher) {}

  private final List<Range> ranges = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();

  /** Of a file of which nothing is known. */
  public static final Checksums NONE = new Checksums();

  private Checksums() {}

  /** The checksums of a file that can be read. */
  public static Checksums of(byte[] bytes) throws IOException {
    Checksums found = new Checksums();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (String mark : MARKS) {
      for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
        found.marks.add(at);
        found.structure(bytes, at);
      }
    }
    for (String old : List.of("TREE", "SNOD", "HEAP", "GCOL")) { // without checksums
      for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + 1)) {
        found.marks.add(at);
      }
    }
    found.chunks(bytes);
    return found;
  }

  private void structure(byte[] bytes, int at) {
    for (int end = at + 8; end < Math.min(bytes.length - 3, at + LONGEST); end++) {
      if (Lookup3.hash(bytes, at, end - at) == number(bytes, end)) {
        ranges.add(new Range(at, end, false));
        return;
      }
    }
  }

  private void chunks(byte[] bytes) throws IOException {
    FuzzBytes source =
        new FuzzBytes("mem:x", bytes) {
          @Override
          public void read(long position, byte[] target, int offset, int length)
              throws IOException {
            super.read(position, target, offset, length);
            int begin = (int) position;
            int end = begin + length - 4;
            if (length > 8 && fletcher(bytes, begin, end) == number(bytes, end)) {
              ranges.add(new Range(begin, end, true));
            }
          }
        };
    try (SourceReader reader = Hdf5Reader.open(source, "/")) {
      for (SourceVariable v : reader.describe().variables()) { // chunks pass the source as they are
        long[] size = v.variable().shape();
        Arrays.setAll(size, d -> Math.min(size[d], 40));
        reader.read(v.variable().name(), Region.whole(size));
      }
    }
  }

  /** Where structures begin. */
  public List<Integer> marks() {
    return marks;
  }

  /** Makes the checksums over what differs right again. */
  public void repair(byte[] seed, byte[] mutant) {
    for (Range range : ranges) {
      if (range.end() + 4 <= mutant.length
          && !Arrays.equals(seed, range.begin(), range.end(), mutant, range.begin(), range.end())) {
        int sum =
            range.isFletcher()
                ? fletcher(mutant, range.begin(), range.end())
                : Lookup3.hash(mutant, range.begin(), range.end() - range.begin());
        for (int i = 0; i < 4; i++) {
          mutant[range.end() + i] = (byte) (sum >>> (8 * i));
        }
      }
    }
  }

  /** How many there are. */
  public int count() {
    return ranges.size();
  }

  private static int fletcher(byte[] bytes, int begin, int end) {
    return Fletcher32.sum(bytes, begin, end - begin);
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | (bytes[at + 3] & 0xFF) << 24;
  }
}
