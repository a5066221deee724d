package org.arcoforge.format;

import org.arcoforge.source.ByteSource;

/** HDF5 and netCDF-4 files. */
public final class Hdf5Reader {
  private Hdf5Reader() {}

  /** Opens a group of a file. */
  @SuppressWarnings("DoNotCallSuggester")
  public static SourceReader open(ByteSource source, String group) throws FormatException {
    throw FormatException.unsupported(source.url(), "HDF5 is not read yet");
  }
}
