package org.arcoforge.format.cdm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Variable;
import org.arcoforge.format.CharText;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.Slabs;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;
import ucar.nc2.Attribute;
import ucar.nc2.Group;
import ucar.nc2.NetcdfFile;

/** Describes what netcdf-java sees in a file. */
final class CdmDescription {
  // What the library adds, or what is said by the type.
  private static final Set<String> MACHINERY = Set.of("_ChunkSizes", "_ChunkSize", "_Unsigned");

  private final String url;
  private final NetcdfFile file;
  private final String group;

  CdmDescription(String url, NetcdfFile file, String group) {
    this.url = url;
    this.file = file;
    this.group = group;
  }

  /** Describes, and adds each variable under its name to {@code found}. */
  SourceDescription describe(Map<String, ucar.nc2.Variable> found) throws FormatException {
    boolean tree = group.equals("**");
    Group root = root(tree);
    List<SourceVariable> variables = new ArrayList<>();
    Map<String, Attributes> groups = new LinkedHashMap<>();
    add(root, "", tree, variables, found, groups);
    String format = file.getFileTypeId().toLowerCase(java.util.Locale.ROOT);
    return new SourceDescription(
        format, variables, attributes(root.getAttributes()), Map.of(), groups);
  }

  private Group root(boolean tree) throws FormatException {
    if (tree || group.isEmpty() || group.equals("/")) {
      return file.getRootGroup();
    }
    Group g = file.getRootGroup();
    for (String name : group.split("/", -1)) {
      Group inner = name.isEmpty() ? g : g.findGroup(name);
      if (inner == null) {
        List<String> names = new ArrayList<>();
        g.getGroups().forEach(x -> names.add(x.getShortName()));
        throw FormatException.unsupported(
            url, "there is no group '" + group + "'; at '" + name + "' there are " + names);
      }
      g = inner;
    }
    return g;
  }

  private void add(
      Group g,
      String prefix,
      boolean tree,
      List<SourceVariable> variables,
      Map<String, ucar.nc2.Variable> found,
      Map<String, Attributes> groups)
      throws FormatException {
    for (ucar.nc2.Variable v : g.getVariables()) {
      String name = prefix + v.getShortName();
      variables.add(variable(name, v, tree));
      found.put(name, v);
    }
    if (tree) {
      for (Group inner : g.getGroups()) {
        String path = prefix + inner.getShortName();
        groups.put(path, attributes(inner.getAttributes()));
        add(inner, path + "/", true, variables, found, groups);
      }
    }
  }

  private SourceVariable variable(String name, ucar.nc2.Variable v, boolean tree)
      throws FormatException {
    DataType type = CdmValues.type(v.getDataType(), v.isUnsigned());
    if (type == null || v.isVariableLength()) {
      throw FormatException.unsupported(
          url,
          "variable "
              + name
              + " is of type "
              + v.getDataType()
              + (v.isVariableLength() ? " of varying length" : "")
              + ", which a Zarr store cannot hold");
    }
    List<Dimension> dims = new ArrayList<>();
    boolean chars = v.getDataType() == ucar.ma2.DataType.CHAR;
    int rank = v.getRank() - (CdmValues.joins(v) ? 1 : 0);
    for (int d = 0; d < rank; d++) {
      dims.add(new Dimension(dimension(name, v, d, tree), v.getShape(d)));
    }
    Attributes attributes = attributes(v.getAttributes());
    if (chars) {
      attributes = CharText.attributes(attributes);
    }
    long[] shape = dims.stream().mapToLong(Dimension::length).toArray();
    List<Long> chunk = Arrays.stream(Slabs.of(shape, v.getElementSize())).boxed().toList();
    return new SourceVariable(new Variable(name, type, dims, attributes), chunk, List.of(), -1);
  }

  /** In a tree the path of the group that defines it is put before a dimension's name. */
  private static String dimension(String name, ucar.nc2.Variable v, int d, boolean tree) {
    ucar.nc2.Dimension dim = v.getDimension(d);
    if (dim.getShortName() == null) {
      return name + "_dim" + d;
    }
    Group group = tree ? dim.getGroup() : null;
    StringBuilder path = new StringBuilder(dim.getShortName());
    for (; group != null && group.getParentGroup() != null; group = group.getParentGroup()) {
      path.insert(0, group.getShortName() + "/");
    }
    return path.toString();
  }

  private static Attributes attributes(List<Attribute> list) {
    Map<String, AttributeValue> values = new LinkedHashMap<>();
    for (Attribute a : list) {
      AttributeValue value = MACHINERY.contains(a.getShortName()) ? null : CdmValues.value(a);
      if (value != null) {
        values.put(a.getShortName(), value);
      }
    }
    return Attributes.of(values);
  }
}
