package org.arcoforge.format;

import java.io.IOException;
import java.io.InputStream;
import org.arcoforge.source.BytesSource;

/** The files that the tests of the formats read, by their paths below this package's resources. */
public final class SampleFiles {
  private SampleFiles() {}

  /** The bytes of a file: {@code netcdf3/texts.nc}. */
  public static byte[] bytes(String path) throws IOException {
    try (InputStream in = SampleFiles.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("no sample " + path + " beside " + SampleFiles.class.getName());
      }
      return in.readAllBytes();
    }
  }

  /** The file in memory, its path as URL. */
  public static BytesSource source(String path) throws IOException {
    return new BytesSource(path, bytes(path));
  }
}
