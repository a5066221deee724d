package org.arcoforge.format.cdm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.HeapLimit;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.format.BoxCheck;
import org.arcoforge.format.FirstBytes;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.Guard;
import org.arcoforge.format.ProcessorTime;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceReader;
import org.arcoforge.source.ByteSource;
import ucar.ma2.InvalidRangeException;
import ucar.nc2.NetcdfFile;

/**
 * Reads the rarer formats (HDF4, …) by netcdf-java from local files. One thread at a time: that
 * library's files are not thread-safe. Writes nothing beside the data.
 */
public final class CdmReader implements SourceReader {
  /** Processor time that reading a header may take. */
  private static final long OPENING_NANOS = 4_000_000_000L;

  /** Shorter files are nothing, and some of the library's formats print that they found an end. */
  private static final int SHORTEST = 64;

  private static final long SLAB = 16 << 20;

  /**
   * Processor time that reading one slab may take, in any file and for each of its bytes: what a
   * small file says of its size costs no more than a small file can.
   */
  private static final long READING_NANOS = 1_000_000_000L;

  private static final long READING_NANOS_A_BYTE = 1_000;

  private final ByteSource source;
  private final NetcdfFile file;
  private final Map<String, ucar.nc2.Variable> variables = new LinkedHashMap<>();
  private final SourceDescription description;
  private volatile boolean givenUp;

  private CdmReader(ByteSource source, NetcdfFile file, String group) throws FormatException {
    this.source = source;
    this.file = file;
    description = new CdmDescription(source.url(), file, group).describe(variables);
  }

  /**
   * Opens a file.
   *
   * @param group a group's path, {@code /} for the root, {@code **} for the whole tree
   * @throws org.arcoforge.format.FormatException if netcdf-java does not know the format, the bytes
   *     are not a local file or a variable is of a type that a store cannot hold
   */
  public static SourceReader open(ByteSource source, String group) throws IOException {
    Path path =
        source
            .path()
            .orElseThrow(
                () ->
                    FormatException.unsupported(
                        source.url(), "files of this format are read only when they are local"));
    CdmCache.init();
    if (source.size() < SHORTEST) {
      throw unknown(source);
    }
    NetcdfFile file;
    try {
      file =
          ProcessorTime.limited(
              OPENING_NANOS, () -> NetcdfFile.open(path.toString()), "opening it by netcdf-java");
    } catch (OutOfMemoryError e) { // the library believes lengths; what it asked for is not held
      throw FormatException.corrupt(
          source.url(), "opening it by netcdf-java needs more memory than there is");
    } catch (IOException | RuntimeException | LinkageError e) { // its modules may be absent
      FormatException unknown = unknown(source);
      unknown.addSuppressed(e);
      throw unknown;
    }
    try {
      return new CdmReader(source, file, group);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static FormatException unknown(ByteSource source) throws IOException {
    return FormatException.unsupported(
        source.url(),
        "the file (" + source.size() + " bytes) is of no known format" + FirstBytes.shown(source));
  }

  @Override
  public SourceDescription describe() {
    return description;
  }

  @Override
  public void read(String name, Region region, Block target, long[] at) throws IOException {
    ucar.nc2.Variable v = variables.get(name);
    if (v == null) {
      throw new IllegalArgumentException(
          source.url() + ": no variable '" + name + "'; there are " + variables.keySet());
    }
    Variable described = description.variable(name).orElseThrow().variable();
    BoxCheck.check(source.url(), described, region, target, at);
    if (region.isEmpty()) {
      return;
    }
    long[] start = region.start();
    long[] size = region.size();
    long rows = 1;
    if (size.length > 0) { // slabs of the slowest dimension bound the library's own arrays
      long row = region.elements() / size[0] * Math.max(1, v.getElementSize());
      rows = Math.max(1, Math.min(size[0], SLAB / Math.max(1, row)));
    }
    long[] place = at.clone();
    long end = size.length > 0 ? region.end(0) : 1;
    for (long i = size.length > 0 ? start[0] : 0; i < end; i += rows) {
      if (size.length > 0) {
        place[0] = at[0] + i - region.start(0);
        start[0] = i;
        size[0] = Math.min(rows, end - i);
      }
      Block part = slab(v, described.type(), start, size);
      Block.copy(part, new long[size.length], target, place, size);
    }
  }

  private Block slab(ucar.nc2.Variable v, DataType type, long[] start, long[] size)
      throws IOException {
    boolean chars = CdmValues.joins(v);
    int rank = v.getRank();
    int[] origin = new int[rank];
    int[] shape = new int[rank];
    for (int d = 0; d < start.length; d++) {
      origin[d] = Math.toIntExact(start[d]);
      shape[d] = Math.toIntExact(size[d]);
    }
    if (chars) {
      shape[rank - 1] = v.getShape(rank - 1);
    }
    return Guard.at(
        source.url(),
        "variable '" + v.getFullName() + "' at " + Arrays.toString(origin),
        () -> {
          String encoding =
              v.findAttribute("_Encoding") == null
                  ? null
                  : v.findAttribute("_Encoding").getStringValue();
          // As the library has them, twice, and as a block.
          HeapLimit.check(4 * bytes(v, shape), "its part");
          return CdmValues.block(array(v, origin, shape), type, size, encoding);
        });
  }

  private static long bytes(ucar.nc2.Variable v, int[] shape) {
    long bytes = Math.max(1, v.getElementSize());
    for (int length : shape) {
      bytes = Math.multiplyExact(bytes, (long) length);
    }
    return bytes;
  }

  private Object array(ucar.nc2.Variable v, int[] origin, int[] shape) throws IOException {
    long nanos = READING_NANOS + READING_NANOS_A_BYTE * source.size();
    return ProcessorTime.limited(
        nanos, () -> locked(v, origin, shape), "reading it by netcdf-java", () -> givenUp = true);
  }

  private Object locked(ucar.nc2.Variable v, int[] origin, int[] shape) throws IOException {
    synchronized (file) {
      if (givenUp) {
        throw new IllegalStateException("reading another part of it was given up");
      }
      try {
        return v.read(origin, shape).copyTo1DJavaArray();
      } catch (InvalidRangeException e) {
        throw new IOException(e.getMessage(), e);
      } finally {
        if (givenUp) { // nobody waited for the end of this
          file.close();
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (!givenUp) { // else whoever still reads closes it
      synchronized (file) {
        file.close();
      }
    }
    source.close();
  }
}
