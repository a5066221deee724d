package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Variable;
import org.arcoforge.format.CharText;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;

/** Makes the description of one group out of its datasets. */
final class GroupDescriber {
  private static final long CHEAP = 4 << 20;

  /** A result is a description and how to read what is in it. */
  record Result(SourceDescription description, Map<String, StoredVariable> readable) {}

  private final MetadataBytes file;
  private final GlobalHeap heap;
  private final AttributeDecoder decoder;
  private final DimensionScales scales;
  private final Map<String, StoredVariable> readable = new LinkedHashMap<>();
  private final Map<String, String> unsupported = new LinkedHashMap<>();

  GroupDescriber(MetadataBytes file, GlobalHeap heap) {
    this.file = file;
    this.heap = heap;
    this.decoder = new AttributeDecoder(file, heap);
    this.scales = new DimensionScales(file, decoder);
  }

  /** Describes the group of that path, or with {@code **} every group of the file. */
  Result describe(long root, String path) throws IOException {
    return path.equals("**") ? describeTree(new GroupTree(file, root)) : describeGroup(root, path);
  }

  private Result describeTree(GroupTree tree) throws IOException {
    List<GroupTree.Content> contents = tree.everything();
    Map<Long, String> paths = new HashMap<>();
    for (GroupTree.Content content : contents) {
      paths.putIfAbsent(content.address(), content.path());
      scales.addAll(content);
    }
    for (GroupTree.Content content : contents) {
      scales.grow(content.datasets());
    }
    Map<String, Map<DatasetHeader, List<Dimension>>> dimensions = new HashMap<>();
    for (GroupTree.Content content : contents) {
      dimensions.put(
          content.path(), dimensions(content, group -> paths.getOrDefault(group, content.path())));
    }
    Map<String, Attributes> groups = new LinkedHashMap<>();
    for (GroupTree.Content content : GroupTree.outsideIn(contents)) {
      content.unreadable().forEach((name, why) -> refuse(GroupPath.in(content.path(), name), why));
      Map<DatasetHeader, List<Dimension>> own = dimensions.getOrDefault(content.path(), Map.of());
      for (DatasetHeader dataset : own.keySet()) {
        add(content.path(), dataset, own);
      }
      groups.put(content.path(), decoder.attributes(content.attributes()));
    }
    Attributes global = groups.remove("");
    return new Result(
        new SourceDescription(
            "netcdf4",
            variables(),
            global == null ? Attributes.empty() : global,
            unsupported,
            groups),
        readable);
  }

  private Map<DatasetHeader, List<Dimension>> dimensions(
      GroupTree.Content content, LongFunction<String> pathOf) throws IOException {
    Map<DatasetHeader, List<Dimension>> own = new LinkedHashMap<>();
    for (DatasetHeader dataset : content.datasets()) {
      if (!scales.isDimensionOnly(dataset)) {
        own.put(dataset, scales.dimensions(content, dataset, pathOf));
      }
    }
    return own;
  }

  private List<SourceVariable> variables() {
    return readable.values().stream().map(StoredVariable::variable).toList();
  }

  private Result describeGroup(long root, String path) throws IOException {
    GroupTree tree = new GroupTree(file, root);
    List<GroupTree.Content> contents = new ArrayList<>();
    for (long address : tree.groups(path)) {
      contents.add(tree.content(address));
    }
    for (GroupTree.Content content : contents) {
      scales.addAll(content);
    }
    GroupTree.Content group = contents.get(contents.size() - 1);
    boolean alone = contents.size() == 1 && group.groups().isEmpty();
    List<GroupTree.Content> others = alone || scales.complete(group) ? contents : tree.all();
    for (GroupTree.Content content : others) {
      scales.addAll(content);
    }
    for (GroupTree.Content content : others) {
      scales.grow(content.datasets());
    }
    group.unreadable().forEach(this::refuse);
    Map<DatasetHeader, List<Dimension>> dimensions = new LinkedHashMap<>();
    for (GroupTree.Content content : others) { // phony dimensions are numbered in this order
      boolean wanted = content.address() == group.address();
      Map<DatasetHeader, List<Dimension>> own = dimensions(wanted ? group : content, address -> "");
      if (wanted) {
        dimensions.putAll(own);
      }
    }
    for (DatasetHeader dataset : dimensions.keySet()) {
      add("", dataset, dimensions);
    }
    return new Result(
        new SourceDescription(
            "netcdf4", variables(), decoder.attributes(group.attributes()), unsupported),
        readable);
  }

  private void refuse(String name, String reason) {
    unsupported.put(
        name,
        "variable '"
            + name
            + "' "
            + reason
            + "; leave it out with `transforms: [{drop: ["
            + name
            + "]}]`");
  }

