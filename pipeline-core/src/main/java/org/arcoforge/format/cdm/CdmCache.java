package org.arcoforge.format.cdm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ucar.nc2.util.DiskCache;

/** Sends the files that netcdf-java makes on the way to a temporary folder, never beside data. */
final class CdmCache {
  private static boolean done;

  private CdmCache() {}

  static synchronized void init() throws IOException {
    if (!done) {
      Path folder = Files.createTempDirectory("arcoforge-cdm");
      folder.toFile().deleteOnExit();
      DiskCache.setRootDirectory(folder.toString());
      DiskCache.setCachePolicy(true);
      done = true;
    }
  }
}
