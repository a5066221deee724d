package org.arcoforge.format.hdf5;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.zip.Deflater;
import org.arcoforge.OtherJvm;
import org.arcoforge.inflate.Inflation;
import org.junit.jupiter.api.Test;

/**
 * Inflating in a JVM that calls libdeflate: all that the JDK gives and refuses, and nothing else.
 */
class DeflateIT {
  private static final int ROUNDS = 60;
  private static final int SEEDS = 8;
  private static final int MOST = 60_000;

  /** Prints by what it inflates, and what came out of streams on several threads. */
  public static void main(String[] arguments) {
    System.out.println(Inflation.means());
    LongStream.range(0, SEEDS)
        .parallel()
        .mapToObj(seed -> StreamTrials.run(seed, ROUNDS, MOST))
        .forEachOrdered(System.out::println);
    System.out.println(StreamTrials.run(-1, 2, 3_000_000));
    System.out.println("large " + large());
  }

  /** Returns whether a stream is inflated that is too long for calls which hold up collections. */
  private static boolean large() {
    byte[] values = new byte[(1 << 26) + 1000];
    Arrays.fill(values, values.length - 500, values.length, (byte) 7);
    Deflater deflater = new Deflater();
    deflater.setInput(values);
    deflater.finish();
    byte[] packed = new byte[1 << 20];
    int length = deflater.deflate(packed);
    deflater.end();
    byte[] out = new byte[values.length];
    try {
      return new Deflate(false)
                  .decode(new Filter(1, "", new int[] {6}), packed, 0, length, out, out.length)
              == out.length
          && Arrays.equals(values, out);
    } catch (java.util.zip.DataFormatException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void libdeflateGivesAndRefusesWhatTheJdkDoes() throws IOException, InterruptedException {
    Optional<Path> home = OtherJvm.home(22);
    if (home.isEmpty()) {
      System.out.println("skipped: libdeflate: no JDK of 22 or later in the usual places");
      return;
    }
    List<String> options = List.of("-Xmx700m", "--enable-native-access=ALL-UNNAMED");
    List<String> out = OtherJvm.run(home.get(), DeflateIT.class, options).lines().toList();
    if (!out.get(0).equals("LIBDEFLATE")) {
      System.out.println("skipped: libdeflate is not installed (Debian: apt install libdeflate0)");
      return;
    }
    List<String> trials = out.stream().filter(line -> line.startsWith("{")).toList();
    assertTrue(trials.size() == SEEDS + 1, out.toString());
    int inflated = Integer.parseInt(trials.get(0).replaceAll(".*native=(\\d+).*", "$1"));
    int refused = Integer.parseInt(trials.get(0).replaceAll(".*refused=(\\d+).*", "$1"));
    assertTrue(inflated > 2 * ROUNDS && refused > 5 * ROUNDS, trials.get(0));
    assertTrue(out.contains("large true"), out.toString());
  }
}
