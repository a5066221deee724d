package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.GroupPath;

/**
 * Finds NetCDF-4's dimensions: HDF5 dimension scales, by reference or by number, and the phony ones
 * that netCDF-C makes up for axes without a scale.
 */
final class DimensionScales {
  private static final String NO_VARIABLE = "This is a netCDF dimension but not a netCDF variable";
  private static final String NOT_COORDINATE = "_nc4_non_coord_";

  private static final class Scale {
    final String name;
    final long group;
    final long address;
    final long id;
    final boolean unlimited;
    long length;

    Scale(String name, long group, long address, long id, boolean unlimited, long length) {
      this.name = name;
      this.group = group;
      this.address = address;
      this.id = id;
      this.unlimited = unlimited;
      this.length = length;
    }
  }

  private final MetadataBytes file;
  private final AttributeDecoder decoder;
  private final List<Scale> scales = new ArrayList<>();
  private final Map<DatasetHeader, Boolean> isScale = new HashMap<>(); // asked several times

  DimensionScales(MetadataBytes file, AttributeDecoder decoder) {
    this.file = file;
    this.decoder = decoder;
  }

  /** Takes the scales among a group's datasets that are not known yet. */
  void addAll(GroupTree.Content group) throws IOException {
    for (DatasetHeader dataset : group.datasets()) {
      long[] shape = dataset.space().shape();
      if (isScale(dataset) && shape.length > 0 && byAddress(dataset.address()).isEmpty()) {
        long[] ids = decoder.integers(dataset.attributes(), "_Netcdf4Dimid");
        scales.add(
            new Scale(
                dataset.name(),
                group.address(),
                dataset.address(),
                ids.length > 0 ? ids[0] : -1,
                dataset.space().unlimited(0),
                shape[0]));
      }
    }
  }

  /** Makes each unlimited dimension as long as the longest variable on it. */
  void grow(List<DatasetHeader> datasets) throws IOException {
    for (DatasetHeader dataset : datasets) {
      if (!isDimensionOnly(dataset)) {
        List<Optional<Scale>> axes = axes(dataset);
        for (int d = 0; d < axes.size(); d++) {
          long length = dataset.space().shape()[d];
          axes.get(d)
              .filter(s -> s.unlimited)
              .ifPresent(s -> s.length = Math.max(s.length, length));
        }
      }
    }
  }

  private boolean isScale(DatasetHeader dataset) throws IOException {
    Boolean known = isScale.get(dataset);
    if (known == null) {
      known = decoder.text(dataset.attributes(), "CLASS").equals("DIMENSION_SCALE");
      isScale.put(dataset, known);
    }
    return known;
  }

  /** Returns whether a dataset stands for a dimension and holds no variable. */
  boolean isDimensionOnly(DatasetHeader dataset) throws IOException {
    return isScale(dataset) && decoder.text(dataset.attributes(), "NAME").startsWith(NO_VARIABLE);
  }

  /**
   * Returns the variable's name: one that shares a name with a dimension is stored under another.
   */
  static String variableName(DatasetHeader dataset) {
    String name = dataset.name();
    return name.startsWith(NOT_COORDINATE) ? name.substring(NOT_COORDINATE.length()) : name;
  }

  /**
   * Returns whether all of a group's dimensions are known without a look at the rest of the file.
   */
  boolean complete(GroupTree.Content group) throws IOException {
    if (scales.stream().anyMatch(s -> s.unlimited)) {
      return false;
    }
    for (DatasetHeader dataset : group.datasets()) {
      if (!isDimensionOnly(dataset) && axes(dataset).stream().anyMatch(Optional::isEmpty)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns dimensions of a variable, slowest first.
   *
   * @param pathOf the path of the group at an address, to be put before the names of the dimensions
   *     that it defines
   */
  List<Dimension> dimensions(
      GroupTree.Content group, DatasetHeader dataset, LongFunction<String> pathOf)
      throws IOException {
    List<Optional<Scale>> axes = axes(dataset);
    List<Scale> used = new ArrayList<>();
    for (int d = 0; d < axes.size(); d++) {
      int axis = d;
      used.add(axes.get(d).orElseGet(() -> phony(group.address(), dataset.space(), axis, used)));
    }
    return used.stream()
        .map(s -> new Dimension(GroupPath.in(pathOf.apply(s.group), s.name), s.length))
        .toList();
  }

  private Scale phony(long group, Dataspace space, int axis, List<Scale> used) {
    long length = space.shape()[axis];
    boolean unlimited = space.unlimited(axis);
    for (Scale scale : scales) {
      if (scale.group == group
          && scale.length == length
          && scale.unlimited == unlimited
          && !used.contains(scale)) {
        return scale;
      }
    }
    Scale made =
        new Scale("phony_dim_" + scales.size(), group, Cursor.UNDEFINED, -1, unlimited, length);
    scales.add(made);
    return made;
  }

  private List<Optional<Scale>> axes(DatasetHeader dataset) throws IOException {
    int rank = dataset.space().shape().length;
    List<Optional<Scale>> axes = new ArrayList<>();
    if (isScale(dataset) && rank == 1) {
      axes.add(byAddress(dataset.address()));
      return axes;
    }
    Optional<long[]> references = decoder.dimensionList(dataset.attributes());
    if (references.isEmpty()) {
      long[] ids = decoder.integers(dataset.attributes(), "_Netcdf4Coordinates");
      if (ids.length == rank && Arrays.stream(ids).allMatch(id -> byId(id).isPresent())) {
        Arrays.stream(ids).forEach(id -> axes.add(byId(id)));
        return axes;
      }
    }
    long[] list = references.orElse(new long[0]);
    for (int d = 0; d < rank; d++) {
      long address = d < list.length ? list[d] : Cursor.UNDEFINED;
      Optional<Scale> scale = byAddress(address);
      axes.add(scale.isEmpty() && address != Cursor.UNDEFINED ? elsewhere(address) : scale);
    }
    return axes;
  }

  private Optional<Scale> byId(long id) {
    List<Scale> same = scales.stream().filter(s -> s.id == id && id >= 0).toList();
    return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
  }

  private Optional<Scale> byAddress(long address) {
    return scales.stream()
        .filter(s -> s.address == address && address != Cursor.UNDEFINED)
        .findFirst();
  }

  /** A scale in a group that is not on the way to ours; its name is in its NAME attribute. */
  private Optional<Scale> elsewhere(long address) throws IOException {
    DatasetHeader dataset = new DatasetHeader(file, "", address, ObjectHeader.read(file, address));
    String name = decoder.text(dataset.attributes(), "NAME");
    if (dataset.space().shape().length == 0 || name.isEmpty() || name.startsWith(NO_VARIABLE)) {
      return Optional.empty();
    }
    Scale scale =
        new Scale(
            name.substring(name.lastIndexOf('/') + 1),
            Cursor.UNDEFINED,
            address,
            -1,
            dataset.space().unlimited(0),
            dataset.space().shape()[0]);
    scales.add(scale);
    return Optional.of(scale);
  }
}
