package org.arcoforge.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.GroupPath;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.FileView;

/** Applies transforms to the groups of a tree, which they may name like variables. */
final class GroupTransforms {
  private static final String COORDINATES = "coordinates";

  private final boolean tree;

  GroupTransforms(SourceDescription description) {
    this.tree =
        !description.groups().isEmpty()
            || description.variables().stream().anyMatch(v -> v.variable().name().contains("/"));
  }

  /** Returns a view after a transform, with the groups that are left. */
  FileView after(Transform transform, FileView view, TransformContext scope) {
    if (!tree) {
      return Transforms.apply(transform, view, scope);
    }
    Map<String, Attributes> groups = new LinkedHashMap<>(view.groups());
    if (transform instanceof Transform.Drop t) {
      FileView rest =
          Transforms.apply(new Transform.Drop(variables(t.variables(), view)), view, scope);
      groups.keySet().removeIf(g -> isNamed(g, t.variables(), view));
      return rest.withGroups(groups);
    }
    if (transform instanceof Transform.Keep t) {
      FileView kept =
          Transforms.apply(new Transform.Keep(variables(t.variables(), view)), view, scope);
      groups
          .keySet()
          .removeIf(
              g ->
                  !isNamed(g, t.variables(), view)
                      && kept.variables().keySet().stream()
                          .noneMatch(name -> GroupPath.isWithin(name, g)));
      return kept.withGroups(groups);
    }
    FileView changed = Transforms.apply(transform, view, scope);
    return transform instanceof Transform.Rename
        ? changed
        : coordinatesOfGroups(view, changed.withGroups(groups));
  }

  private static boolean isGroup(String name, FileView view) {
    return view.variable(name).isEmpty()
        && (view.groups().containsKey(name)
            || view.variables().keySet().stream().anyMatch(v -> GroupPath.isWithin(v, name)));
  }

  private static boolean isNamed(String group, List<String> names, FileView view) {
    return names.stream()
        .anyMatch(n -> isGroup(n, view) && (group.equals(n) || GroupPath.isWithin(group, n)));
  }

  /** The names, with those of all variables in a group for the group's. */
  private static List<String> variables(List<String> names, FileView view) {
    List<String> variables = new ArrayList<>();
    for (String name : names) {
      if (isGroup(name, view)) {
        view.variables().keySet().stream()
            .filter(v -> GroupPath.isWithin(v, name))
            .forEach(variables::add);
      } else {
        variables.add(name);
      }
    }
    return variables;
  }

  /** Coordinates that a transform made in a group are named by an attribute of that group. */
  private static FileView coordinatesOfGroups(FileView before, FileView after) {
    Set<String> old = words(before.attributes());
    Set<String> root = new LinkedHashSet<>();
    Map<String, Attributes> groups = new LinkedHashMap<>(after.groups());
    for (String word : words(after.attributes())) {
      String group = GroupPath.group(word);
      if (group.isEmpty() || old.contains(word)) {
        root.add(word);
      } else {
        Attributes own = groups.getOrDefault(group, Attributes.empty());
        Set<String> words = words(own);
        words.add(GroupPath.name(word));
        groups.put(group, own.with(COORDINATES, String.join(" ", words)));
      }
    }
    if (root.equals(words(after.attributes()))) {
      return after;
    }
    Attributes attributes =
        root.isEmpty()
            ? after.attributes().without(COORDINATES)
            : after.attributes().with(COORDINATES, String.join(" ", root));
    return FileView.of(List.copyOf(after.variables().values()), attributes).withGroups(groups);
  }

  private static Set<String> words(Attributes attributes) {
    return attributes
        .text(COORDINATES)
        .map(text -> new LinkedHashSet<>(List.of(text.trim().split("\\s+"))))
        .orElseGet(LinkedHashSet::new);
  }
}
