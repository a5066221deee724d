package org.arcoforge.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfReferences;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.FileView;
import org.arcoforge.view.VariableView;

/** Renames variables and dimensions, wherever their names stand. */
final class RenameTransform {
  private RenameTransform() {}

  static FileView apply(Map<String, String> names, FileView view, TransformContext scope) {
    Set<String> known = new TreeSet<>(view.variables().keySet());
    view.variables().values().forEach(v -> known.addAll(v.variable().dimensionNames()));
    if (scope.present("rename", names.keySet(), known).isEmpty()) {
      return view;
    }
    UnaryOperator<String> rename = n -> names.getOrDefault(n, n);
    checkDimensions(view, rename, scope.url());
    List<VariableView> renamed = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (VariableView v : view.variables().values()) {
      Variable old = v.variable();
      List<Dimension> dims =
          old.dimensions().stream()
              .map(d -> new Dimension(rename.apply(d.name()), d.length()))
              .toList();
      Variable variable =
          new Variable(
              rename.apply(old.name()),
              old.type(),
              dims,
              CfReferences.rename(
                  GroupPath.group(old.name()),
                  old.attributes(),
                  view.variables().keySet(),
                  rename));
      if (!seen.add(variable.name())) {
        throw RefusedException.recipe(
            scope.url()
                + ": transforms: rename gives two variables the name '"
                + variable.name()
                + "'");
      }
      renamed.add(v.with(variable));
    }
    Set<String> before = view.variables().keySet();
    Map<String, Attributes> groups = new LinkedHashMap<>();
    view.groups().forEach((g, own) -> groups.put(g, CfReferences.rename(g, own, before, rename)));
    return FileView.of(renamed, CfReferences.rename("", view.attributes(), before, rename))
        .withGroups(groups);
  }

  private static void checkDimensions(FileView view, UnaryOperator<String> rename, String url) {
    Map<String, String> olds = new HashMap<>();
    for (VariableView v : view.variables().values()) {
      for (String dim : v.variable().dimensionNames()) {
        String other = olds.putIfAbsent(rename.apply(dim), dim);
        if (other != null && !other.equals(dim)) {
          throw RefusedException.recipe(
              url
                  + ": transforms: rename gives the dimensions '"
                  + other
                  + "' and '"
                  + dim
                  + "' one name, '"
                  + rename.apply(dim)
                  + "'");
        }
      }
    }
  }
}
