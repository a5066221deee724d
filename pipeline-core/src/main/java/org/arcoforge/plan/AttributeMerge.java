package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.recipe.Policies.AttributePolicy;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of many files as one, by the recipe's policy; files must be added in the order of
 * their positions.
 */
final class AttributeMerge {
  private final AttributePolicy policy;
  private final String what;
  private final Function<SourceRecord, String> label;
  private final Map<String, Seen> seen = new LinkedHashMap<>();
  private boolean any;

  /** All values of one attribute, in the order of their first files. */
  private static final class Seen {
    final Set<AttributeValue> values = new LinkedHashSet<>();
    @Nullable SourceRecord first;
  }

  /** {@code owner} is the variable's name, or empty for global attributes; for messages. */
  AttributeMerge(AttributePolicy policy, String owner, Function<SourceRecord, String> label) {
    this.policy = policy;
    this.what = owner.isEmpty() ? "global attribute '" : "variable '" + owner + "': attribute '";
    this.label = label;
  }

  private AttributeMerge(
      String what, Function<SourceRecord, String> label, AttributePolicy policy) {
    this.policy = policy;
    this.what = what;
    this.label = label;
  }

  /** For attributes of the group at a path. */
  static AttributeMerge ofGroup(
      AttributePolicy policy, String path, Function<SourceRecord, String> label) {
    return new AttributeMerge("group '" + path + "': attribute '", label, policy);
  }

  void add(Attributes attributes, SourceRecord record) {
    if (policy == AttributePolicy.FIRST && any) {
      return;
    }
    any = true;
    for (Map.Entry<String, AttributeValue> e : attributes.asMap().entrySet()) {
      Seen s = seen.computeIfAbsent(e.getKey(), k -> new Seen());
      if (s.values.isEmpty()) {
        s.first = record;
      }
      boolean isNew =
          (policy == AttributePolicy.LIST || s.values.size() < 2) && s.values.add(e.getValue());
      if (isNew && s.values.size() > 1 && policy == AttributePolicy.ERROR) {
        throw PlanException.sources(
            what
                + e.getKey()
                + "' differs: "
                + s.values.iterator().next().values()
                + " in "
                + label.apply(Objects.requireNonNull(s.first))
                + ", "
                + e.getValue().values()
                + " in "
                + label.apply(record)
                + "; write policies: {attributes: drop_conflicts}, {attributes: first} or {attributes: list}");
      }
    }
  }

  Attributes merged() {
    Map<String, AttributeValue> merged = new LinkedHashMap<>();
    seen.forEach(
        (name, s) -> {
          if (s.values.size() == 1) {
            merged.put(name, s.values.iterator().next());
          } else if (policy == AttributePolicy.LIST) {
            merged.put(name, list(s.values));
          }
        });
    return Attributes.of(merged);
  }

  private static AttributeValue list(Set<AttributeValue> values) {
    Set<DataType> types = new LinkedHashSet<>();
    values.forEach(v -> types.add(v.type()));
    List<Object> all = new ArrayList<>();
    for (AttributeValue v : values) {
      if (types.size() == 1) {
        all.addAll(v.values());
      } else {
        v.values().forEach(x -> all.add(x.toString()));
      }
    }
    return new AttributeValue(types.size() == 1 ? types.iterator().next() : DataType.STRING, all);
  }
}
