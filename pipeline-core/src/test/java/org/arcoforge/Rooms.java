package org.arcoforge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rooms of the house and who may use whom: packages of one or two levels below the root, by
 * their names without it.
 */
final class Rooms {
  /** What a room may use of ours; a room that is not here is not of the design. */
  static final Map<String, Set<String>> ALLOWED = allowed();

  private Rooms() {}

  private static Map<String, Set<String>> allowed() {
    Map<String, Set<String>> rules = new LinkedHashMap<>();
    rules.put("pattern", Set.of());
    rules.put("array", Set.of());
    rules.put("fault", Set.of());
    rules.put("settings", Set.of());
    rules.put("text", Set.of());
    rules.put("yaml", Set.of("pattern"));
    rules.put("network", Set.of());
    rules.put("disk", Set.of());
    rules.put("foreign", Set.of());
    rules.put("inflate", Set.of("foreign"));
    rules.put("store", Set.of("disk", "fault", "network"));
    rules.put("egress", Set.of("fault"));
    rules.put("inbox", Set.of("store", "fault"));
    rules.put("secret", Set.of("pattern", "store", "fault", "egress"));
    rules.put("cf", Set.of("array"));
    rules.put("recipe", Set.of("pattern", "array", "cf", "fault"));
    rules.put("recipe.yaml", Set.of("yaml", "recipe", "pattern", "array", "cf"));
    rules.put(
        "source",
        Set.of("pattern", "store", "network", "fault", "settings", "egress", "secret", "inbox"));
    rules.put("bakery", Set.of("yaml", "pattern", "store", "fault", "egress", "secret", "source"));
    rules.put("zarr", Set.of("array", "store", "fault", "foreign"));
    formats(rules);
    // A recipe's values are made of the pattern's: who reads recipes reads patterns.
    Set<String> described = Set.of("recipe", "pattern", "cf", "array", "format");
    rules.put("view", described);
    rules.put("transform", with(described, "view", "fault"));
    rules.put("plan.tiling", Set.of("array"));
    // An axis as tiles see it is made where files are merged.
    rules.put("plan.merge", with(described, "view", "plan.tiling"));
    rules.put("plan.axis", with(described, "view", "plan.merge", "plan.tiling"));
    rules.put("plan", with(described, "view", "plan.merge", "plan.axis", "plan.tiling"));
    rules.put("quality", Set.of("array", "cf"));
    rules.put("quality.draw", Set.of("quality", "array"));
    rules.put("repr", Set.of("plan", "cf", "array", "recipe"));
    rules.put("commit", Set.of("zarr", "store", "network", "array", "fault"));
    rules.put(
        "stac",
        Set.of("store", "network", "array", "recipe", "recipe.yaml", "pattern", "cf", "fault"));
    rules.put("catalog.page", Set.of("stac", "store", "network", "fault", "text"));
    rules.put(
        "catalog.rules", Set.of("stac", "store", "array", "cf", "recipe", "recipe.yaml", "text"));
    rules.put("catalog.graph", Set.of("stac", "store", "recipe", "recipe.yaml", "pattern", "yaml"));
    rules.put("catalog.emit", Set.of("stac", "store", "network", "fault", "catalog.graph", "text"));
    rules.put("catalog.site", Set.of("catalog.page", "catalog.emit", "store", "network"));
    bakes(rules);
    rules.put("recipes", Set.of("recipe", "pattern", "array"));
    Set<String> below = new TreeSet<>(rules.keySet());
    rules.put("runners.text", below);
    rules.put("runners.schedule", Set.of("text"));
    rules.put("runners.serve", Set.of("store"));
    rules.put("runners.jobs", below);
    rules.put("runners.upgrade", Set.of());
    rules.put(
        "runners",
        with(below, "runners.text", "runners.schedule", "runners.serve", "runners.jobs"));
    return rules;
  }

  private static void formats(Map<String, Set<String>> rules) {
    rules.put("format", Set.of("array", "source", "settings", "foreign"));
    List<String> formats = new ArrayList<>();
    for (String name : List.of("hdf5", "grib", "tiff", "dap", "packed", "netcdf3", "cdm")) {
      formats.add("format." + name);
      rules.put("format." + name, Set.of("format", "array", "source"));
    }
    rules.put("format.hdf5", Set.of("format", "array", "source", "inflate"));
    formats.add("format.grib.jpeg2000");
    rules.put("format.grib.jpeg2000", Set.of("format", "array"));
    rules.put("format.grib", Set.of("format", "array", "source", "format.grib.jpeg2000"));
    formats.add("format.zarr");
    rules.put("format.zarr", Set.of("format", "array", "source", "zarr", "store"));
    rules.put(
        "open",
        with(
            Set.copyOf(formats),
            "format",
            "source",
            "array",
            "pattern",
            "store",
            "settings",
            "fault"));
  }

  private static void bakes(Map<String, Set<String>> rules) {
    Set<String> core = new TreeSet<>(rules.keySet());
    core.removeAll(List.of("plan.axis")); // nobody but the planner knows how it comes to a plan
    core.removeIf(room -> room.startsWith("format."));
    rules.put(
        "bake.plandata", // what a plan is made of, and the words of a recipe
        Set.of(
            "plan",
            "plan.tiling",
            "recipe",
            "recipe.yaml",
            "pattern",
            "cf",
            "array",
            "store",
            "fault"));
    rules.put("bake", with(core, "bake.plandata"));
    Set<String> session = with(core, "bake");
    rules.put("bake.scan", session);
    rules.put("bake.planning", with(session, "bake.scan", "bake.tile"));
    rules.put("bake.launch", with(session, "bake.planning", "bake.runs"));
    rules.put("bake.work", Set.of("bake", "network", "plan.tiling"));
    rules.put("bake.quality", with(session, "bake.work"));
    rules.put("bake.tile", with(session, "bake.work", "bake.quality"));
    rules.put("bake.verify", with(session, "bake.tile"));
    rules.put("bake.publish", with(session, "bake.quality"));
    rules.put("bake.runs", Set.of("bake", "store"));
    rules.put("bake.history", with(session, "bake.planning"));
    rules.put("bake.repair", with(session, "bake.tile", "bake.verify", "bake.publish"));
    Set<String> all = new TreeSet<>(session);
    for (String room :
        List.of(
            "scan",
            "planning",
            "launch",
            "tile",
            "verify",
            "publish",
            "history",
            "repair",
            "runs",
            "work",
            "quality")) {
      all.add("bake." + room);
    }
    rules.put("beam", all);
  }

  private static Set<String> with(Set<String> some, String... more) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(List.of(more));
    return all;
  }

  /** What a room may use besides itself. */
  static Set<String> allowedTo(String room) {
    return ALLOWED.getOrDefault(room, Set.of());
  }
}
