package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.GroupPath;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.FillAdvice;
import org.arcoforge.cf.FillValues;
import org.arcoforge.plan.merge.MergedVariable;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.Target;
import org.arcoforge.recipe.VariableEncoding;
import org.jspecify.annotations.Nullable;

/**
 * Chooses chunks, shards, fill value and codec of each array. Along one dimension chunks have one
 * length, unless the recipe or the files give each variable its own: xarray wants to name it. Only
 * dimension coordinates, which it reads at once, are one chunk.
 */
final class LayoutPlanner {
  private static final int STRING_BYTES = 16;
  private static final long GROWING_CHUNK = 1024; // elements of a coordinate that grows
  private static final long MOST_BYTES = Integer.MAX_VALUE - 64L;

  private final Target target;
  private final Map<String, Long> lengths;
  private final Set<String> concat;
  private final Set<String> coordinates;
  private final Map<String, ArrayLayout> published;

  /** Length of a chunk by dimension, as the largest data that have it are cut. */
  private final Map<String, Long> settled = new HashMap<>();

  /**
   * Makes a planner for one data set.
   *
   * @param lengths of all dimensions
   * @param concat names of the concat dimensions
   * @param coordinates names of what xarray reads as coordinates, which are cut as the data are
   * @param published arrays of a store that grows, by name, which keep their chunks
   */
  LayoutPlanner(
      Target target,
      Map<String, Long> lengths,
      Set<String> concat,
      Set<String> coordinates,
      Map<String, ArrayLayout> published) {
    this.published = published;
    this.target = target;
    this.lengths = lengths;
    this.concat = concat;
    this.coordinates = coordinates;
    checkNames(target.chunks().keySet(), "target", "chunks");
    checkNames(target.shards().keySet(), "target", "shards");
    target
        .encoding()
        .forEach(
            (variable, wish) -> {
              if (wish.chunks() != null) {
                checkNames(wish.chunks().keySet(), "target", "encoding", variable, "chunks");
              }
            });
  }

  private void checkNames(Set<String> names, String... where) {
    for (String name : names) {
      if (!lengths.containsKey(name)
          && lengths.keySet().stream().noneMatch(d -> GroupPath.name(d).equals(name))) {
        throw RefusedException.unknown(
                String.join(": ", where)
                    + " names the dimension '"
                    + name
                    + "', which is not in the data",
                name,
                lengths.keySet())
            .at(Stream.concat(Stream.of(where), Stream.of(name)).toList());
      }
    }
  }

  /** Returns the layouts of all variables, in their order. */
  List<ArrayLayout> layouts(List<MergedVariable> variables) {
    ToDoubleFunction<MergedVariable> size = v -> -bytes(variable(v));
    Map<String, ArrayLayout> layouts = new HashMap<>();
    variables.stream()
        .sorted(
            Comparator.comparing((MergedVariable v) -> coordinates.contains(v.name()))
                .thenComparingDouble(size))
        .forEach(v -> layouts.put(v.name(), layout(v)));
    return variables.stream().map(v -> Objects.requireNonNull(layouts.get(v.name()))).toList();
  }

  private Variable variable(MergedVariable v) {
    List<Dimension> dims =
        v.dims().stream().map(d -> new Dimension(d, lengths.getOrDefault(d, 0L))).toList();
    return new Variable(v.name(), v.encoding().type(), dims, v.attributes().portable());
  }

