package org.arcoforge.beam;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.BakeStatus;
import org.arcoforge.bake.Resources;
import org.arcoforge.commit.RunId;
import org.arcoforge.format.netcdf3.Netcdf3File;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.yaml.FeedstockTexts;
import org.arcoforge.settings.Settings;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;

/**
 * A bake of many small files from a server of which nearly a third of the answers are wrong. What
 * is published must be what the generator of the files put into them, byte by byte of the chunks;
 * no reader of ours is asked. Run by {@code scripts/bad-network}.
 */
final class BadNetworkTrial {
  private static final double PART = 0.3;
  private static final int SIDE = 96; // 72 KiB a file: more than the first block

  private final long seed;
  private final int files;
  private final Path folder;

  BadNetworkTrial(long seed, int files, Path folder) {
    this.seed = seed;
    this.files = files;
    this.folder = folder;
  }

  /**
   * What a bake came to.
   *
   * @param problems why it did not finish; empty if it did
   * @param corrupt files whose published values are not those that were generated
   * @param answers wrong ones of all
   */
  record Result(String problems, List<Integer> corrupt, String answers) {
    boolean finished() {
      return problems.isEmpty();
    }
  }

  private double[] values(int file) {
    Random random = new Random(seed * 1000 + file);
    return random.doubles((long) SIDE * SIDE, -1e6, 1e6).toArray();
  }

