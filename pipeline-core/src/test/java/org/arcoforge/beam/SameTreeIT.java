package org.arcoforge.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.arcoforge.OtherJvm;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Resources;
import org.arcoforge.commit.RunId;
import org.arcoforge.source.Sha256;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same bake in processes of different threads, memory, languages, time zones and charsets;
 * {@code -Dprocesses=N} of them.
 */
class SameTreeIT {
  private static final int PROCESSES = Integer.getInteger("processes", 3);

  @TempDir Path folder;

  /** A bake as the process is, of a run that is given. */
  static final class Child {
    private Child() {}

    /** Bakes archive 0 into 1 as run 2 with 3 threads and 4 bytes for tiles. */
    public static void main(String[] arguments) throws IOException {
      int threads = Integer.parseInt(arguments[3]);
      long tiles = Long.parseLong(arguments[4]);
      BakeCase c =
          new BakeCase(Path.of(arguments[0]), arguments[1])
              .target("chunks: {time: 2, y: 1}, codec: {name: zstd}");
      BakeConfig config =
          c.config().toBuilder()
              .run(new RunId(arguments[2]))
              .resources(
                  threads == 1
                      ? Resources.shared(tiles, 1 << 30)
                      : Resources.alone(tiles, 1 << 30, threads))
              .build();
      BakeReport report = BakeCase.bake(config);
      if (report.status() != BakeStatus.PUBLISHED) {
        throw new IOException(report.problems().toString());
      }
      for (Map.Entry<String, byte[]> e :
          StoreContents.of(ObjectStores.open(arguments[1])).entrySet()) {
        // The run's folder says how it was made, as with which memory.
        if (!e.getKey().contains("/runs/")) {
          System.out.println("object " + e.getKey() + " " + Sha256.multihash(e.getValue()));
        }
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (var all = Files.walk(tree)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private List<String> tree(List<String> options, String run, int threads, long tiles)
      throws IOException, InterruptedException {
    delete(folder.resolve("bakery"));
    return OtherJvm.run(
            Child.class,
            options,
            folder.resolve("data").toString(),
            folder.resolve("bakery").toUri().toString().replaceAll("/?$", "/"),
            run,
            String.valueOf(threads),
            String.valueOf(tiles))
        .lines()
        .filter(line -> line.startsWith("object "))
        .toList();
  }

  @Test
  void treeIsTheSameWhateverTheProcessIs() throws IOException, InterruptedException {
    String run = "20240101T000000Z-00ff";
    List<String> expected = tree(List.of("-Xmx512m"), run, 2, 1 << 20);
    assertTrue(expected.size() > 15, expected.toString());
    List<String> languages = List.of("ar -SA", "tr -TR", "th -TH", "fa -IR", "de -DE", "hi -IN");
    List<String> zones =
        List.of("Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu", "Antarctica/Troll");
    List<String> charsets = List.of("ISO-8859-1", "UTF-8", "US-ASCII");
    for (int n = 0; n < PROCESSES; n++) {
      Random random = new Random(n);
      String[] language = languages.get(n % languages.size()).split(" -", 2);
      List<String> options =
          List.of(
              "-Duser.language=" + language[0],
              "-Duser.country=" + language[1],
              "-Duser.timezone=" + zones.get(random.nextInt(zones.size())),
              "-Dfile.encoding=" + charsets.get(random.nextInt(charsets.size())),
              "-Xmx" + (256 << random.nextInt(3)) + "m");
      int threads = 1 + n % 8;
      long tiles = 200L << random.nextInt(20);
      assertEquals(
          expected,
          tree(options, run, threads, tiles),
          options + ", " + threads + " threads, " + tiles + " bytes");
    }
    assertNotEquals(expected, tree(List.of(), "20240101T000001Z-00ff", 2, 1 << 20));
  }
}
