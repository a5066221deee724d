package org.arcoforge.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.StoreLayout;

/**
 * A store comparison holds what an item says of a store against the store's own metadata: names,
 * dimensions, shapes, chunks, shards, types and attributes of all arrays. Values are not read.
 */
final class StoreComparison {
  private final RuleSubject s;
  private final StoreLayout layout;

  StoreComparison(RuleSubject s, StoreLayout layout) {
    this.s = s;
    this.layout = layout;
  }

  /** The rules, by the way in which an item may differ from its store. */
  static List<CatalogRule> rules() {
    return List.of(
        rule("store.open", "the store can be opened"),
        rule("store.format", "the item's zarr:zarr_format is that of the store"),
        rule("store.arrays", "the item tells of exactly the arrays that the store has"),
        rule("store.dimensions", "dimensions of variables are those of the store"),
        rule("store.shape", "shapes are those of the store"),
        rule("store.chunks", "chunks and shards are those of the store"),
        rule("store.type", "data types are those of the store"),
        rule("store.attributes", "attributes are those of the store"),
        new CatalogRule(
            "store.reached",
            RuleSeverity.ERROR,
            "the store's metadata can be read at the address in the item",
            "see whether the address is public, and what the server says; 'arco catalog build"
                + " --public-url' writes another",
            RuleSubject::isItem,
            subject -> {}));
  }

  private static CatalogRule rule(String id, String holds) {
    return new CatalogRule(
        id, RuleSeverity.ERROR, holds, CatalogRule.BAKE, RuleSubject::isItem, subject -> {});
  }

  /** Returns what differs, by rule. */
  Map<String, List<RuleSubject.Told>> differences() {
    Map<String, List<RuleSubject.Told>> all = new TreeMap<>();
    int format = s.zarr().path("zarr:zarr_format").asInt();
    if (format != layout.zarrFormat()) {
      tell(all, "store.format", "/assets/zarr/zarr:zarr_format", layout.zarrFormat(), format);
    }
    Map<String, JsonNode> described = new TreeMap<>();
    RuleSubject.each(s.variables(), described::put);
    RuleSubject.each(
        s.dimensions(),
        (name, d) -> {
          if (d.has("data_type")) {
            described.put(name, d);
          }
        });
    Set<String> names = new TreeSet<>();
    layout.arrays().forEach(a -> names.add(a.variable().name()));
    if (!names.equals(described.keySet())) {
      tell(all, "store.arrays", "/properties/cube:variables", names, described.keySet());
    }
    for (ArrayLayout array : layout.arrays()) {
      JsonNode node = described.get(array.variable().name());
      if (node != null) {
        compare(all, array, node);
      }
    }
    return all;
  }

  private void compare(Map<String, List<RuleSubject.Told>> all, ArrayLayout array, JsonNode node) {
    String name = array.variable().name();
    String at =
        RuleSubject.pointer(
            "properties", s.variables().has(name) ? "cube:variables" : "cube:dimensions", name);
    if (node.has("dimensions")) {
      List<String> found = new ArrayList<>();
      node.path("dimensions").forEach(d -> found.add(d.asText()));
      same(all, "store.dimensions", at + "/dimensions", array.variable().dimensionNames(), found);
    }
    List<Long> shape = Arrays.stream(array.variable().shape()).boxed().toList();
    same(all, "store.shape", at + "/shape", shape, lengths(node.path("shape")));
    same(all, "store.chunks", at + "/chunks", array.chunk(), lengths(node.path("chunks")));
    same(all, "store.chunks", at + "/shards", array.shard(), lengths(node.path("shards")));
    String type = node.path("arco:data_type").asText(node.path("data_type").asText());
    same(all, "store.type", at + "/data_type", array.variable().type().id(), type);
    attributes(all, at + "/attrs", array.variable().attributes(), node.path("attrs"));
  }

  private static List<Long> lengths(JsonNode node) {
    List<Long> all = new ArrayList<>();
    node.forEach(n -> all.add(n.asLong()));
    return all;
  }

  private static void attributes(
      Map<String, List<RuleSubject.Told>> all, String at, Attributes own, JsonNode node) {
    Set<String> names = new TreeSet<>(own.asMap().keySet());
    node.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      AttributeValue value = own.asMap().get(name);
      JsonNode found = node.path(name);
      if (value == null || !isSame(value, found)) {
        tell(
            all,
            "store.attributes",
            at + RuleSubject.pointer(name),
            value == null ? "no such attribute" : value.values(),
            found.isMissingNode() ? "nothing" : found);
      }
    }
  }

  /** JSON cannot tell types of numbers apart: values are compared, not types. */
  private static boolean isSame(AttributeValue value, JsonNode found) {
    int size = value.values().size();
    if (size != 1 && found.size() != size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      Object one = value.values().get(i);
      JsonNode other = (size == 1 && !found.isArray()) ? found : found.path(i);
      boolean same =
          (one instanceof String || one instanceof Boolean)
              ? String.valueOf(one).equals(other.asText())
              : number(value.doubleAt(i), other);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean number(double own, JsonNode found) {
    if (!Double.isFinite(own)) {
      return found.isTextual(); // JSON has no such numbers
    }
    double other = found.asDouble(Double.NaN);
    return own == other || (float) own == (float) other;
  }

  private static void same(
      Map<String, List<RuleSubject.Told>> all,
      String rule,
      String at,
      Object expected,
      Object found) {
    if (!expected.equals(found)) {
      tell(all, rule, at, expected, found);
    }
  }

  private static void tell(
      Map<String, List<RuleSubject.Told>> all,
      String rule,
      String at,
      Object expected,
      Object found) {
    all.computeIfAbsent(rule, r -> new ArrayList<>())
        .add(
            new RuleSubject.Told(
                at, String.valueOf(expected) + ", as the store has it", String.valueOf(found)));
  }
}
