package org.arcoforge.bake.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.bake.history.VersionDiff.AttributeChange;

/** Compares the attributes of groups and variables. */
final class AttributeComparison {
  private AttributeComparison() {}

  static List<AttributeChange> between(StoreLayout a, StoreLayout b) {
    Map<String, Attributes> was = owners(a);
    Map<String, Attributes> is = owners(b);
    List<AttributeChange> all = new ArrayList<>();
    for (Map.Entry<String, Attributes> e : was.entrySet()) {
      Attributes after = is.get(e.getKey());
      if (after != null) { // those of variables that come or go are told with them
        add(all, e.getKey(), e.getValue(), after);
      }
    }
    return all;
  }

  private static Map<String, Attributes> owners(StoreLayout layout) {
    Map<String, Attributes> owners = new TreeMap<>();
    owners.put("", layout.attributes());
    layout.groups().forEach(owners::put);
    layout.arrays().forEach(v -> owners.put(v.variable().name(), v.variable().attributes()));
    return owners;
  }

  private static void add(List<AttributeChange> all, String owner, Attributes a, Attributes b) {
    TreeSet<String> names = new TreeSet<>(a.names());
    names.addAll(b.names());
    for (String name : names) {
      Optional<AttributeValue> before = a.get(name);
      Optional<AttributeValue> after = b.get(name);
      if (!before.equals(after)) {
        all.add(new AttributeChange(owner, name, before.orElse(null), after.orElse(null)));
      }
    }
  }
}
