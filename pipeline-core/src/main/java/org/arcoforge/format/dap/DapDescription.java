package org.arcoforge.format.dap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Variable;

/**
 * Describes the variables of a DDS with the attributes of a DAS, as netCDF-C shows them: the array
 * of a grid under the grid's name and its maps as variables of their own, members of structures as
 * {@code a.b}, dimensions without a name as {@code variable_0}. Other than there, unsigned types
 * stay unsigned, and texts have their whole length.
 */
final class DapDescription {
  private final DasTable das;
  private final boolean projected;
  private final Map<String, DapVariable> variables = new LinkedHashMap<>();
  private final Map<String, String> unsupported = new LinkedHashMap<>();
  private final Map<String, Long> dimensions = new HashMap<>();
  private final Map<String, AttributeValue> global = new LinkedHashMap<>();

  /**
   * Describes the variables of a DDS with the attributes of a DAS.
   *
   * @param projected whether the DDS has only some of the variables, and the DAS all
   */
  DapDescription(DdsNode dds, DasTable das, boolean projected) {
    this.das = das;
    this.projected = projected;
    // Coordinates first: they say how long the dimensions are.
    for (DdsNode node : dds.members()) {
      if (node.kind() == DdsNode.Kind.ATOMIC) {
        add(node.name(), node.name(), node, das.tables().get(node.name()));
      }
    }
    for (DdsNode node : dds.members()) {
      if (node.kind() != DdsNode.Kind.ATOMIC) {
        compound("", node, das);
      }
    }
    globals();
  }

  /** Returns the variables by name. */
  Map<String, DapVariable> variables() {
    return variables;
  }

  Map<String, String> unsupported() {
    return unsupported;
  }

  Attributes attributes() {
    return Attributes.of(global);
  }

  private void compound(String prefix, DdsNode node, DasTable around) {
    String path = prefix + node.name();
    DasTable own = around.tables().getOrDefault(node.name(), new DasTable());
    if (!node.dims().isEmpty() || node.kind() == DdsNode.Kind.SEQUENCE) {
      String what =
          node.kind() == DdsNode.Kind.SEQUENCE
              ? "is a sequence, which has no shape"
              : "is an array of structures";
      refuse(DdsParser.name(path), what);
    } else if (node.kind() == DdsNode.Kind.GRID) {
      grid(prefix, node, own);
    } else {
      for (DdsNode member : node.members()) {
        if (member.kind() == DdsNode.Kind.ATOMIC) {
          DasTable table = own.tables().get(member.name());
          table = table == null ? das.tables().get(path + "." + member.name()) : table;
          add(path + "." + member.name(), path + "." + member.name(), member, table);
        } else {
          compound(path + ".", member, own);
        }
      }
    }
  }

  private void grid(String prefix, DdsNode grid, DasTable own) {
    if (grid.members().isEmpty()) {
      refuse(DdsParser.name(prefix + grid.name()), "is a grid without an array");
      return;
    }
    String path = prefix + grid.name() + ".";
    DdsNode array = grid.members().get(0);
    for (DdsNode map : grid.members().subList(1, grid.members().size())) {
      DasTable table = das.tables().getOrDefault(map.name(), own.tables().get(map.name()));
      add(prefix + map.name(), path + map.name(), map, table);
    }
    DasTable merged = new DasTable(new LinkedHashMap<>(own.values()), Map.of());
    DasTable inner = own.tables().get(array.name());
    if (inner != null) { // libdap puts them there
      merged.values().putAll(inner.values());
    }
    add(prefix + grid.name(), path + array.name(), array, merged);
  }

