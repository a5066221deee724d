package org.arcoforge.stac;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Statistics;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;

/**
 * Writes {@code cube:variables} of the datacube extension 2.3.0: every array but the coordinate
 * variables of dimensions. {@code shape}, {@code chunks}, {@code shards} (elements) and {@code
 * attrs} are added, so that a data set's repr needs no look at the data.
 */
final class CubeVariables {
  private static final List<String> REFERENCES =
      List.of(
          "coordinates", "bounds", "climatology", "grid_mapping", "cell_measures", "formula_terms");
  private static final Pattern WORDS = Pattern.compile("[\\s:]+");

  private CubeVariables() {}

  static ObjectNode of(PublishedStore store) {
    Set<String> auxiliary = auxiliary(store);
    ObjectNode all = Json.object();
    for (ArrayLayout array : store.layout().arrays()) {
      Variable variable = array.variable();
      if (!CubeDimensions.describes(variable)) {
        ObjectNode one = all.putObject(variable.name());
        one.set("dimensions", Json.texts(variable.dimensionNames()));
        one.put("type", auxiliary.contains(variable.name()) ? "auxiliary" : "data");
        describe(one, variable.attributes());
        if (array.fillIsMissing() && array.variable().type().isNumeric()) {
          one.set("nodata", Json.number(array.fill().block(variable.type()).doubleAt(0)));
        }
        storage(one, array);
        Statistics statistics = store.statistics().get(variable.name());
        if (statistics != null) {
          one.set("statistics", statistics(statistics));
        }
      }
    }
    return all;
  }

  private static void describe(ObjectNode one, Attributes attributes) {
    attributes
        .text("long_name")
        .or(() -> attributes.text("standard_name"))
        .ifPresent(text -> one.put("description", text));
    attributes.text("units").ifPresent(text -> one.put("unit", text));
  }

  /** Coordinates and what other variables name in their attributes. */
  private static Set<String> auxiliary(PublishedStore store) {
    Set<String> names = new HashSet<>(store.coordinates().keySet());
    for (ArrayLayout array : store.layout().arrays()) {
      String path = array.variable().name();
      String group = GroupPath.group(path);
      for (String attribute : REFERENCES) {
        array
            .variable()
            .attributes()
            .text(attribute)
            .ifPresent(
                text ->
                    WORDS
                        .splitAsStream(text)
                        .forEach(word -> names.add(nearest(store.layout(), group, word))));
      }
    }
    return names;
  }

  /** The path of the array that an attribute in a group names (CF 1.8, section 2.7). */
  private static String nearest(StoreLayout layout, String group, String word) {
    if (word.startsWith("/")) {
      return word.substring(1);
    }
    return GroupPath.upwards(group).stream()
        .map(at -> GroupPath.in(at, word))
        .filter(path -> layout.array(path).isPresent())
        .findFirst()
        .orElse(word);
  }

  /** Puts type, shapes and attributes, of a variable or of a dimension's coordinate variable. */
  static void storage(ObjectNode node, ArrayLayout array) {
    DataType type = array.variable().type();
    if (type == DataType.BOOL || type == DataType.STRING) {
      // STAC's list of types has neither.
      node.put("data_type", "other").put("arco:data_type", type.id());
    } else {
      node.put("data_type", type.id());
    }
    List<Long> shape = Arrays.stream(array.variable().shape()).boxed().toList();
    node.set("shape", Json.lengths(shape));
    node.set("chunks", Json.lengths(array.chunk()));
    if (!array.shard().isEmpty()) {
      node.set("shards", Json.lengths(array.shard()));
    }
    node.set("attrs", Json.attributes(array.variable().attributes()));
  }

  /** The {@code statistics} of STAC's common metadata, and what they leave out. */
  private static ObjectNode statistics(Statistics s) {
    ObjectNode node = Json.object();
    Map<String, Double> numbers = Map.of("minimum", s.min(), "maximum", s.max(), "mean", s.mean());
    for (String name : List.of("minimum", "maximum", "mean")) {
      double number = numbers.getOrDefault(name, Double.NaN);
      if (Double.isFinite(number)) {
        node.set(name, Json.number(number));
      }
    }
    long all = s.count() + s.missing();
    node.put("count", all);
    if (all > 0) {
      node.set("valid_percent", Json.number(100.0 * s.count() / all));
    }
    return node.put("arco:missing", s.missing());
  }
}