  private byte[] file(int n) {
    return new Netcdf3File()
        .dimension("time", 1)
        .dimension("y", SIDE)
        .dimension("x", SIDE)
        .variable("time", List.of("time"), Map.of("units", "days since 2000-01-01"), n)
        .variable("t", List.of("time", "y", "x"), Map.of("units", "K"), values(n))
        .bytes();
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With checksums beside each file, or in one list; with the cache, or without: by the seed. */
  Result bake() throws IOException {
    try (BadServer server = new BadServer(seed, PART)) {
      StringBuilder list = new StringBuilder();
      for (int n = 0; n < files; n++) {
        byte[] bytes = file(n);
        server.put("/f" + n + ".nc", bytes);
        byte[] line = (digest(bytes) + "  f" + n + ".nc\n").getBytes(StandardCharsets.UTF_8);
        server.put("/f" + n + ".nc.sha256", line);
        list.append(new String(line, StandardCharsets.UTF_8));
      }
      server.put("/SHA256SUMS", list.toString().getBytes(StandardCharsets.UTF_8));
      String checksums =
          seed % 2 == 0
              ? "{sidecar: \"{url}.sha256\"}"
              : "{manifest: \"" + server.url("/SHA256SUMS") + "\"}";
      boolean cached = seed / 2 % 2 == 0;
      Result result = bake(server.url(""), "{checksums: " + checksums + "}", cached);
      return new Result(result.problems(), result.corrupt(), server.told());
    }
  }

  /** As a fetch layer does it that believes what comes: what is cut off is filled with zeros. */
  Result bakeCredulously() throws IOException {
    try (BadServer server = new BadServer(seed, PART)) {
      Path believed = Files.createDirectories(folder.resolve("believed"));
      for (int n = 0; n < files; n++) {
        byte[] bytes = file(n);
        server.put("/f" + n + ".nc", bytes);
        byte[] came = new byte[0];
        while (came.length < 2000
            || !new String(came, 0, 3, StandardCharsets.US_ASCII).equals("CDF")) {
          came = believed(server.url("/f" + n + ".nc"));
        }
        Files.write(believed.resolve("f" + n + ".nc"), Arrays.copyOf(came, bytes.length));
      }
      Result result = bake(believed.toUri().toString().replaceAll("/$", ""), "{}", false);
      return new Result(result.problems(), result.corrupt(), server.told());
    }
  }

  private static byte[] believed(String url) {
    byte[] found = new byte[1 << 20];
    int length = 0;
    try {
      URLConnection connection = URI.create(url).toURL().openConnection();
      connection.setReadTimeout(200);
      try (InputStream in = connection.getInputStream()) {
        for (int n = 0; n >= 0; length += Math.max(0, n)) {
          n = in.read(found, length, found.length - length);
        }
      }
    } catch (IOException e) {
      return Arrays.copyOf(found, length); // as much as came
    }
    return Arrays.copyOf(found, length);
  }

  private Result bake(String base, String access, boolean cached) throws IOException {
    Feedstock feedstock =
        FeedstockTexts.valid(
            String.format(
                Locale.ROOT,
                """
            id: bad
            title: A bad network
            description: Made by a test.
            license: CC0-1.0
            providers: [{name: Test, roles: [producer]}]
            recipes:
              - id: days
                pattern:
                  url: "%s/f{time}.nc"
                  format: netcdf3
                  dims: [{concat: time, range: {start: 0, stop: %d, step: 1}}]
                  access: %s
                target: {chunks: {time: 1}, codec: {name: none}}
            """,
                base,
                files - 1,
                access));
    String root = folder.resolve("bakery").toUri().toString();
    Settings settings = Settings.standard().toBuilder().retryMillis(1).silenceMillis(1000).build();
    BakeConfig config =
        BakeConfig.builder()
            .feedstock(feedstock)
            .recipe(feedstock.recipes().get(0))
            .run(RunId.create(Clock.systemUTC()))
            .recipeStore(root + "persistent-ro/bad/days/")
            .scratch(root + "scratch/bad/days/")
            .catalog(root + "catalog/")
            .cache(cached ? root + "cache/" : "")
            .headers(cached ? root + "cache/" : "")
            .resources(Resources.alone(64 << 20, 1 << 30, 2).withSettings(settings))
            .software("ArcoForge test")
            .build();
    BakeReport report;
    try {
      report = BakeCase.bake(config);
    } catch (IOException | RuntimeException e) {
      return new Result(e.toString(), List.of(), "");
    }
    if (report.status() != BakeStatus.PUBLISHED) {
      return new Result(report.problems() + " " + report.failedSources(), List.of(), "");
    }
    return new Result("", corrupt(report.store()), "");
  }

  /** Each file is one chunk, uncompressed: eight bytes a value, the lowest first. */
  private List<Integer> corrupt(String url) throws IOException {
    List<Integer> corrupt = new ArrayList<>();
    try (ObjectStore store = ObjectStores.open(url)) {
      for (int n = 0; n < files; n++) {
        ByteBuffer wanted = ByteBuffer.allocate(8 * SIDE * SIDE).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values(n)) {
          wanted.putDouble(value);
        }
        Optional<byte[]> found = store.find("t/c/" + n + "/0/0");
        if (found.isEmpty() || !Arrays.equals(found.get(), wanted.array())) {
          corrupt.add(n);
        }
      }
    }
    return corrupt;
  }

  /** Runs seeds: {@code first count files folder}; ends with code 1 if a promise is broken. */
  public static void main(String[] arguments) throws IOException {
    long first = Long.parseLong(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    int files = Integer.parseInt(arguments[2]);
    int finished = 0;
    int corrupt = 0;
    for (long seed = first; seed < first + count; seed++) {
      long began = System.nanoTime();
      Path folder = Path.of(arguments[3]).resolve("seed" + seed);
      Result result = new BadNetworkTrial(seed, files, folder).bake();
      finished += result.finished() ? 1 : 0;
      corrupt += result.corrupt().size();
      System.out.printf(
          "seed %d: %s, wrong answers %s, corrupt files %s, %.1f s%n",
          seed,
          result.finished() ? "published" : "FAILED " + shortly(result.problems()),
          result.answers(),
          result.corrupt(),
          (System.nanoTime() - began) / 1e9);
      delete(folder);
    }
    System.out.println(
        finished + " of " + count + " bakes finished, " + corrupt + " files silently corrupted");
    System.exit(corrupt == 0 && finished >= 0.999 * count ? 0 : 1);
  }

  private static String shortly(String problems) {
    return problems.substring(0, Math.min(problems.length(), 1000)).replace('\n', ' ');
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
