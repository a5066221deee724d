package org.arcoforge.bake.plandata;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.arcoforge.array.Attributes;
import org.arcoforge.recipe.CustomTransform;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.Transform;
import org.arcoforge.recipe.WherePresent;
import org.arcoforge.recipe.yaml.RecipeValues;
import org.jspecify.annotations.Nullable;

/**
 * Converts transforms to and from plain values in the words of a feedstock, with two additions for
 * what is built in Java: attributes have the types of {@link AttributeData}, and a transform that a
 * recipe class brings along is known by its name and class. No class is ever loaded because a
 * document names it: the transform is taken from a recipe that is there already.
 */
final class TransformData {
  private static final String ATTRIBUTES = "set_attributes";
  private static final String CUSTOM = "custom";
  private static final String CLASS = "class";
  private static final String WHERE = "where";

  /** Tells plans apart; whether a transform is the one that is named, its name says. */
  private static final String STATE = "state";

  private TransformData() {}

  static List<Object> write(List<Transform> transforms) {
    List<Object> data = new ArrayList<>();
    for (Transform transform : transforms) {
      if (transform instanceof Transform.SetAttributes set) {
        data.add(Map.of(ATTRIBUTES, attributes(set)));
      } else if (transform instanceof WherePresent where
          && where.transform() instanceof Transform.SetAttributes set) {
        Map<String, Object> both = new LinkedHashMap<>();
        both.put(ATTRIBUTES, attributes(set));
        both.put(WHERE, "present");
        data.add(both);
      } else if (transform instanceof CustomTransform custom) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put(CUSTOM, custom.name());
        named.put(CLASS, custom.getClass().getName());
        if (custom instanceof Record) {
          named.put(STATE, custom.toString());
        }
        data.add(named);
      } else {
        data.add(RecipeValues.of(transform));
      }
    }
    return data;
  }

  /** Attributes by variable; null for one that is removed. */
  private static Map<String, Map<String, @Nullable Object>> attributes(
      Transform.SetAttributes set) {
    Map<String, Map<String, @Nullable Object>> variables = new TreeMap<>();
    set.set()
        .forEach(
            (variable, attributes) ->
                variables.put(variable, new LinkedHashMap<>(AttributeData.write(attributes))));
    set.removed()
        .forEach(
            (variable, names) ->
                names.forEach(
                    name ->
                        variables
                            .computeIfAbsent(variable, v -> new LinkedHashMap<>())
                            .put(name, null)));
    return variables;
  }

  /**
   * Returns the transforms of a list.
   *
   * @param known recipes whose own transforms these may be, in the order of preference
   */
  static List<Transform> read(Members in, String key, List<Recipe> known) {
    List<?> items = in.has(key) ? in.list(key) : List.of();
    Iterator<CustomTransform> customs = customs(items, known).iterator();
    List<Transform> transforms = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (isCustom(items.get(i))) {
        transforms.add(customs.next());
      } else if (items.get(i) instanceof Map<?, ?> map && map.containsKey(ATTRIBUTES)) {
        String place = in.place(key) + "/" + i;
        Transform set = attributes(new Members(map, place).members(ATTRIBUTES));
        transforms.add(map.containsKey(WHERE) ? new WherePresent(set) : set);
      } else {
        transforms.add(RecipeValues.transform(items.get(i)));
      }
    }
    return transforms;
  }

  private static Transform attributes(Members in) {
    Map<String, Attributes> set = new LinkedHashMap<>();
    Map<String, List<String>> removed = new LinkedHashMap<>();
    for (String variable : in.keys()) {
      Members edits = in.members(variable);
      Map<Object, Object> kept = new LinkedHashMap<>();
      List<String> gone = new ArrayList<>();
      for (String name : edits.keys()) {
        if (edits.has(name)) {
          kept.put(name, edits.value(name));
        } else {
          gone.add(name);
        }
      }
      if (!kept.isEmpty()) {
        set.put(variable, AttributeData.read(new Members(kept, in.place(variable))));
      }
      if (!gone.isEmpty()) {
        removed.put(variable, gone);
      }
    }
    return new Transform.SetAttributes(set, removed);
  }

  private static boolean isCustom(Object item) {
    return item instanceof Map<?, ?> map && map.get(CUSTOM) != null;
  }

  /** The transforms of a recipe that has just those that are named, in their order. */
  private static List<CustomTransform> customs(List<?> items, List<Recipe> known) {
    List<?> named = items.stream().filter(TransformData::isCustom).toList();
    if (named.isEmpty()) {
      return List.of();
    }
    for (Recipe recipe : known) {
      List<CustomTransform> customs =
          recipe.transforms().stream()
              .filter(CustomTransform.class::isInstance)
              .map(CustomTransform.class::cast)
              .toList();
      List<Object> theirs = write(List.copyOf(customs));
      if (theirs.size() == named.size() && isAlike(theirs, named)) {
        return customs;
      }
    }
    throw new IllegalArgumentException(
        "no recipe class that is installed has the transforms "
            + named
            + "; install the jar of the recipe, in the version that the plan was made with");
  }

  private static boolean isAlike(List<Object> ours, List<?> named) {
    for (int i = 0; i < ours.size(); i++) {
      Map<?, ?> one = (Map<?, ?>) ours.get(i);
      Map<?, ?> other = (Map<?, ?>) named.get(i);
      if (!Objects.equals(one.get(CUSTOM), other.get(CUSTOM))
          || !Objects.equals(one.get(CLASS), other.get(CLASS))) {
        return false;
      }
    }
    return true;
  }
}
