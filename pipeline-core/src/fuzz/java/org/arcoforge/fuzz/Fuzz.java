package org.arcoforge.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The fuzzer's command: {@code [--mutants N] [--first N] [--seed N] [--self] FORMAT…}. The last
 * line says how many formats passed; the exit code is 1 if anything was found.
 */
public final class Fuzz {
  private static final long LIMIT_MILLIS = 5000;
  private static final Path KEPT = Path.of("target", "fuzz");

  private Fuzz() {}

  /** All formats, by name. */
  private static List<FuzzedFormat> formats() throws Exception {
    return List.of(
        new FileFormats.Netcdf3(),
        new FileFormats.Hdf5(),
        new FileFormats.Grib(false),
        new FileFormats.Grib(true),
        new FileFormats.Tiff(),
        new FileFormats.Packed(),
        new Dap(),
        new Zarr(2),
        new Zarr(3),
        new Cdm(),
        new Feedstocks());
  }

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    long mutants = 10_000;
    long first = 0;
    long seed = 1;
    List<String> names = new ArrayList<>();
    boolean self = false;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--mutants" -> mutants = Long.parseLong(args[++i]);
        case "--first" -> first = Long.parseLong(args[++i]);
        case "--seed" -> seed = Long.parseLong(args[++i]);
        case "--self" -> self = true;
        case "--list" -> {
          for (FuzzedFormat format : formats()) {
            System.out.println(format.name());
          }
          return;
        }
        default -> names.add(args[i]);
      }
    }
    boolean all = names.isEmpty() && !self;
    int failed = 0;
    int passed = 0;
    if (self) {
      boolean bites = BrokenReaders.areFound(KEPT);
      System.out.println((bites ? "PASS" : "FAIL") + " fuzz: readers broken on purpose are found");
      failed += bites ? 0 : 1;
      passed += bites ? 1 : 0;
    }
    for (FuzzedFormat format : formats()) {
      if (all || names.remove(format.name())) {
        Findings findings = new Findings(KEPT);
        String told = new FuzzRun(format, seed, LIMIT_MILLIS, findings).run(first, mutants);
        System.out.println((findings.all() == 0 ? "PASS" : "FAIL") + " fuzz " + told);
        failed += findings.all() == 0 ? 0 : 1;
        passed += findings.all() == 0 ? 1 : 0;
      }
    }
    for (String unknown : names) {
      System.out.println("FAIL fuzz: there is no format '" + unknown + "'; --list tells them");
      failed++;
    }
    System.out.println(passed + " passed, " + failed + " failed");
    Runtime.getRuntime().halt(failed == 0 ? 0 : 1); // threads that do not end are left behind
  }
}
