package org.arcoforge.bake.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.DataType;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfReferences;
import org.arcoforge.cf.DescribedGroups;
import org.arcoforge.quality.CoordinateValues;
import org.arcoforge.quality.VariableGrid;
import org.arcoforge.quality.draw.QualityPictures;

/**
 * The reported variables of a store are its data, with the grids of those that are numbers.
 *
 * @param data arrays that are neither coordinates nor belong to other variables
 * @param grids of the numbers among them, by name
 */
record ReportedVariables(List<ArrayLayout> data, Map<String, VariableGrid> grids) {
  /** Coordinates of more values are not read. */
  private static final long COORDINATE_VALUES = 4L << 20;

  /**
   * Returns those of a store.
   *
   * @param coordinates which may have more variables than {@link #coordinates} names
   */
  static ReportedVariables of(StoreLayout layout, CoordinateValues coordinates) {
    Set<String> nonData = nonData(layout);
    CoordinateValues read = new CoordinateValues();
    for (ArrayLayout array : coordinates(layout, nonData)) {
      Variable v = array.variable();
      double[] numbers = coordinates.numbers(v.name());
      if (numbers != null) {
        read.put(v, numbers);
      }
    }
    List<ArrayLayout> data = new ArrayList<>();
    Map<String, VariableGrid> grids = new LinkedHashMap<>();
    for (ArrayLayout array : layout.arrays()) {
      Variable v = array.variable();
      if (!nonData.contains(v.name())) {
        data.add(array);
        if (v.type().isNumeric() && v.type() != DataType.BOOL) {
          grids.put(v.name(), VariableGrid.of(v, read));
        }
      }
    }
    return new ReportedVariables(data, grids);
  }

  /** Returns the coordinates and bounds that a report reads. */
  static List<ArrayLayout> coordinates(StoreLayout layout) {
    return coordinates(layout, nonData(layout));
  }

  private static List<ArrayLayout> coordinates(StoreLayout layout, Set<String> nonData) {
    return layout.arrays().stream()
        .filter(
            array -> {
              Variable v = array.variable();
              return nonData.contains(v.name())
                  && v.type().isNumeric()
                  && v.rank() >= 1
                  && v.rank() <= 2
                  && v.elements() <= COORDINATE_VALUES;
            })
        .toList();
  }

  private static Set<String> nonData(StoreLayout layout) {
    Map<String, Variable> variables = new LinkedHashMap<>();
    for (ArrayLayout array : layout.arrays()) {
      Variable v = array.variable();
      variables.put(v.name(), v);
    }
    return CfReferences.nonData(
        new DescribedGroups(variables, layout.attributes(), layout.groups()));
  }

  /** Returns the place of the time axis of each variable of numbers, or -1. */
  Map<String, Integer> timeAxes() {
    Map<String, Integer> axes = new LinkedHashMap<>();
    grids.forEach((name, grid) -> axes.put(name, grid.time()));
    return axes;
  }

  /** Returns how many variables are read, a variable among them; 0 if it is not. */
  int readWith(String name) {
    int read = Math.min(grids.size(), QualityPictures.MOST_VARIABLES);
    int place = new ArrayList<>(grids.keySet()).indexOf(name);
    return place >= 0 && place < read ? read : 0;
  }
}
