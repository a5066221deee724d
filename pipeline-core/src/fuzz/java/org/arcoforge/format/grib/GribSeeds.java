package org.arcoforge.format.grib;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The messages of the tests' cases, for the fuzzer. */
public final class GribSeeds {
  private GribSeeds() {}

  /** Files by the names of their cases. */
  public static Map<String, byte[]> all() throws IOException {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    GribCase.all().forEach((name, one) -> seeds.put(name, one.grib()));
    return seeds;
  }
}
