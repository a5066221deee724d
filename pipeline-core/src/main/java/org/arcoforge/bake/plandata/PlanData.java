package org.arcoforge.bake.plandata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.plan.ArrayParts;
import org.arcoforge.plan.FilledGap;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlanParts;
import org.arcoforge.plan.PositionSet;
import org.arcoforge.plan.tiling.LeftOut;
import org.arcoforge.plan.tiling.MemoryBudget;
import org.arcoforge.recipe.Recipe;

/** Converts a plan to and from plain values, without the number of the document's format. */
final class PlanData {
  private static final String ZARR_FORMAT = "zarr_format";
  private static final String ATTRIBUTES = "attributes";
  private static final String GROUP_ATTRIBUTES = "group_attributes";
  private static final String PROVENANCE = "provenance";
  private static final String ARRAYS = "arrays";
  private static final String AXES = "axes";
  private static final String COORDINATES = "coordinates";
  private static final String SOURCES = "sources";
  private static final String MISSING = "missing";
  private static final String HOLES = "holes";
  private static final String LEFT_OUT = "left_out";
  private static final String PADDED = "padded";
  private static final String MEMORY = "memory";
  private static final String WARNINGS = "warnings";
  private static final String DEFINITION = "definition";

  /** The keys that are read; the others follow from them. */
  static final Set<String> KEYS =
      Set.of(
          ZARR_FORMAT,
          ATTRIBUTES,
          GROUP_ATTRIBUTES,
          PROVENANCE,
          ARRAYS,
          AXES,
          COORDINATES,
          SOURCES,
          MISSING,
          HOLES,
          LEFT_OUT,
          PADDED,
          MEMORY,
          WARNINGS,
          DEFINITION);

  private PlanData() {}

  static Map<String, Object> write(PlanParts plan) {
    StoreLayout layout = plan.layout();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("recipe", plan.recipe().id());
    data.put(ZARR_FORMAT, (long) layout.zarrFormat());
    data.put("dims", layout.dataset().dimensions());
    putUnlessEmpty(data, "groups", layout.groupPaths());
    data.put(ATTRIBUTES, AttributeData.write(layout.attributes()));
    Map<String, Object> groups = new LinkedHashMap<>();
    layout.groups().forEach((path, a) -> groups.put(path, AttributeData.write(a)));
    if (!groups.isEmpty()) {
      data.put(GROUP_ATTRIBUTES, groups);
    }
    if (!layout.provenance().isEmpty()) {
      data.put(PROVENANCE, layout.provenance());
    }
    data.put(ARRAYS, plan.arrays().stream().map(ArrayData::write).toList());
    data.put(AXES, plan.axes().stream().map(AxisData::write).toList());
    data.put(COORDINATES, List.copyOf(plan.coordinates()));
    long[] missing = plan.missing().numbers();
    Map<String, Object> sources = new LinkedHashMap<>();
    sources.put("files", plan.sources().files());
    sources.put("bytes", plan.sources().bytes());
    sources.put("digest", plan.sources().digest());
    sources.put(MISSING, (long) missing.length);
    data.put(SOURCES, sources);
    if (missing.length > 0) {
      data.put(MISSING, NumberRuns.write(missing));
    }
    putUnlessEmpty(data, HOLES, plan.holes().stream().map(FilledGap::json).toList());
    putUnlessEmpty(data, LEFT_OUT, plan.leftOut().stream().map(LeftOut::json).toList());
    List<Object> padded = new ArrayList<>();
    plan.padded().forEach((dim, files) -> padded.add(Map.of("dim", dim, "files", files)));
    putUnlessEmpty(data, PADDED, padded);
    Map<String, Object> memory = new LinkedHashMap<>();
    memory.put("tiles", plan.memory().tiles());
    memory.put("kept", plan.memory().kept());
    memory.put("limit", plan.memory().limit());
    data.put(MEMORY, memory);
    data.put(WARNINGS, plan.warnings());
    data.put(DEFINITION, RecipeData.write(plan.recipe()));
    return data;
  }

  private static void putUnlessEmpty(Map<String, Object> data, String key, List<?> list) {
    if (!list.isEmpty()) {
      data.put(key, list);
    }
  }

  static PlanParts read(Members in, Function<String, List<Recipe>> known) {
    List<ArrayParts> arrays = in.each(ARRAYS).stream().map(ArrayData::read).toList();
    Map<String, Attributes> groups = new LinkedHashMap<>();
    Members named = in.membersOrNone(GROUP_ATTRIBUTES);
    named.keys().forEach(path -> groups.put(path, AttributeData.read(named.members(path))));
    Map<String, Object> provenance = new LinkedHashMap<>();
    Members made = in.membersOrNone(PROVENANCE);
    made.keys().forEach(key -> provenance.put(key, made.value(key)));
    Map<String, Long> padded = new LinkedHashMap<>();
    in.each(PADDED).forEach(dim -> padded.put(dim.text("dim"), dim.whole("files")));
    Members sources = in.members(SOURCES);
    Members memory = in.members(MEMORY);
    return PlanParts.builder()
        .recipe(RecipeData.read(in.members(DEFINITION), known))
        .layout(
            new StoreLayout(
                Math.toIntExact(in.whole(ZARR_FORMAT)),
                arrays.stream().map(ArrayParts::layout).toList(),
                AttributeData.read(in.membersOrNone(ATTRIBUTES)),
                provenance,
                groups))
        .arrays(arrays)
        .axes(in.each(AXES).stream().map(AxisData::read).toList())
        .coordinates(new LinkedHashSet<>(in.texts(COORDINATES)))
        .sources(
            new Plan.SourceSummary(
                sources.whole("files"), sources.whole("bytes"), sources.text("digest")))
        .missing(PositionSet.of(NumberRuns.read(in, MISSING)))
        .holes(new ArrayList<>(in.each(HOLES).stream().map(PlanData::hole).toList()))
        .leftOut(in.each(LEFT_OUT).stream().map(LeftOutData::read).toList())
        .padded(padded)
        .memory(
            new MemoryBudget(memory.whole("tiles"), memory.whole("kept"), memory.whole("limit")))
        .warnings(in.texts(WARNINGS))
        .build();
  }

  private static FilledGap hole(Members in) {
    return new FilledGap(
        in.text("source"), in.text("position"), in.text("variable", ""), in.text("policy"));
  }
}
