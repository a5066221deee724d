package org.arcoforge.plan.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.cf.TypePromotion;
import org.arcoforge.cf.UnitConversion;
import org.arcoforge.recipe.Policies.AttributePolicy;
import org.arcoforge.recipe.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Merges the attributes of many files by the recipe's policy; files must be added in the order of
 * their positions.
 */
final class AttributeMerge {
  private static final Set<String> MEANING =
      Set.of("units", "flag_values", "flag_masks", "flag_meanings");

  private final AttributePolicy policy;
  private final String owner;
  private final String what;
  private final boolean ofVariable;
  private final Function<SourceRecord, String> label;
  private final Map<String, Seen> seen = new LinkedHashMap<>();
  private boolean any;

  /** This holds all values of one attribute, in the order of their first files. */
  private static final class Seen {
    final Map<List<Object>, AttributeValue> values = new LinkedHashMap<>();
    @Nullable SourceRecord first;
    @Nullable AttributeValue last;
  }

  /**
   * Makes a merge, where {@code owner} is the variable's name, or empty for global attributes; for
   * messages.
   */
  AttributeMerge(AttributePolicy policy, String owner, Function<SourceRecord, String> label) {
    this(
        policy,
        owner,
        owner.isEmpty() ? "global attribute '" : "variable '" + owner + "': attribute '",
        !owner.isEmpty(),
        label);
  }

  private AttributeMerge(
      AttributePolicy policy,
      String owner,
      String what,
      boolean ofVariable,
      Function<SourceRecord, String> label) {
    this.policy = policy;
    this.owner = owner;
    this.what = what;
    this.ofVariable = ofVariable;
    this.label = label;
  }

  /** Returns a merge for attributes of the group at a path. */
  static AttributeMerge ofGroup(
      AttributePolicy policy, String path, Function<SourceRecord, String> label) {
    return new AttributeMerge(policy, "", "group '" + path + "': attribute '", false, label);
  }

  @SuppressWarnings("ReferenceEquality") // quick for shared values; others are compared below
  void add(Attributes attributes, SourceRecord record) {
    if (policy == AttributePolicy.FIRST && any) {
      return;
    }
    any = true;
    for (Map.Entry<String, AttributeValue> e : attributes.asMap().entrySet()) {
      Seen s = seen.computeIfAbsent(e.getKey(), k -> new Seen());
      if (s.last == e.getValue()) { // files mostly share them
        continue;
      }
      s.last = e.getValue();
      if (s.values.isEmpty()) {
        s.first = record;
      }
      boolean isNew =
          (policy == AttributePolicy.LIST || s.values.size() < 2)
              && s.values.putIfAbsent(key(e.getValue()), e.getValue()) == null;
      if (!isNew || s.values.size() == 1) {
        continue;
      }
      if (policy == AttributePolicy.ERROR) {
        throw differs(
            e,
            s,
            record,
            "policies: {attributes: drop_conflicts}, {attributes: first} or {attributes: list}");
      } else if (policy == AttributePolicy.DROP_CONFLICTS && tellsMeaning(e.getKey())) {
        throw differs(
            e,
            s,
            record,
            converting(e, s)
                + "policies: {attributes: first} if the numbers mean the same in all files, or"
                + " transforms: [{drop: ["
                + owner
                + "]}], or leave the file to a recipe of its own");
      }
    }
  }

  /** What makes other units those of the first file, if they measure the same; else nothing. */
  private String converting(Map.Entry<String, AttributeValue> e, Seen s) {
    AttributeValue first = s.values.values().iterator().next();
    if (!e.getKey().equals("units") || !isText(first) || !isText(e.getValue())) {
      return "";
    }
    String units = first.values().get(0).toString();
    try {
      UnitConversion.between(e.getValue().values().get(0).toString(), units);
    } catch (IllegalArgumentException none) {
      return "";
    }
    return "transforms: [{convert_units: {"
        + owner
        + ": "
        + AdvisedText.quoted(units)
        + "}}] to convert what differs, ";
  }

  private static boolean isText(AttributeValue value) {
    return value.type() == DataType.STRING && value.values().size() == 1;
  }

  /** Whether equal numbers mean something else where it differs. */
  private boolean tellsMeaning(String key) {
    return ofVariable && MEANING.contains(key);
  }

  private RefusedException differs(
      Map.Entry<String, AttributeValue> e, Seen s, SourceRecord record, String wanted) {
    return RefusedException.sources(
        what
            + e.getKey()
            + "' differs: "
            + s.values.values().iterator().next().values()
            + " in "
            + label.apply(Objects.requireNonNull(s.first))
            + ", "
            + e.getValue().values()
            + " in "
            + label.apply(record)
            + "; write "
            + wanted);
  }

  /** Equal for texts that differ in blanks only, and for equal numbers of any type. */
  private static List<Object> key(AttributeValue value) {
    List<Object> key = new ArrayList<>();
    for (int i = 0; i < value.values().size(); i++) {
      Object v = value.values().get(i);
      boolean wide = v instanceof Long n && (n > 1L << 53 || n < -(1L << 53));
      key.add(
          v instanceof String text
              ? text.strip().replaceAll("\\s+", " ")
              : v instanceof Boolean || wide ? v : (Object) (value.doubleAt(i) + 0.0));
    }
    return key;
  }

  Attributes merged() {
    Map<String, AttributeValue> merged = new LinkedHashMap<>();
    seen.forEach(
        (name, s) -> {
          if (s.values.size() == 1) {
            merged.put(name, s.values.values().iterator().next());
          } else if (policy == AttributePolicy.LIST) {
            merged.put(name, list(s.values.values()));
          }
        });
    return Attributes.of(merged);
  }

  /** All of them: of one type where there is one that holds each exactly, else as texts. */
  private static AttributeValue list(Collection<AttributeValue> values) {
    List<Object> all = new ArrayList<>();
    DataType common = values.iterator().next().type();
    for (AttributeValue v : values) {
      common = common == null ? null : TypePromotion.of(common, v.type());
    }
    for (AttributeValue v : values) {
      for (int i = 0; i < v.values().size() && common != null; i++) {
        Object value = v.values().get(i);
        boolean widens = common.isFloat() && value instanceof Long;
        all.add(widens ? (Object) v.doubleAt(i) : value);
        common = widens && !isExact((Long) value) ? null : common;
      }
    }
    if (common != null) {
      return new AttributeValue(common, all);
    }
    List<Object> texts = new ArrayList<>();
    values.forEach(v -> v.values().forEach(x -> texts.add(x.toString())));
    return new AttributeValue(DataType.STRING, texts);
  }

  private static boolean isExact(long number) {
    return Math.abs(number) <= 1L << 53;
  }
}
