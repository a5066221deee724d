package org.arcoforge.runners.text;

import java.nio.file.Path;

/** Reads where a store or a catalog is, as people write it. */
public final class StoreUrls {
  private StoreUrls() {}

  /** Returns the URL of what is given as a URL or as a folder. */
  public static String of(String place) {
    return place.contains(":/")
        ? place
        : Path.of(place).toAbsolutePath().normalize().toUri().toString();
  }
}