  private void add(
      String rawName, String path, DdsNode node, @org.jspecify.annotations.Nullable DasTable own) {
    String name = DdsParser.name(rawName);
    DapType type = java.util.Objects.requireNonNull(node.type());
    List<Dimension> dims = new ArrayList<>();
    for (int d = 0; d < node.dims().size(); d++) {
      DdsNode.DdsDim dim = node.dims().get(d);
      dims.add(new Dimension(dim.name().isEmpty() ? name + "_" + d : dim.name(), dim.length()));
    }
    DapVariable known = variables.get(name);
    if (known != null && known.variable().dimensions().equals(dims)) {
      return; // the map of several grids, or of one whose coordinate is declared, too
    }
    for (Dimension dim : dims) {
      long length = dimensions.getOrDefault(dim.name(), dim.length());
      if (length != dim.length() || known != null) {
        refuse(
            name,
            "has " + dim.length() + " elements along '" + dim.name() + "', others have " + length);
        return;
      }
    }
    dims.forEach(dim -> dimensions.put(dim.name(), dim.length()));
    Map<String, AttributeValue> values = new LinkedHashMap<>(own == null ? Map.of() : own.values());
    DataType element = element(type, values);
    AttributeValue fill = values.get("_FillValue");
    if (fill != null) {
      AttributeValue typed = DapFillValues.of(fill, element);
      if (typed == null) {
        refuse(name, "is of type " + element.id() + ", but its _FillValue is " + fill.values());
        return;
      }
      values.put("_FillValue", typed);
    }
    if (element == DataType.STRING) {
      values.remove("_FillValue");
      values.remove("_Encoding"); // used up in decoding
    }
    variables.put(
        name,
        new DapVariable(path, type, new Variable(name, element, dims, Attributes.of(values))));
  }

  /**
   * DAP's bytes are unsigned, netCDF's were not: servers tell by an attribute, or by others that
   * are negative.
   */
  private static DataType element(DapType type, Map<String, AttributeValue> values) {
    if (type != DapType.BYTE) {
      return type.type();
    }
    AttributeValue unsigned = values.remove("_Unsigned");
    boolean signed =
        unsigned != null && unsigned.isText() && unsigned.text().equalsIgnoreCase("false");
    boolean negative = values.values().stream().anyMatch(v -> v.type() == DataType.INT8);
    return signed || negative ? DataType.INT8 : DataType.UINT8;
  }

  private void refuse(String name, String why) {
    unsupported.put(
        name,
        "variable '"
            + name
            + "' "
            + why
            + ", which is not read; leave it out with `transforms: [{drop: ["
            + name
            + "]}]`");
  }

  /** The attributes of the data set, and those whose container is no variable. */
  private void globals() {
    das.values().forEach(global::put);
    das.tables()
        .forEach(
            (name, table) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (lower.endsWith("global")) {
                global.putAll(table.values());
                flatten(name + ".", table.tables());
              } else if (!lower.startsWith("dods") && !projected) {
                nested(name, table);
              }
            });
  }

  /** What is in a variable's container and belongs to no variable, under its whole path. */
  private void nested(String path, DasTable table) {
    if (!isVariable(path)) {
      table.values().forEach((name, value) -> global.put(path + "." + name, value));
    }
    table
        .tables()
        .forEach(
            (name, inner) -> {
              boolean ofGrid = isVariable(path) && isMember(path, name);
              if (!ofGrid && !isVariable(path + "." + name)) {
                nested(path + "." + name, inner);
              }
            });
  }

  private boolean isVariable(String path) {
    return variables.containsKey(DdsParser.name(path))
        || unsupported.containsKey(DdsParser.name(path));
  }

  /** Whether a grid's container has one for its array or for a map. */
  private boolean isMember(String path, String name) {
    DapVariable v = variables.get(DdsParser.name(path));
    return v != null
        && v.path().contains(".")
        && (v.path().endsWith("." + name) || v.variable().axis(DdsParser.name(name)) >= 0);
  }

  private void flatten(String prefix, Map<String, DasTable> tables) {
    tables.forEach(
        (name, table) -> {
          table.values().forEach((key, value) -> global.put(prefix + name + "." + key, value));
          flatten(prefix + name + ".", table.tables());
        });
  }
}
