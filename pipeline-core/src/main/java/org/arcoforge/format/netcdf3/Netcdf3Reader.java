package org.arcoforge.format.netcdf3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Region;
import org.arcoforge.array.Variable;
import org.arcoforge.format.BoxCheck;
import org.arcoforge.format.CharText;
import org.arcoforge.format.Slabs;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.source.ByteSource;

/**
 * Reads NetCDF classic files: CDF-1, CDF-2 (64-bit offset) and CDF-5 (64-bit data). Variables of
 * characters become texts without their last dimension, if it is nothing else but the length of
 * texts; else each character is a text. Safe for many threads; holds the header only.
 */
public final class Netcdf3Reader implements SourceReader {
  private final ByteSource source;
  private final Map<String, Netcdf3Variable> variables = new LinkedHashMap<>();
  private final Set<String> joined = new HashSet<>();
  private final SourceDescription description;

  private Netcdf3Reader(ByteSource source, Netcdf3Header header) {
    this.source = source;
    List<SourceVariable> described = new ArrayList<>();
    for (Netcdf3Variable v : header.variables()) {
      variables.put(v.name(), v);
      if (joins(v, header.variables())) {
        joined.add(v.name());
      }
      described.add(describe(v));
    }
    description = new SourceDescription("netcdf3", described, header.attributes());
  }

  /**
   * Reads the header.
   *
   * @param source closed with the reader; not if this throws
   * @throws org.arcoforge.format.FormatException if the header is damaged or the file shorter than
   *     it says
   */
  public static SourceReader open(ByteSource source) throws IOException {
    return new Netcdf3Reader(source, Netcdf3Header.read(source));
  }

  /** As xarray does: over a last dimension that no other kind of variable has, nor its name. */
  private static boolean joins(Netcdf3Variable v, List<Netcdf3Variable> all) {
    List<Dimension> dims = v.dimensions();
    if (!v.isText() || dims.isEmpty()) {
      return false;
    }
    String last = dims.get(dims.size() - 1).name();
    for (Netcdf3Variable other : all) {
      List<String> names = other.dimensions().stream().map(Dimension::name).toList();
      int axis = names.indexOf(last);
      if (other.name().equals(last)
          || (axis >= 0 && (!other.isText() || axis != names.size() - 1))) {
        return false;
      }
    }
    return true;
  }

  private SourceVariable describe(Netcdf3Variable v) {
    List<Dimension> dims = v.dimensions();
    Variable variable = new Variable(v.name(), v.type(), dims, v.attributes());
    if (v.isText()) {
      variable =
          variable
              .withDimensions(dims.subList(0, dims.size() - (joined.contains(v.name()) ? 1 : 0)))
              .withAttributes(CharText.attributes(v.attributes()));
    }
    return new SourceVariable(variable, chunk(v, variable), List.of(), v.elements() * v.width());
  }

  private static List<Long> chunk(Netcdf3Variable v, Variable described) {
    long[] shape = v.shape();
    long[] chunk = Slabs.of(shape, v.width());
    if (v.record()) { // one record, which lies apart from the next one
      chunk = shape;
      chunk[0] = 1;
    }
    return Arrays.stream(chunk).limit(described.rank()).boxed().toList();
  }

  @Override
  public SourceDescription describe() {
    return description;
  }

  @Override
  public void read(String name, Region region, Block target, long[] at) throws IOException {
    Netcdf3Variable v = variables.get(name);
    Variable described =
        description
            .variable(name)
            .map(SourceVariable::variable)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        source.url()
                            + ": no variable '"
                            + name
                            + "'; there are "
                            + variables.keySet()));
    BoxCheck.check(source.url(), described, region, target, at);
    if (v == null || region.isEmpty()) {
      return;
    }
    if (v.isText()) {
      readText(v, region, target, at);
    } else {
      StridedRead.read(source, v, region, target, at);
    }
  }

  private void readText(Netcdf3Variable v, Region region, Block target, long[] at)
      throws IOException {
    int rank = v.dimensions().size();
    long[] start = Arrays.copyOf(region.start(), rank);
    long[] size = Arrays.copyOf(region.size(), rank);
    int length = 1;
    if (joined.contains(v.name())) {
      size[rank - 1] = v.dimensions().get(rank - 1).length();
      length = Math.toIntExact(size[rank - 1]);
    }
    Block chars = Block.allocate(DataType.INT8, size);
    StridedRead.read(source, v, Region.of(start, size), chars, new long[rank]);
    String encoding = v.attributes().text("_Encoding").orElse(null);
    String[] texts = new String[Math.toIntExact(region.elements())];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = CharText.decode(chars.bytes(), i * length, length, encoding);
    }
    Block block = Block.wrap(texts, region.size());
    Block.copy(block, new long[region.rank()], target, at, region.size());
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
