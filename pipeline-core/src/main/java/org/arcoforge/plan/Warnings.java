package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.ArrayLayout;

/** What works, but will be slow to read or to list. */
final class Warnings {
  private static final long SMALL = 1_000_000;
  private static final long LARGE = 200_000_000;
  private static final long MANY = 1_000_000;

  private Warnings() {}

  static List<String> of(List<PlannedArray> arrays) {
    List<String> warnings = new ArrayList<>();
    long objects = 0;
    for (PlannedArray a : arrays) {
      ArrayLayout layout = a.layout();
      ValueEncoding.Opaque opaque = a.encoding().opaque();
      if (opaque != null) {
        warnings.add(
            "variable '"
                + a.name()
                + "': "
                + opaque.problem()
                + "; alike in all files, they are kept, but xarray opens the data set with"
                + " decode_times=False only");
      }
      objects += layout.objects().count();
      long bytes = layout.variable().type().size();
      for (long n : layout.chunk()) {
        bytes *= n;
      }
      String chunk =
          "variable '" + a.name() + "': a chunk of " + layout.chunk() + " has " + bytes + " bytes";
      if (bytes > LARGE) {
        warnings.add(
            chunk + ", more than 200 MB: readers must load all of it; write smaller `chunks`");
      } else if (bytes < SMALL && layout.chunks().count() > 1 && layout.shard().isEmpty()) {
        warnings.add(
            chunk + ", less than 1 MB: reading will be slow; write larger `chunks`, or `shards`");
      }
    }
    if (objects > MANY) {
      warnings.add(
          "the store will have "
              + objects
              + " objects, more than a million; write larger `chunks`, or `shards`");
    }
    return warnings;
  }
}