  /** Returns the layout of one variable, cut as those before it. */
  ArrayLayout layout(MergedVariable v) {
    Variable variable = variable(v);
    List<Dimension> dims = variable.dimensions();
    VariableEncoding wish = target.encoding().get(v.name());
    CodecSpec codec = wish != null && wish.codec() != null ? wish.codec() : target.codec();
    SourceEncoding source = codec.isSource() ? SourceEncoding.of(v) : null;
    boolean own = wish != null && wish.chunks() != null;
    // One chunk, unless it is as large as data.
    double most = Math.max(target.autoChunkBytes(), Target.STANDARD_CHUNK_BYTES);
    boolean whole = !own && variable.isDimensionCoordinate() && bytes(variable) <= most;
    List<Long> chunk;
    if (whole) {
      chunk = dims.stream().map(this::whole).toList();
    } else {
      chunk = chunk(variable, own ? Objects.requireNonNull(wish).chunks() : null, source);
    }
    List<Long> shard =
        whole || target.shards().isEmpty() || dims.isEmpty()
            ? List.of()
            : shards(v.name(), dims, chunk);
    ArrayLayout before = published.get(v.name());
    if (before != null && before.chunk().size() == dims.size()) {
      chunk = before.chunk();
      shard = before.shard();
    }
    for (int d = 0; d < chunk.size() && !whole; d++) {
      settled.putIfAbsent(dims.get(d).name(), chunk.get(d));
    }
    codec = source == null ? codec : source.codec();
    AttributeValue fill = v.encoding().fill();
    FillValue value = FillValue.missing(variable.type());
    if (fill != null) {
      FillValue exact = FillValues.nearest(fill, variable.type());
      if (exact == null) {
        throw RefusedException.sources(
            "variable '"
                + v.name()
                + "': _FillValue "
                + fill.values()
                + " ("
                + fill.type().id()
                + ") is no "
                + variable.type().id()
                + " (as in "
                + v.sources().get(0).url()
                + "); write "
                + FillAdvice.line(v.name(), variable.type(), v.attributes()));
      }
      value = exact;
    }
    // What is missing among texts is told by `missing_value` alone: xarray can write no netCDF file
    // of texts that have a _FillValue besides.
    boolean missing = fill != null && variable.type() != DataType.STRING;
    ArrayLayout layout =
        ArrayLayout.builder()
            .variable(variable)
            .chunk(chunk)
            .shard(shard)
            .fill(value)
            .fillIsMissing(missing)
            .codec(codec)
            .build();
    checkSize(layout);
    return layout;
  }

  /** One chunk for all; of what grows it is long enough not to become many small ones. */
  private long whole(Dimension d) {
    boolean grows = target.mode() == Target.Mode.APPEND && concat.contains(d.name());
    return Math.max(grows ? GROWING_CHUNK : 1, d.length());
  }

  private List<Long> chunk(
      Variable v, @Nullable Map<String, Long> own, @Nullable SourceEncoding source) {
    if (own != null) {
      return named(v.dimensions(), own, source);
    }
    boolean auto = target.chunks().isEmpty();
    if (!coordinates.contains(v.name())) {
      return !auto
          ? named(v.dimensions(), target.chunks(), source)
          : source != null && takesChunks(source) ? source.chunk() : automatic(v);
    }
    List<Long> chunk = new ArrayList<>();
    List<Long> alone = auto ? automatic(v) : named(v.dimensions(), target.chunks(), source);
    for (int d = 0; d < v.rank(); d++) {
      chunk.add(settled.getOrDefault(v.dimensions().get(d).name(), alone.get(d)));
    }
    return chunk;
  }

  /** Unless the recipe says how many bytes a chunk is to have. */
  private boolean takesChunks(SourceEncoding source) {
    return !source.chunk().isEmpty() && target.autoChunkBytes() == Target.STANDARD_CHUNK_BYTES;
  }

  private static double bytes(Variable v) {
    double bytes = v.type() == DataType.STRING ? STRING_BYTES : v.type().size();
    for (long n : v.shape()) {
      bytes *= Math.max(1, n);
    }
    return bytes;
  }

  private static void checkSize(ArrayLayout layout) {
    List<Long> object = layout.shard().isEmpty() ? layout.chunk() : layout.shard();
    double bytes = layout.variable().type().size();
    for (long n : object) {
      bytes *= n;
    }
    if (bytes > MOST_BYTES) {
      throw RefusedException.recipe(
              "variable '"
                  + layout.variable().name()
                  + "': "
                  + (layout.shard().isEmpty() ? "a chunk" : "a shard")
                  + " of "
                  + object
                  + " is "
                  + (long) (bytes / 1e6)
                  + " MB, above the limit of 2 GiB; write "
                  + (layout.shard().isEmpty() ? "target: {chunks: auto}" : "smaller `shards`"))
          .at(List.of("target", layout.shard().isEmpty() ? "chunks" : "shards"));
    }
  }

