package org.arcoforge.bake.history;

import java.util.ArrayList;
import java.util.List;
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
        SchemaChange.between(a.layout(), b.layout()),
        DimensionChange.between(a, b),
        AttributeChange.between(a.layout(), b.layout()),
        StatisticsChange.between(a, b),
        ChunkChange.between(a, b),
        SourceChange.between(a, b));
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
}
