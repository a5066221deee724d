package org.arcoforge.bake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.commit.RunId;
import org.arcoforge.plan.FilledGap;
import org.arcoforge.plan.Plan;
import org.arcoforge.recipe.yaml.RecipeWriter;

/** Provenance says how the data were made, as plain JSON; it is the same for every repetition of a run. */
public final class Provenance {
  private static final String EMPTY = "empty_chunks_not_written";

  private Provenance() {}

  /** The layout with the provenance under its one key. */
  public static StoreLayout addTo(StoreLayout layout, Map<String, Object> provenance) {
    return new StoreLayout(
        layout.zarrFormat(),
        layout.arrays(),
        layout.attributes(),
        Map.of(StoreLayout.PROVENANCE, provenance),
        layout.groups());
  }

  /**
   * All of it.
   *
   * @param empty by array, how many objects were not written as they hold the fill value only
   */
  public static Map<String, Object> of(
      Plan plan, BakeConfig config, RunId run, Map<String, Long> empty) {
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("run", run.value());
    made.put("created", run.began().toString());
    int at = config.software().lastIndexOf(' ');
    made.put(
        "software",
        Map.of(config.software().substring(0, at), config.software().substring(at + 1)));
    made.put("feedstock", config.feedstock().id());
    LocalPaths paths = new LocalPaths(config.recipe().pattern());
    made.put("recipe", RecipeWriter.write(paths.in(config.recipe())));
    made.put("policies", RecipeWriter.policies(plan.recipe().policies()));
    Map<String, Object> sources = new LinkedHashMap<>();
    sources.put("files", plan.sources().files());
    sources.put("bytes", plan.sources().bytes());
    sources.put("missing", plan.missing().size());
    sources.put("digest", plan.sources().digest());
    made.put("sources", sources);
    if (!plan.holes().isEmpty()) {
      UnaryOperator<String> name = paths.ofFiles();
      made.put("holes", plan.holes().stream().map(h -> hole(h, name.apply(h.url()))).toList());
    }
    if (!empty.isEmpty()) {
      made.put(EMPTY, empty);
    }
    return made;
  }

  /** The run that published a store as it is, by what the store says of itself. */
  public static Optional<String> run(StoreLayout layout) {
    Object made = layout.provenance().get(StoreLayout.PROVENANCE);
    return made instanceof Map<?, ?> map && map.get("run") instanceof String run
        ? Optional.of(run).filter(RunId::isOne)
        : Optional.empty();
  }

  /** How many objects of an array were not written, by what a store says of itself. */
  public static long empty(StoreLayout layout, String array) {
    Object made = layout.provenance().get(StoreLayout.PROVENANCE);
    Object empty = made instanceof Map<?, ?> map ? map.get(EMPTY) : null;
    return empty instanceof Map<?, ?> map && map.get(array) instanceof Number n ? n.longValue() : 0;
  }

  private static Map<String, Object> hole(FilledGap hole, String source) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("source", source);
    all.put("position", hole.position());
    if (!hole.variable().isEmpty()) {
      all.put("variable", hole.variable());
    }
    all.put("policy", hole.policy());
    return all;
  }
}
