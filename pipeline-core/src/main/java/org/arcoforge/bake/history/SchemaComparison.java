package org.arcoforge.bake.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.bake.history.VersionDiff.SchemaChange;

/** Compares variables: what they are, and how they are cut and encoded. */
final class SchemaComparison {
  private SchemaComparison() {}

  static List<SchemaChange> between(StoreLayout a, StoreLayout b) {
    List<SchemaChange> all = new ArrayList<>();
    add(all, "", "zarr_format", a.zarrFormat() + "", b.zarrFormat() + "");
    TreeSet<String> names = new TreeSet<>();
    a.arrays().forEach(v -> names.add(v.variable().name()));
    b.arrays().forEach(v -> names.add(v.variable().name()));
    for (String name : names) {
      Optional<ArrayLayout> was = a.array(name);
      Optional<ArrayLayout> is = b.array(name);
      if (was.isEmpty() || is.isEmpty()) {
        add(
            all,
            name,
            SchemaChange.VARIABLE,
            was.map(SchemaComparison::text).orElse(""),
            is.map(SchemaComparison::text).orElse(""));
      } else {
        variable(all, name, was.get(), is.get());
      }
    }
    return all;
  }

  private static void variable(List<SchemaChange> all, String name, ArrayLayout a, ArrayLayout b) {
    add(all, name, "dims", dims(a), dims(b));
    add(all, name, "dtype", a.variable().type().id(), b.variable().type().id());
    add(all, name, "chunks", a.chunk().toString(), b.chunk().toString());
    add(all, name, "shards", shards(a), shards(b));
    add(all, name, "codec", a.codec().toString(), b.codec().toString());
    add(all, name, "fill_value", fill(a), fill(b));
  }

  private static void add(
      List<SchemaChange> all, String variable, String what, String before, String after) {
    if (!before.equals(after)) {
      all.add(new SchemaChange(variable, what, before, after));
    }
  }

  private static String text(ArrayLayout a) {
    return a.variable().type().id() + " (" + dims(a) + ")";
  }

  private static String dims(ArrayLayout a) {
    return a.variable().dimensionNames().stream()
        .map(GroupPath::name)
        .collect(Collectors.joining(", "));
  }

  private static String shards(ArrayLayout a) {
    return a.shard().isEmpty() ? "none" : a.shard().toString();
  }

  private static String fill(ArrayLayout a) {
    FillValue fill = a.fill();
    String value =
        a.variable().type() == org.arcoforge.array.DataType.STRING
            ? "'" + fill.text() + "'"
            : a.variable().type().isFloat()
                ? PlainTexts.of(fill.block(a.variable().type()).doubleAt(0))
                : Long.toString(fill.block(a.variable().type()).longAt(0));
    return value + (a.fillIsMissing() ? ", missing" : "");
  }
}