  private void add(String group, DatasetHeader dataset, Map<DatasetHeader, List<Dimension>> all)
      throws IOException {
    String name = GroupPath.in(group, DimensionScales.variableName(dataset));
    String obstacle = dataset.obstacle();
    List<Dimension> dims = all.getOrDefault(dataset, List.of());
    if (obstacle.isEmpty()) {
      long[] shape = dataset.space().shape();
      for (int d = 0; d < shape.length; d++) {
        if (shape[d] > dims.get(d).length()) {
          obstacle = "is longer than its dimension '" + dims.get(d).name() + "'";
        }
      }
    }
    if (!obstacle.isEmpty()) {
      refuse(name, obstacle);
      return;
    }
    Element element = Element.of(dataset.type()).orElseThrow();
    Attributes attributes = decoder.attributes(dataset.attributes());
    boolean joined = element.isChar() && joins(group, dims, all);
    String encoding = attributes.text("_Encoding").orElse("");
    if (element.type() == DataType.STRING) {
      attributes =
          element.isVariableText()
              ? attributes.without("_Encoding")
              : CharText.attributes(attributes);
    }
    if (dataset.type().kind() == Datatype.Kind.ENUM && element.type() != DataType.BOOL) {
      attributes = flags(dataset.type(), element.type(), attributes);
    }
    long[] chunk = chunk(dataset);
    DatasetHeader stored = dataset.withoutAttributes();
    HyperslabReader boxes = new HyperslabReader(file, stored, element, chunk);
    int rank = dims.size() - (joined ? 1 : 0);
    Variable variable = new Variable(name, element.type(), dims.subList(0, rank), attributes);
    SourceVariable source =
        new SourceVariable(
            variable,
            Arrays.stream(chunk).limit(rank).boxed().toList(),
            dataset.pipeline().filters().stream().map(Filter::label).toList(),
            stored(dataset, boxes),
            ZarrCodec.storage(dataset, element));
    readable.put(
        name,
        new StoredVariable(
            source,
            stored,
            element,
            boxes,
            joined,
            StoredVariable.charset(encoding),
            beyond(dataset, element)));
  }

  /** Characters are joined over a last dimension that is nothing else but that, as xarray does. */
  private static boolean joins(
      String group, List<Dimension> dims, Map<DatasetHeader, List<Dimension>> all) {
    if (dims.isEmpty()) {
      return false;
    }
    String last = dims.get(dims.size() - 1).name();
    for (Map.Entry<DatasetHeader, List<Dimension>> other : all.entrySet()) {
      List<String> names = other.getValue().stream().map(Dimension::name).toList();
      int axis = names.indexOf(last);
      boolean isCharacter = other.getKey().type().kind() == Datatype.Kind.STRING;
      if (GroupPath.in(group, DimensionScales.variableName(other.getKey())).equals(last)
          || (axis >= 0 && (!isCharacter || axis != names.size() - 1))) {
        return false;
      }
    }
    return true;
  }

  private static Attributes flags(Datatype type, DataType integer, Attributes attributes) {
    if (attributes.has("flag_values") || type.members().isEmpty()) {
      return attributes;
    }
    long[] values = type.members().values().stream().mapToLong(v -> v).toArray();
    String meanings =
        type.members().keySet().stream()
            .map(m -> m.replaceAll("\\s+", "_"))
            .collect(Collectors.joining(" "));
    return attributes
        .with("flag_values", AttributeValue.of(integer, values))
        .with("flag_meanings", meanings);
  }

  /** The chunk, or for other layouts whole trailing dimensions of together 4 MiB at most. */
  private static long[] chunk(DatasetHeader dataset) {
    if (dataset.layout().kind() == Layout.Kind.CHUNKED) {
      return dataset.layout().chunk();
    }
    long[] shape = dataset.space().shape();
    long[] chunk = new long[shape.length];
    Arrays.fill(chunk, 1);
    long bytes = Math.max(1, dataset.type().size());
    for (int d = shape.length - 1; d >= 0; d--) {
      chunk[d] = Math.max(1, Math.min(shape[d], CHEAP / bytes));
      if (chunk[d] < shape[d]) {
        break;
      }
      bytes *= chunk[d];
    }
    return chunk;
  }

  private long stored(DatasetHeader dataset, HyperslabReader boxes) throws IOException {
    Layout layout = dataset.layout();
    return switch (layout.kind()) {
      case COMPACT -> layout.compact().length;
      case CHUNKED -> ChunkIndex.cheapBytes(file, layout, dataset.space(), boxes.chunkBytes());
      default ->
          layout.address() == Cursor.UNDEFINED
              ? 0
              : dataset.space().elements(file) * dataset.type().size();
    };
  }

  /** The fill value, or where none was set the default that netCDF has for the type. */
  private FillValue beyond(DatasetHeader dataset, Element element) throws IOException {
    DataType type = element.type();
    byte[] fill = dataset.fill();
    if (type == DataType.STRING) {
      return FillValue.of(
          element.isVariableText() && fill.length > 0
              ? Texts.variable(heap, new Cursor(file, fill, 0, fill.length))
              : "");
    }
    if (fill.length > 0) {
      return dataset.numberFill();
    }
    return switch (type) {
      case INT8 -> FillValue.of(-127);
      case INT16 -> FillValue.of(-32767);
      case INT32 -> FillValue.of(-2147483647);
      case INT64 -> FillValue.of(-9223372036854775806L);
      case UINT8, UINT16, UINT32 -> FillValue.of(-1);
      case UINT64 -> FillValue.of(-2);
      case FLOAT32, FLOAT64 -> FillValue.of(type, 0x1.ep+122);
      default -> FillValue.zero();
    };
  }
}
