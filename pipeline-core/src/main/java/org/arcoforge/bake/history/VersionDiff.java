package org.arcoforge.bake.history;

import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Statistics;
import org.arcoforge.bake.planning.SameRecipe;
import org.jspecify.annotations.Nullable;

/**
 * A version diff says how two versions of a recipe, or any two stores, differ.
 *
 * @param before the one, and
 * @param after the other
 * @param recipe whether the recipe is another one, but for the files that it names
 * @param schema in what variables differ
 * @param dimensions all dimensions of both
 * @param attributes that differ
 * @param statistics of all variables of both
 * @param chunks of all arrays of both; empty if either has no manifest
 * @param sources null if those of either are not known
 */
public record VersionDiff(
    VersionContents before,
    VersionContents after,
    boolean recipe,
    List<SchemaChange> schema,
    List<DimensionChange> dimensions,
    List<AttributeChange> attributes,
    List<StatisticsChange> statistics,
    List<ChunkChange> chunks,
    @Nullable SourceChange sources) {
  /** Copies the lists. */
  public VersionDiff {
    schema = List.copyOf(schema);
    dimensions = List.copyOf(dimensions);
    attributes = List.copyOf(attributes);
    statistics = List.copyOf(statistics);
    chunks = List.copyOf(chunks);
  }

  /** Compares two versions. */
  public static VersionDiff of(VersionContents a, VersionContents b) {
    boolean recipe =
        a.run() != null
            && b.run() != null
            && !SameRecipe.is(a.run().plan().recipe(), b.run().plan().recipe());
    return new VersionDiff(
        a,
        b,
        recipe,
        SchemaComparison.between(a.layout(), b.layout()),
        DimensionComparison.between(a, b),
        AttributeComparison.between(a.layout(), b.layout()),
        StatisticsComparison.between(a, b),
        ChunkComparison.between(a, b),
        FileComparison.between(a, b));
  }

  /** Returns what could not be compared, for people. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>(before.notes());
    notes.addAll(after.notes());
    return notes.stream().distinct().toList();
  }

  /** Returns whether anything differs, as far as it can be told. */
  public boolean differs() {
    return recipe
        || !schema.isEmpty()
        || !attributes.isEmpty()
        || dimensions.stream().anyMatch(DimensionChange::isChanged)
        || statistics.stream().anyMatch(StatisticsChange::isChanged)
        || chunks.stream().anyMatch(c -> c.differing() > 0)
        || (sources != null && !sources.isEmpty());
  }

  /** Returns what changed in one line: {@code +3 days}, {@code 14 chunks replaced}. */
  public String summary() {
    List<String> parts = new ArrayList<>();
    if (recipe) {
      parts.add("new recipe");
    }
    for (SchemaChange change : schema) {
      if (change.what().equals(SchemaChange.VARIABLE)) {
        parts.add((change.before().isEmpty() ? "new variable " : "without ") + change.variable());
      } else {
        parts.add(change.what() + (change.variable().isEmpty() ? "" : " of " + change.variable()));
      }
    }
    for (DimensionChange d : dimensions) {
      if (!d.growth().isEmpty()) {
        parts.add(d.growth());
      } else if (d.before() >= 0 && d.after() >= 0 && d.after() < d.before()) {
        parts.add("-" + (d.before() - d.after()) + " " + d.name());
      }
    }
    long replaced = chunks.stream().mapToLong(ChunkChange::replaced).sum();
    if (replaced > 0) {
      parts.add(replaced + (replaced == 1 ? " chunk" : " chunks") + " replaced");
    }
    if (!attributes.isEmpty()) {
      int n = attributes.size();
      parts.add(n + (n == 1 ? " attribute" : " attributes") + " changed");
    }
    if (parts.isEmpty()) {
      return differs() ? "sources changed, values did not" : "no change";
    }
    return String.join(", ", parts.size() > 4 ? shortened(parts) : parts);
  }

  private static List<String> shortened(List<String> parts) {
    List<String> some = new ArrayList<>(parts.subList(0, 3));
    some.add((parts.size() - 3) + " more");
    return some;
  }

  /**
   * A schema change says in what a variable differs, but for its length and its attributes.
   *
   * @param variable its name, with its group where it is in one; empty for the store itself
   * @param what {@code variable}, {@code dims}, {@code dtype}, {@code chunks}, {@code shards},
   *     {@code codec}, {@code fill_value} or {@code zarr_format}
   * @param before for people; empty if it was not there
   * @param after for people; empty if it is gone
   */
  public record SchemaChange(String variable, String what, String before, String after) {
    /** The word for a variable that was added or is gone. */
    public static final String VARIABLE = "variable";
  }

  /**
   * A dimension change says how long a dimension was and is, and from where to where it goes.
   *
   * @param name of the dimension, with its group where it is in one
   * @param before elements; -1 if there was no such dimension
   * @param after elements; -1 if there is none
   * @param first what was and is at its beginning; empty where nothing is known
   * @param last what was and is at its end
   * @param growth how much longer it is, for people: {@code +3 days}; empty if it is not longer
   */
  public record DimensionChange(
      String name, long before, long after, Ends first, Ends last, String growth) {
    /** These are the texts at one end, before and after. */
    public record Ends(String before, String after) {}

    /** Returns whether it is another length, or goes from or to somewhere else. */
    public boolean isChanged() {
      return before != after
          || !first.before().equals(first.after())
          || !last.before().equals(last.after());
    }
  }

  /**
   * An attribute change says what an attribute was and is; what the store says of its making does
   * not count.
   *
   * @param owner path of the variable or the group; empty for the root group
   * @param name of the attribute
   * @param before null if it was added
   * @param after null if it is gone
   */
  public record AttributeChange(
      String owner, String name, @Nullable AttributeValue before, @Nullable AttributeValue after) {}

  /**
   * A statistics change says what the values of a variable were and are, summed up over its
   * objects.
   *
   * @param variable its name
   * @param before null if they are not known
   * @param after null if they are not known
   */
  public record StatisticsChange(
      String variable, @Nullable Statistics before, @Nullable Statistics after) {
    /** Returns whether they differ. */
    public boolean isChanged() {
      return before == null ? after != null : !before.equals(after);
    }
  }

  /**
   * A chunk change says which objects (chunks, or shards) of an array differ between two versions.
   *
   * @param array its name
   * @param unchanged objects that are the same, to their digest
   * @param added objects where there was none, as the array is longer or was cut otherwise
   * @param extended objects that differ and hold more elements than before
   * @param replaced objects that differ and hold the same elements
   * @param removed objects that are gone
   * @param examples the first of those that differ, in the order of the array
   */
  public record ChunkChange(
      String array,
      long unchanged,
      long added,
      long extended,
      long replaced,
      long removed,
      List<Example> examples) {
    /** Copies the list. */
    public ChunkChange {
      examples = List.copyOf(examples);
    }

    /**
     * An example is one object that differs.
     *
     * @param key relative to the store
     * @param what {@code added}, {@code extended}, {@code replaced} or {@code removed}
     * @param extent the box of elements that it holds, for people
     */
    public record Example(String key, String what, String extent) {}

    /** Returns how many objects differ. */
    public long differing() {
      return added + extended + replaced + removed;
    }
  }

  /**
   * A source change says which files two versions are made of, told by their URLs without secrets.
   *
   * @param before how many files were there, and
   * @param after are there
   * @param added URLs of files that only the later version has
   * @param changed URLs of files whose size, time or entity tag is another one
   * @param gone URLs of files that only the earlier version has
   */
  public record SourceChange(
      long before, long after, List<String> added, List<String> changed, List<String> gone) {
    /** Copies the lists. */
    public SourceChange {
      added = List.copyOf(added);
      changed = List.copyOf(changed);
      gone = List.copyOf(gone);
    }

    /** Returns whether they are the same files. */
    public boolean isEmpty() {
      return added.isEmpty() && changed.isEmpty() && gone.isEmpty();
    }
  }
}
