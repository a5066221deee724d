package org.arcoforge.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Variable;
import org.arcoforge.format.ChunkStorage;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;

/** A little file in memory: {@code new SourceSample().add("sst", FLOAT32, "time:2 lat:3")}. */
public final class SourceSample {
  private final Map<String, SourceVariable> variables = new LinkedHashMap<>();
  private final Map<String, Block> values = new LinkedHashMap<>();
  private Attributes attributes = Attributes.empty();
  private final Map<String, Attributes> groups = new LinkedHashMap<>();

  /** Adds a variable of values 0, 1, 2, …; {@code dims} is {@code "time:2 lat:3"}, or empty. */
  public SourceSample add(String name, DataType type, String dims) {
    List<Dimension> list = new ArrayList<>();
    for (String dim : dims.isEmpty() ? new String[0] : dims.split(" ")) {
      String[] parts = dim.split(":");
      list.add(new Dimension(parts[0], Long.parseLong(parts[1])));
    }
    Variable v = new Variable(name, type, list, Attributes.empty());
    variables.put(name, source(v, list.stream().map(Dimension::length).toList()));
    Block block = Block.allocate(type, v.shape());
    for (int i = 0; i < block.elements(); i++) {
      set(block, i, i);
    }
    values.put(name, block);
    return this;
  }

  /** Adds a variable along one dimension of its own name. */
  public SourceSample coordinate(String name, DataType type, double... numbers) {
    return add(name, type, name + ":" + numbers.length).values(name, numbers);
  }

  /** Adds a coordinate {@code time} of 64-bit integers. */
  public SourceSample time(String units, long... numbers) {
    double[] doubles = Arrays.stream(numbers).asDoubleStream().toArray();
    return coordinate("time", DataType.INT64, doubles).attr("time", "units", units);
  }

  public SourceSample values(String name, double... numbers) {
    Block block = values(name);
    if (numbers.length != block.elements()) {
      throw new IllegalArgumentException(name + " has " + block.elements() + " elements");
    }
    for (int i = 0; i < numbers.length; i++) {
      set(block, i, numbers[i]);
    }
    return this;
  }

  public SourceSample longs(String name, long... numbers) {
    for (int i = 0; i < numbers.length; i++) {
      values(name).setLong(i, numbers[i]);
    }
    return this;
  }

  public SourceSample texts(String name, String... texts) {
    System.arraycopy(texts, 0, values(name).strings(), 0, texts.length);
    return this;
  }

  public SourceSample chunk(String name, Long... lengths) {
    variables.put(name, source(required(name), List.of(lengths)));
    return this;
  }

  /** Chunks as a file has them that were encoded so. */
  public SourceSample stored(String name, CodecSpec codec, Long... lengths) {
    Variable v = required(name);
    long[] chunk = Arrays.stream(lengths).mapToLong(Long::longValue).toArray();
    ChunkStorage storage = ChunkStorage.of(ChunkGrid.of(v.shape(), chunk), codec);
    variables.put(name, new SourceVariable(v, List.of(lengths), List.of(), -1, storage));
    return this;
  }

  /** A text, {@link Long} (int32), {@link Double}, {@link Float} or {@link AttributeValue}. */
  public SourceSample attr(String name, String key, Object value) {
    Variable v = required(name);
    variables.put(
        name,
        source(
            v.withAttributes(v.attributes().with(key, attribute(value))),
            java.util.Objects.requireNonNull(variables.get(name)).chunk()));
    return this;
  }

  public SourceSample global(String key, Object value) {
    attributes = attributes.with(key, attribute(value));
    return this;
  }

  /** Adds a group below the root, or an attribute to it. */
  public SourceSample group(String path, String key, Object value) {
    Attributes own = groups.getOrDefault(path, Attributes.empty());
    groups.put(path, own.with(key, attribute(value)));
    return this;
  }

  public static AttributeValue attribute(Object value) {
    if (value instanceof AttributeValue a) {
      return a;
    } else if (value instanceof Long n) {
      return AttributeValue.of(DataType.INT32, n);
    } else if (value instanceof Float x) {
      return AttributeValue.of(DataType.FLOAT32, (double) x);
    } else if (value instanceof Double x) {
      return AttributeValue.of(DataType.FLOAT64, x);
    }
    return AttributeValue.of((String) value);
  }

  public SourceDescription description() {
    return new SourceDescription(
        "netcdf4", List.copyOf(variables.values()), attributes, Map.of(), groups);
  }

  /** The values as a reader of the file gives them. */
  public StoredValues stored() {
    return (variable, region, target, at) ->
        Block.copy(values(variable), region.start(), target, at, region.size());
  }

  public Block values(String name) {
    Block block = values.get(name);
    if (block == null) {
      throw new IllegalArgumentException("no variable " + name);
    }
    return block;
  }

  private Variable required(String name) {
    values(name);
    return java.util.Objects.requireNonNull(variables.get(name)).variable();
  }

  private static SourceVariable source(Variable v, List<Long> chunk) {
    return new SourceVariable(v, chunk, List.of(), -1);
  }

  private static void set(Block block, int i, double number) {
    if (block.type() == DataType.STRING) {
      block.strings()[i] = Long.toString((long) number);
    } else if (block.type().isFloat()) {
      block.setDouble(i, number);
    } else {
      block.setLong(i, (long) number);
    }
  }
}
