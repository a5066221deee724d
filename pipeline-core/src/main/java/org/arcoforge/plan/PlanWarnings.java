package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.cf.CfEncoding;

/** What works, but will be slow to read or to list. */
final class PlanWarnings {
  private static final long SMALL = 1_000_000;
  private static final long LARGE = 200_000_000;
  private static final long MANY = 1_000_000;

  private PlanWarnings() {}

  /** Where copying was wanted and some chunks are decoded all the same. */
  static List<String> ofCopying(PlannedArray array, String why) {
    long objects = array.layout().objects().count();
    return array.copied() == objects
        ? List.of()
        : List.of(
            "variable '"
                + array.name()
                + "': "
                + (objects - array.copied())
                + " of "
                + objects
                + " chunks are decoded and encoded again, not copied as they are stored: "
                + why);
  }

  /** Filters and compressors that Zarr 3 does not have itself. */
  static List<String> ofCodecs(StoreLayout layout) {
    List<String> names =
        layout.arrays().stream()
            .filter(a -> a.codec().name().equals("zlib") || shuffles(a.codec()))
            .map(a -> a.variable().name())
            .toList();
    return layout.zarrFormat() == 2 || names.isEmpty()
        ? List.of()
        : List.of(
            "variables "
                + String.join(", ", names)
                + ": their codecs numcodecs.shuffle and numcodecs.zlib are known to zarr-python and"
                + " zarrita, but are no part of Zarr 3's specification; zarr_format: 2 has them");
  }

  private static boolean shuffles(CodecSpec codec) {
    return codec.filters().stream().anyMatch(f -> f.name().equals(CodecSpec.shuffle(1).name()));
  }

  static List<String> of(List<PlannedArray> arrays) {
    List<String> warnings = new ArrayList<>();
    long objects = 0;
    for (PlannedArray a : arrays) {
      ArrayLayout layout = a.layout();
      CfEncoding.Opaque opaque = a.encoding().opaque();
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
