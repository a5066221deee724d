package org.arcoforge.format;

import java.io.IOException;
import org.arcoforge.source.ByteSource;

/** Finds the reader for a file. */
public final class Formats {
  private Formats() {}

  /**
   * Opens a file.
   *
   * @param source its bytes; closed with the reader, and if this throws
   * @param format as the recipe says; {@link FileFormat#AUTO} looks at the first bytes
   * @param group HDF5 group to read, {@code /} for the root
   * @throws FormatException if it is of no known format, or of another one than said
   */
  public static SourceReader open(ByteSource source, FileFormat format, String group)
      throws IOException {
    throw FormatException.unsupported(source.url(), "no reader");
  }
}