  /**
   * In mode append a chunk keeps its length beyond the end of a concat dimension, so that it can
   * grow; so does one that is as long as those of the files, so that it can be copied.
   */
  private List<Long> named(
      List<Dimension> dims, Map<String, Long> chunks, @Nullable SourceEncoding source) {
    List<Long> chunk = new ArrayList<>();
    for (Dimension d : dims) {
      long wanted = wanted(chunks, d);
      boolean grows =
          (target.mode() == Target.Mode.APPEND && concat.contains(d.name()))
              || (source != null && source.chunk(dims.indexOf(d)) == wanted);
      long most = Math.max(1, d.length());
      chunk.add(wanted == -1 ? most : grows ? wanted : Math.min(wanted, most));
    }
    return chunk;
  }

  /** A length given for one dimension, or for those of that name in all groups. */
  private static long wanted(Map<String, Long> lengths, Dimension d) {
    Long exact = lengths.get(d.name());
    return exact != null ? exact : lengths.getOrDefault(GroupPath.name(d.name()), -1L);
  }

  private List<Long> shards(String name, List<Dimension> dims, List<Long> chunk) {
    List<Long> shard = new ArrayList<>();
    for (int d = 0; d < dims.size(); d++) {
      long whole =
          (Math.max(1, dims.get(d).length()) + chunk.get(d) - 1) / chunk.get(d) * chunk.get(d);
      long wanted = wanted(target.shards(), dims.get(d));
      boolean grows = target.mode() == Target.Mode.APPEND && concat.contains(dims.get(d).name());
      long length = wanted == -1 || (wanted > whole && !grows) ? whole : wanted;
      if (length % chunk.get(d) != 0) {
        throw RefusedException.recipe(
                "variable '"
                    + name
                    + "': a shard of "
                    + wanted
                    + " along '"
                    + dims.get(d).name()
                    + "' is no multiple of the chunk's "
                    + chunk.get(d)
                    + "; write target: {shards: {"
                    + dims.get(d).name()
                    + ": "
                    + (length / chunk.get(d) + 1) * chunk.get(d)
                    + "}}")
            .at(List.of("target", "shards", dims.get(d).name()));
      }
      shard.add(length);
    }
    return shard;
  }

  /**
   * Whole maps, as many as fit along the longest concat dimension; maps too large are halved along
   * their longest side. Dimensions that are cut already are cut alike.
   */
  private List<Long> automatic(Variable v) {
    int rank = v.rank();
    long[] chunk = new long[rank];
    boolean[] free = new boolean[rank];
    double bytes = v.type() == DataType.STRING ? STRING_BYTES : v.type().size();
    for (int d = 0; d < rank; d++) {
      String name = v.dimensions().get(d).name();
      long most = concat.contains(name) ? 1 : Math.max(1, v.dimensions().get(d).length());
      free[d] = !settled.containsKey(name);
      chunk[d] = settled.getOrDefault(name, most);
      bytes *= chunk[d];
    }
    while (bytes > target.autoChunkBytes()) {
      int longest = longest(chunk, free);
      if (longest < 0 || chunk[longest] == 1) {
        break;
      }
      bytes /= chunk[longest];
      chunk[longest] = (chunk[longest] + 1) / 2;
      bytes *= chunk[longest];
    }
    for (int d = rank - 1; d >= 0; d--) { // the fastest concat dimension first
      long length = v.dimensions().get(d).length();
      if (free[d] && concat.contains(v.dimensions().get(d).name()) && length > 1) {
        chunk[d] = Math.max(1, Math.min(length, (long) (target.autoChunkBytes() / bytes)));
        bytes *= chunk[d];
      }
    }
    return java.util.Arrays.stream(chunk).boxed().toList();
  }

  /** The longest of those that are free to be cut; -1 if none is. */
  private static int longest(long[] chunk, boolean[] free) {
    int longest = -1;
    for (int d = 0; d < chunk.length; d++) {
      longest = free[d] && (longest < 0 || chunk[d] > chunk[longest]) ? d : longest;
    }
    return longest;
  }
}
