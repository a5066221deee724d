package org.arcoforge.format.grib;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.HeapLimit;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.format.BoxCheck;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.Guard;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.source.ByteSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads one GRIB file of edition 1 or 2. Headers are scanned at the first question; values are
 * unpacked message by message, each once a call. Safe for many threads; holds the headers, and the
 * grid's coordinates as long as there is memory for them.
 */
public final class GribReader implements SourceReader {
  private final ByteSource source;
  private final KeyFilter filter;
  private @Nullable GribDescription description;
  private SoftReference<double[][]> coordinates = new SoftReference<>(null);

  private GribReader(ByteSource source, KeyFilter filter) {
    this.source = source;
    this.filter = filter;
  }

  /**
   * Scans the headers of a file.
   *
   * @param source closed with the reader; not if this throws
   * @param filterByKeys values that keys of the messages must have, by ecCodes' names; empty for
   *     all messages
   * @throws FormatException if a message is damaged, or the messages do not make one data set; says
   *     what to write
   */
  public static SourceReader open(ByteSource source, Map<String, Object> filterByKeys)
      throws IOException {
    GribReader reader = new GribReader(source, new KeyFilter(filterByKeys));
    reader.described();
    return reader;
  }

  @Override
  public SourceDescription describe() throws IOException {
    return described().source();
  }

  private synchronized GribDescription described() throws IOException {
    GribDescription known = description;
    if (known == null) {
      known = scan();
      description = known;
    }
    return known;
  }

  private GribDescription scan() throws IOException {
    List<Field> fields = new ArrayList<>();
    Headers headers = new Headers(source.url());
    int messages =
        new MessageScan(source)
            .each(
                found -> {
                  Headers.Header header = headers.read(found);
                  if (filter.takes(header.keys())) {
                    fields.add(headers.field(found, header));
                  }
                });
    if (messages == 0) {
      throw FormatException.corrupt(source.url(), "there is no GRIB message in it");
    }
    if (fields.isEmpty()) {
      throw filter.nothing(source.url(), messages);
    }
    List<Cube> cubes = new CubeBuilder(source.url(), filter, this::checkSame).build(fields);
    return GribDescription.of(cubes, new CoordinateMerge(source.url(), filter));
  }

  /** Two messages of the same keys may stand in a file only if they are the same. */
  private void checkSame(String variable, Field first, Field second) throws IOException {
    Place a = first.place();
    Place b = second.place();
    FieldValues values = new FieldValues(source);
    if (a.edition() == b.edition()
        && Arrays.equals(unpack(variable, values, first), unpack(variable, values, second))) {
      return;
    }
    throw FormatException.unsupported(
        source.url(),
        "messages "
            + a.message()
            + " and "
            + b.message()
            + " are both of variable '"
            + variable
            + "' at the same place, but hold different values"
            + new Headers(source.url()).difference(source, a.message(), b.message(), filter));
  }

  private float[] unpack(String variable, FieldValues values, Field field) throws IOException {
    String where = "variable '" + variable + "', GRIB message " + field.place().message();
    return Guard.at(
        source.url(),
        where,
        () -> {
          try {
            return values.read(field);
          } catch (UnsupportedPackingException e) {
            throw FormatException.unsupported(
                source.url(),
                where
                    + ": its packing is not read: "
                    + e.getMessage()
                    + "; leave the variable out with filter_by_keys");
          }
        });
  }

  @Override
  public void read(String name, Region region, Block target, long[] at) throws IOException {
    GribDescription all = described();
    Variable variable =
        all.source()
            .variable(name)
            .map(SourceVariable::variable)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        source.url() + ": no variable '" + name + "'; there are " + all.names()));
    BoxCheck.check(source.url(), variable, region, target, at);
    if (region.isEmpty()) {
      return;
    }
    Cube cube = all.cubes().get(name);
    if (cube != null) {
      readData(cube, region, target, at);
      return;
    }
    Block block = all.small().get(name);
    Block values = block == null ? geography(all.grid(), variable) : block;
    Block.copy(values, region.start(), target, at, region.size());
  }

  private Block geography(Grid grid, Variable variable) {
    double[][] points = points(grid);
    double[] values = points[variable.name().equals("latitude") ? 0 : 1];
    Block block = Block.allocate(DataType.FLOAT64, variable.shape());
    for (int i = 0; i < values.length; i++) {
      block.setDouble(i, values[i]);
    }
    return block;
  }

  private synchronized double[][] points(Grid grid) {
    double[][] points = coordinates.get();
    if (points == null) {
      long numbers =
          grid.hasRows()
              ? grid.dimensions().get(0).length() + grid.dimensions().get(1).length()
              : 2L * grid.points();
      HeapLimit.check(16 * numbers, numbers + " coordinates"); // once more as a block
      points = java.util.Objects.requireNonNull(grid.coordinates()).compute();
      coordinates = new SoftReference<>(points);
    }
    return points;
  }

  private void readData(Cube cube, Region region, Block target, long[] at) throws IOException {
    FieldValues values = new FieldValues(source);
    int headers = cube.dimensions().size();
    int rank = region.rank();
    long[] shape = new long[rank];
    Arrays.fill(shape, 1);
    for (int d = headers; d < rank; d++) {
      shape[d] = cube.grid().dimensions().get(d - headers).length();
    }
    long[] from = region.start();
    long[] size = region.size();
    Arrays.fill(from, 0, headers, 0);
    Arrays.fill(size, 0, headers, 1);
    long[] index = Arrays.copyOf(region.start(), headers);
    Map<Integer, Block> nothing = new HashMap<>();
    while (true) {
      List<Integer> key = new ArrayList<>();
      long[] to = at.clone();
      for (int d = 0; d < headers; d++) {
        key.add((int) index[d]);
        to[d] += index[d] - region.start(d);
      }
      Field field = cube.fields().get(key);
      Block block =
          field == null
              ? nothing.computeIfAbsent(0, k -> missing(shape))
              : block(unpack(cube.variable(), values, field), shape);
      Block.copy(block, from, target, to, size);
      int d = headers - 1;
      while (d >= 0 && ++index[d] == region.end(d)) {
        index[d] = region.start(d);
        d--;
      }
      if (d < 0) {
        return;
      }
    }
  }

  private static Block missing(long[] shape) {
    Block block = Block.allocate(DataType.FLOAT32, shape);
    block.fill(FillValue.missing(DataType.FLOAT32));
    return block;
  }

  private static Block block(float[] values, long[] shape) {
    Block block = Block.allocate(DataType.FLOAT32, shape);
    for (int i = 0; i < values.length; i++) {
      block.setDouble(i, values[i]);
    }
    return block;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
