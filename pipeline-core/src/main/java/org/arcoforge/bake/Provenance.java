package org.arcoforge.bake;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.commit.RunId;
import org.arcoforge.plan.FilledGap;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.tiling.LeftOut;
import org.arcoforge.recipe.yaml.RecipeWriter;

/**
 * A provenance says how a store was made; it is the same for every repetition of a run, and names
 * no folder of the machine that baked.
 *
 * @param run that published the store as it is
 * @param created when the run began
 * @param software name and version, as {@code ArcoForge 1.2}
 * @param feedstock id
 * @param recipe as YAML
 * @param policies all of them, the defaults too, as a recipe writes them
 * @param sources in numbers
 * @param missing how many files are filled by policy
 * @param holes what is empty by policy, the first hundred
 * @param leftOut what a policy left out, by dimension
 * @param padded by dimension, how many files are shorter and padded by policy
 * @param empty by array, how many objects were not written as they hold the fill value only
 * @param origin image and commit, as far as they are known
 */
public record Provenance(
    RunId run,
    Instant created,
    String software,
    String feedstock,
    String recipe,
    Map<String, Object> policies,
    Plan.SourceSummary sources,
    long missing,
    List<FilledGap> holes,
    List<LeftOut> leftOut,
    Map<String, Long> padded,
    Map<String, Long> empty,
    Origin origin) {
  private static final String EMPTY = "empty_chunks_not_written";

  /** Copies the lists. */
  public Provenance {
    holes = List.copyOf(holes);
    leftOut = List.copyOf(leftOut);
    padded = new TreeMap<>(padded);
    empty = new TreeMap<>(empty);
  }

  /**
   * Returns the provenance of what a run makes of a plan.
   *
   * @param empty by array, how many objects were not written as they hold the fill value only
   * @param origin that the run's folder keeps
   */
  public static Provenance of(
      Plan plan, BakeConfig config, RunId run, Map<String, Long> empty, Origin origin) {
    ShortPaths paths = new ShortPaths(config.recipe().pattern());
    return new Provenance(
        run,
        run.began(),
        config.software(),
        config.feedstock().id(),
        RecipeWriter.write(paths.in(config.recipe())),
        RecipeWriter.policies(plan.recipe().policies()),
        plan.sources(),
        plan.missing().size(),
        plan.holes().stream().map(h -> named(h, paths.ofFiles())).toList(),
        plan.leftOut().stream().map(l -> l.named(paths.ofFiles())).toList(),
        plan.padded(),
        empty,
        origin);
  }

  private static FilledGap named(FilledGap hole, UnaryOperator<String> name) {
    return new FilledGap(name.apply(hole.url()), hole.position(), hole.variable(), hole.policy());
  }

  /** Returns the layout with this provenance under its one key. */
  public StoreLayout in(StoreLayout layout) {
    return in(layout, json());
  }

  /** Returns the layout with a provenance that was read from elsewhere under its one key. */
  public static StoreLayout in(StoreLayout layout, Map<String, Object> provenance) {
    return new StoreLayout(
        layout.zarrFormat(),
        layout.arrays(),
        layout.attributes(),
        Map.of(StoreLayout.PROVENANCE, provenance),
        layout.groups());
  }

  /** Returns all of it as plain JSON: maps, lists, texts and numbers. */
  public Map<String, Object> json() {
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("run", run.value());
    made.put("created", created.toString());
    int at = software.lastIndexOf(' ');
    made.put("software", Map.of(software.substring(0, at), software.substring(at + 1)));
    made.put("feedstock", feedstock);
    made.put("recipe", recipe);
    made.put("policies", policies);
    Map<String, Object> files = new LinkedHashMap<>();
    files.put("files", sources.files());
    files.put("bytes", sources.bytes());
    files.put("missing", missing);
    files.put("digest", sources.digest());
    made.put("sources", files);
    if (!holes.isEmpty()) {
      made.put("holes", holes.stream().map(FilledGap::json).toList());
    }
    if (!leftOut.isEmpty()) {
      made.put("left_out", leftOut.stream().map(LeftOut::json).toList());
    }
    if (!padded.isEmpty()) {
      made.put("padded", padded);
    }
    if (!empty.isEmpty()) {
      made.put(EMPTY, empty);
    }
    made.putAll(origin.json());
    return made;
  }

  /** Returns the run that published a store as it is, by what the store says of itself. */
  public static Optional<String> publishedBy(StoreLayout layout) {
    Object made = layout.provenance().get(StoreLayout.PROVENANCE);
    return made instanceof Map<?, ?> map && map.get("run") instanceof String id
        ? Optional.of(id).filter(RunId::isOne)
        : Optional.empty();
  }

  /** Returns how many objects of an array were not written, by what a store says of itself. */
  public static long emptyObjects(StoreLayout layout, String array) {
    Object made = layout.provenance().get(StoreLayout.PROVENANCE);
    Object empty = made instanceof Map<?, ?> map ? map.get(EMPTY) : null;
    return empty instanceof Map<?, ?> map && map.get(array) instanceof Number n ? n.longValue() : 0;
  }
}
