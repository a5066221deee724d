package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.Guard;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceReader;
import org.arcoforge.source.ByteSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads one group of a NetCDF-4 or other HDF5 file, or the whole tree; safe for many threads.
 * Dimensions are those of the group and of the groups around it, as netCDF-C names them; characters
 * are joined to texts and enums come as integers with CF flag attributes. Links to other files are
 * refused.
 *
 * @see <a href="https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html">HDF5 File
 *     Format Specification 3.0</a>
 */
public final class Hdf5Reader implements SourceReader {
  private final ByteSource source;
  private final MetadataBytes file;
  private final GlobalHeap heap;
  private final long root;
  private final String group;
  private GroupDescriber.@Nullable Result result;

  private Hdf5Reader(ByteSource source, Superblock superblock, String group) {
    this.source = source;
    this.file = superblock.file();
    this.heap = new GlobalHeap(file);
    this.root = superblock.root();
    this.group = group;
  }

  /**
   * Opens a file; reads no more than its first record.
   *
   * @param source its bytes; closed with the reader, and if this throws
   * @param group path of the group whose variables are wanted; {@code /} for the root, {@code **}
   *     for all groups: then variables, and dimensions, have the path of their group in front
   * @param jdkInflater whether the JDK inflates all zlib streams, and no native code
   * @throws FormatException if it is not HDF5, or cut off
   */
  public static SourceReader open(ByteSource source, String group, boolean jdkInflater)
      throws IOException {
    boolean done = false;
    try {
      Superblock superblock =
          Guard.at(source.url(), "the superblock", () -> Superblock.read(source, jdkInflater));
      SourceReader reader = new Hdf5Reader(source, superblock, group);
      done = true;
      return reader;
    } finally {
      if (!done) {
        source.close();
      }
    }
  }

  @Override
  public SourceDescription describe() throws IOException {
    return result().description();
  }

  private synchronized GroupDescriber.Result result() throws IOException {
    GroupDescriber.Result known = result;
    if (known == null) {
      known =
          Guard.at(
              source.url(),
              "the header",
              () -> new GroupDescriber(file, heap).describe(root, group));
      result = known;
      heap.clear();
    }
    return known;
  }

  @Override
  public void read(String variable, Region region, Block target, long[] at) throws IOException {
    StoredVariable readable = result().readable().get(variable);
    if (readable == null) {
      String reason = describe().unsupported().get(variable);
      if (reason != null) {
        throw FormatException.unsupported(source.url(), reason);
      }
      throw new IllegalArgumentException(source.url() + ": no variable '" + variable + "'");
    }
    check(readable, region, target, at);
    Guard.at(
        source.url(),
        "variable '" + variable + "'",
        () -> {
          readable.read(heap, file, region, target, at);
          return "";
        });
  }

  @Override
  public Optional<byte[]> chunk(String variable, long... index) throws IOException {
    StoredVariable stored = result().readable().get(variable);
    if (stored == null
        || stored.variable().storage().grid() == null
        || !stored.variable().storage().obstacle().isEmpty()) {
      return Optional.empty();
    }
    return Guard.at(
        source.url(), "variable '" + variable + "'", () -> stored.boxes().stored(index));
  }

  private static void check(StoredVariable readable, Region region, Block target, long[] at) {
    long[] shape = readable.variable().variable().shape();
    boolean fits =
        region.rank() == shape.length
            && target.rank() == shape.length
            && at.length == shape.length
            && target.type() == readable.element().type();
    for (int d = 0; fits && d < shape.length; d++) {
      fits = region.end(d) <= shape[d] && at[d] >= 0 && at[d] + region.size(d) <= target.shape(d);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          readable.variable().variable().name()
              + Arrays.toString(shape)
              + ": cannot read "
              + region
              + " into "
              + target
              + " at "
              + Arrays.toString(at));
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
