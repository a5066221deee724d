package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.plan.merge.MergedVariable;
import org.arcoforge.plan.merge.PaddedDimensions;

/** Warns of arrays that will be slow to read or to list. */
final class PlanWarnings {
  private static final long SMALL = 1_000_000;
  private static final long LARGE = 200_000_000;
  private static final long MANY = 1_000_000;
  private static final int READERS = 8;

  private PlanWarnings() {}

  /** Returns where copying was wanted and some chunks are decoded all the same. */
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

  /** Dimensions that the author lets be padded. */
  static List<String> ofPadding(PaddedDimensions padding, int files) {
    List<String> warnings = new ArrayList<>();
    padding
        .files()
        .forEach(
            (dim, shorter) ->
                warnings.add(
                    "dimension '"
                        + dim
                        + "' is "
                        + padding.lengths().get(dim)
                        + " long: "
                        + shorter
                        + " of "
                        + files
                        + " files are shorter and are padded with fill values"));
    return warnings;
  }

  /** Returns filters and compressors that Zarr 3 does not have itself. */
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

  /** Returns attributes with numbers that JSON lacks, which a store holds as texts. */
  static List<String> ofAttributes(
      Attributes root, Map<String, Attributes> groups, List<MergedVariable> variables) {
    List<String> warnings = new ArrayList<>();
    addAttributes("global attribute", "\"\"", root, warnings);
    // Groups have no line of a recipe that edits them.
    groups.forEach(
        (path, own) -> addAttributes("group '" + path + "': attribute", "", own, warnings));
    for (MergedVariable v : variables) {
      addAttributes("variable '" + v.name() + "': attribute", v.name(), v.attributes(), warnings);
    }
    return warnings;
  }

  private static void addAttributes(
      String what, String owner, Attributes attributes, List<String> warnings) {
    attributes
        .asMap()
        .forEach(
            (name, value) -> {
              AttributeValue portable = value.portable();
              if (!value.type().isFloat() || portable.equals(value)) {
                return;
              }
              warnings.add(
                  what
                      + " '"
                      + name
                      + "' is "
                      + value.values()
                      + ": JSON and netCDF have no such value in common, so that the store holds the text '"
                      + portable.text()
                      + "'"
                      + (owner.isEmpty()
                          ? ""
                          : "; to leave it out write transforms: [{set_attributes: {"
                              + owner
                              + ": {"
                              + name
                              + ": null}}}]"));
            });
  }

  /**
   * Returns what is worth knowing of the arrays.
   *
   * @param coordinates names of what xarray reads as coordinates: small, and cut as the data are
   */
  static List<String> of(List<PlannedArray> arrays, Set<String> coordinates) {
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
      DataType stored = a.encoding().decodedType();
      DataType opened = a.encoding().inJson().decodedType();
      if (a.encoding().time() == null && a.encoding().isPacked() && stored != opened) {
        warnings.add(
            "variable '"
                + a.name()
                + "': "
                + stored.id()
                + " in the files, "
                + opened.id()
                + " when opened, for the store's JSON has its factors in double precision (values"
                + " differ by rounding); for the same bits write transforms: [{cast: {"
                + a.name()
                + ": "
                + stored.id()
                + "}}], or policies: {packing: decode}");
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
            chunk
                + ", more than 200 MB: whoever wants one value loads all of it, and "
                + READERS
                + " readers at once need "
                + READERS * bytes / 1_000_000
                + " MB of memory; write "
                + ChunkAdvice.line(layout));
      } else if (bytes < SMALL
          && layout.chunks().count() > 1
          && layout.shard().isEmpty()
          && !coordinates.contains(a.name())) {
        warnings.add(
            chunk
                + ", less than 1 MB: the variable is "
                + layout.chunks().count()
                + " objects, each a request of its own for who reads it; write "
                + ChunkAdvice.line(layout));
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
