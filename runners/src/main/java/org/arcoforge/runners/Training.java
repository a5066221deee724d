package org.arcoforge.runners;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.arcoforge.settings.Settings;

/**
 * Bakes what a JVM is trained with: a few small archives of several formats, so that later starts
 * find the classes of a bake loaded, and how its methods are used.
 *
 * <p>The launcher runs it once after a build, with the JVM's option that records what was loaded.
 */
final class Training {
  private static final int FILES = 24;
  private static final int STEPS = 4;
  private static final int LAT = 120;
  private static final int LON = 180;

  private static final String FEEDSTOCK =
      """
      id: training
      title: Training
      description: Made by the launcher to train the JVM, and deleted after it.
      license: CC0-1.0
      providers: [{name: ArcoForge, roles: [producer]}]
      recipes:
        - id: classic
          pattern: {glob: "data/*.nc", dims: [{concat: time}]}
          target: {chunks: {time: 10, lat: 60}, mode: append}
        - id: series # large enough to be made in parts
          pattern: {glob: "data/*.nc", dims: [{concat: time}]}
          target: {chunks: {time: -1, lat: 60}, codec: {name: blosc, cname: lz4, clevel: 5, shuffle: shuffle}}
        - id: packed
          pattern: {files: [%1$s], dims: [{concat: time}]}
          target: {chunks: {time: 5}, zarr_format: 2, codec: {name: zstd}}
        - id: sharded
          pattern: {glob: "data/*.nc", dims: [{concat: time}]}
          target: {chunks: {time: 2, lat: 60}, shards: {time: 20}, codec: {name: gzip}}
      """;

  private Training() {}

  /** Bakes into the folder that is the argument; whoever calls deletes it. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Settings settings = Settings.of(System.getProperties());
    FirstUses.all();
    Path data = Files.createDirectories(folder.resolve("data"));
    for (int n = 0; n < FILES; n++) {
      Files.write(data.resolve(String.format(Locale.ROOT, "t%02d.nc", n)), classic(n * STEPS));
    }
    Path feedstock = folder.resolve("feedstock.yaml");
    Files.writeString(feedstock, FEEDSTOCK.formatted(sample(settings)));
    String root = folder.resolve("root").toString();
    String path = feedstock.toString();
    run(settings, "lint", path);
    run(settings, "plan", path, "--recipe", "classic");
    for (int n = 0; n < 3; n++) { // what is done often is what profiles are good for
      run(settings, "demo", "--root", root);
      run(settings, "bake", path, "--root", root + n);
    }
    run(settings, "bake", path, "--root", root + 0);
    Files.write(
        data.resolve(String.format(Locale.ROOT, "t%02d.nc", FILES)), classic(FILES * STEPS));
    run(settings, "bake", path, "--recipe", "classic", "--root", root + 0);
    run(settings, "versions", "--feedstock", "training", "--root", root + 0);
    System.exit(0); // threads of libraries would keep it
  }

  private static void run(Settings settings, String... arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    int code = Arco.run(settings, out, out, arguments);
    if (code != 0) {
      out.println(String.join(" ", arguments) + " ended with exit code " + code);
    }
  }

  /** Names of the files of the sample data set. */
  private static String sample(Settings settings) throws IOException {
    Path data = Path.of(settings.home(), "feedstocks", "demo-sst", "data");
    try (var files = Files.list(data)) {
      List<String> all = files.sorted().map(file -> '"' + file.toUri().toString() + '"').toList();
      return String.join(", ", all);
    }
  }

  /**
   * A netCDF-3 file of {@code t(time, lat, lon)}, of which {@code time} is the record dimension
   * (NetCDF Classic Format Specification, "cdf1").
   */
  private static byte[] classic(int first) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    int header = 416;
    int lon = header + 4 * LAT;
    int records = lon + 4 * LON;
    int plane = 4 * LAT * LON;
    out.writeInt(0x43444601);
    out.writeInt(STEPS);
    out.writeLong(0xA_0000_0003L); // dimensions
    dimension(out, "time", 0);
    dimension(out, "lat", LAT);
    dimension(out, "lon", LON);
    out.writeLong(0); // attributes
    out.writeLong(0xB_0000_0004L); // variables
    variable(out, "lat", "degrees_north", 5, 4 * LAT, header, 1);
    variable(out, "lon", "degrees_east", 5, 4 * LON, lon, 2);
    variable(out, "time", "days since 2000-01-01", 6, 8, records, 0);
    variable(out, "t", "K", 5, plane, records + 8, 0, 1, 2);
    while (out.size() < header) {
      out.write(0);
    }
    for (int y = 0; y < LAT; y++) {
      out.writeFloat(y - LAT / 2f);
    }
    for (int x = 0; x < LON; x++) {
      out.writeFloat(x);
    }
    for (int step = first; step < first + STEPS; step++) {
      out.writeDouble(step);
      for (int p = 0; p < LAT * LON; p++) {
        out.writeFloat(280f + (p * 31 + step * 7) % 1000 / 50f);
      }
    }
    return bytes.toByteArray();
  }

  private static void dimension(DataOutputStream out, String name, int length) throws IOException {
    text(out, name);
    out.writeInt(length);
  }

  private static void variable(
      DataOutputStream out, String name, String units, int type, int size, int begin, int... dims)
      throws IOException {
    text(out, name);
    out.writeInt(dims.length);
    for (int dim : dims) {
      out.writeInt(dim);
    }
    out.writeLong(0xC_0000_0001L); // attributes
    text(out, "units");
    out.writeInt(2); // characters
    text(out, units);
    out.writeInt(type);
    out.writeInt(size);
    out.writeInt(begin);
  }

  /** Its length, and itself with what fills up four bytes. */
  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.write(new byte[(4 - bytes.length % 4) % 4]);
  }
}
