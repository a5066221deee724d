package org.arcoforge.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.cf.CfReferences;
import org.arcoforge.plan.axis.AxisPlanner;
import org.arcoforge.plan.merge.DataTreeCheck;
import org.arcoforge.plan.merge.MergedVariable;
import org.arcoforge.plan.merge.MissingVariables;
import org.arcoforge.plan.merge.NamedCoordinates;
import org.arcoforge.plan.merge.NamesOfTransforms;
import org.arcoforge.plan.merge.PaddedDimensions;
import org.arcoforge.plan.merge.RepeatedValues;
import org.arcoforge.plan.merge.ScannedArchive;
import org.arcoforge.plan.merge.SourceFailure;
import org.arcoforge.plan.merge.SourceRecord;
import org.arcoforge.plan.merge.VariableMerge;
import org.arcoforge.plan.tiling.ConcatAxis;
import org.arcoforge.plan.tiling.LeftOut;
import org.arcoforge.plan.tiling.MemoryBudget;
import org.arcoforge.plan.tiling.ObjectParts;
import org.arcoforge.plan.tiling.StagePlanner;
import org.arcoforge.plan.tiling.TilePlanner;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.VariableEncoding;
import org.jspecify.annotations.Nullable;

/** Makes the plan of a recipe from the headers of its files. */
public final class Planner {
  private final Recipe recipe;
  private final MemoryBudget memory;
  private final Map<String, ArrayLayout> published;
  private final ObjectParts parts;
  private final ScannedArchive archive;
  private final PaddedDimensions padding;
  private final VariableMerge merge;
  private final List<MergedVariable> variables;
  private final List<ConcatAxis> axes = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final Map<String, Block> coordinates = new TreeMap<>();
  private final Set<String> nonData = new LinkedHashSet<>();
  private final Set<String> readAsCoordinates = new LinkedHashSet<>();

  private Planner(
      Recipe recipe,
      List<SourceRecord> records,
      List<SourceFailure> failures,
      MemoryBudget memory,
      Map<String, ArrayLayout> published,
      ObjectParts parts) {
    this.published = published;
    this.parts = parts;
    this.recipe = recipe;
    this.memory = memory;
    this.archive = new ScannedArchive(recipe, records, failures);
    NamesOfTransforms.check(archive);
    JoinedDimensions.checkNames(archive);
    this.padding = new PaddedDimensions(archive);
    this.merge = new VariableMerge(archive, published);
    this.variables = merge.merge();
    if (variables.isEmpty()) {
      throw RefusedException.sources(
          archive.records().stream().map(r -> r.url() + ": ").findFirst().orElse("")
              + "there is no variable in it; if the file has groups, `group` in the pattern names"
              + " one, or all of them: \"**\"");
    }
    for (SourceRecord r : archive.headers()) {
      nonData.addAll(CfReferences.nonData(r.view().described()));
      readAsCoordinates.addAll(CfReferences.coordinates(r.view().described()));
    }
  }

  /**
   * Makes the plan of a recipe from the records of its files.
   *
   * @param recipe with a resolved pattern
   * @param records one for each file that was scanned, in any order
   * @param failures one for each that was not
   * @throws org.arcoforge.recipe.RefusedException if the recipe does not fit the sources, or the
   *     sources do not fit each other
   */
  public static Plan plan(
      Recipe recipe,
      List<SourceRecord> records,
      List<SourceFailure> failures,
      MemoryBudget memory) {
    return new Planner(recipe, records, failures, memory, Map.of(), ObjectParts.NONE).plan();
  }

  /**
   * Plans what a published store becomes when it grows: its arrays keep their chunks and shards,
   * and none goes through scratch.
   *
   * @param published its arrays by name; none to plan a store of its own
   * @param parts what of its objects must be in memory
   * @throws org.arcoforge.recipe.RefusedException as {@link #plan} does
   */
  public static Plan grow(
      Recipe recipe,
      List<SourceRecord> records,
      List<SourceFailure> failures,
      MemoryBudget memory,
      Map<String, ArrayLayout> published,
      ObjectParts parts) {
    return new Planner(recipe, records, failures, memory, published, parts).plan();
  }

  private Plan plan() {
    checkEncodingNames();
    JoinedDimensions.check(archive, variables);
    NamedCoordinates.check(recipe.policies(), recipe.pattern().dims().size(), variables);
    variables.forEach(padding::check);
    RepeatedValues equal = new RepeatedValues(archive, merge);
    for (int d : archive.concatDims()) {
      for (String name : dimensionsAlong(d)) {
        AxisPlanner.Axis axis = new AxisPlanner(archive, merge, d, name, variables).plan();
        axes.add(axis.axis());
        if (axis.leftOut() != null) {
          leftOut.add(axis.leftOut());
        }
        if (axis.coordinate() != null) {
          coordinates.put(name, axis.coordinate());
        }
      }
    }
    variables.forEach(equal::check);
    LayoutPlanner layouts =
        new LayoutPlanner(recipe.target(), lengths(), concatNames(), readAsCoordinates, published);
    List<ArrayLayout> planned = layouts.layouts(variables);
    ObjectLimit.check(planned, recipe.target());
    List<PlannedArray> arrays = new ArrayList<>();
    for (int v = 0; v < planned.size(); v++) {
      arrays.add(array(variables.get(v), planned.get(v)));
    }
    Attributes root = merge.globalAttributes();
    Map<String, Attributes> groups = merge.groupAttributes();
    StoreLayout layout =
        new StoreLayout(
            recipe.target().zarrFormat(),
            arrays.stream().map(PlannedArray::layout).toList(),
            root.portable(),
            Map.of(),
            portable(groups));
    new DataTreeCheck(archive, merge, variables, axes, coordinates).check(layout);
    List<String> warnings = new ArrayList<>(PlanWarnings.of(arrays, readAsCoordinates));
    warnings.addAll(PlanWarnings.ofAttributes(root, groups, variables));
    leftOut.forEach(left -> warnings.add(left.sentence()));
    warnings.addAll(FilledGaps.sentences(archive, arrays));
    warnings.addAll(RareAttributes.warnings(archive, root, variables));
    warnings.addAll(PlanWarnings.ofPadding(padding, archive.records().size()));
    Plan decoding = plan(layout, arrays, warnings);
    for (int a = 0; a < arrays.size(); a++) {
      if (isToBeCopied(arrays.get(a).name())) {
        CopiedChunkCount.Count count =
            new CopiedChunkCount(decoding, archive, merge, variables.get(a), arrays.get(a)).count();
        arrays.set(a, arrays.get(a).copying(count.objects()));
        if (!readAsCoordinates.contains(arrays.get(a).name())) {
          warnings.addAll(PlanWarnings.ofCopying(arrays.get(a), count.why()));
        }
      }
    }
    warnings.addAll(PlanWarnings.ofCodecs(layout));
    return plan(layout, arrays, warnings);
  }

  private Plan plan(StoreLayout layout, List<PlannedArray> arrays, List<String> warnings) {
    return Plan.of(
        PlanParts.builder()
            .recipe(recipe)
            .layout(layout)
            .arrays(arrays.stream().map(PlannedArray::parts).toList())
            .axes(axes)
            .missing(PositionSet.of(archive.missing()))
            .holes(FilledGaps.of(archive, arrays))
            .leftOut(leftOut)
            .padded(padding.files())
            .coordinates(nonData)
            .sources(SourceDigest.of(archive.pattern(), archive.records()))
            .warnings(warnings)
            .memory(memory)
            .build());
  }

  private static Map<String, Attributes> portable(Map<String, Attributes> groups) {
    Map<String, Attributes> portable = new LinkedHashMap<>();
    groups.forEach((path, attributes) -> portable.put(path, attributes.portable()));
    return portable;
  }

  private boolean isToBeCopied(String name) {
    VariableEncoding wish = recipe.target().encoding().get(name);
    CodecSpec own = wish == null ? null : wish.codec();
    return (own == null ? recipe.target().codec() : own).isSource();
  }

  /** The dimensions of the data that one of the pattern runs along: one, or one in each group. */
  private Set<String> dimensionsAlong(int patternDim) {
    Set<String> names =
        variables.stream()
            .flatMap(v -> v.dims().stream())
            .filter(name -> archive.concatDim(name) == patternDim)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return names.isEmpty() ? Set.of(recipe.pattern().dims().get(patternDim).name()) : names;
  }

  private void checkEncodingNames() {
    Set<String> names =
        variables.stream().map(MergedVariable::name).collect(Collectors.toCollection(TreeSet::new));
    for (String name : recipe.target().encoding().keySet()) {
      if (!names.contains(name)) {
        throw RefusedException.unknown(
            "target: encoding names the variable '" + name + "', which is not in the data",
            name,
            names,
            "target",
            "encoding",
            name);
      }
    }
  }

  private Map<String, Long> lengths() {
    Map<String, Long> lengths = new LinkedHashMap<>();
    for (MergedVariable v : variables) {
      for (Dimension d : v.firstView().variable().dimensions()) {
        lengths.putIfAbsent(d.name(), d.length());
      }
    }
    lengths.putAll(padding.lengths());
    axes.forEach(a -> lengths.put(a.name(), a.length()));
    return lengths;
  }

  private Set<String> concatNames() {
    return axes.stream().map(ConcatAxis::name).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private PlannedArray array(MergedVariable v, ArrayLayout layout) {
    List<@Nullable ConcatAxis> along = new ArrayList<>();
    List<Integer> axisOf = new ArrayList<>();
    long[] sourceChunk = new long[v.dims().size()];
    for (int d = 0; d < v.dims().size(); d++) {
      int a = indexOfAxis(v.dims().get(d));
      axisOf.add(a);
      along.add(a < 0 ? null : axes.get(a));
      sourceChunk[d] = v.firstView().chunk(d);
    }
    Block carried = carried(v, layout);
    double copies = v.firstView().origin().copies();
    StagePlanner.Chosen chosen =
        carried == null && published.isEmpty()
            ? new StagePlanner(layout, along, sourceChunk, memory, copies, parts).plan()
            : StagePlanner.Chosen.pulling(
                new TilePlanner(layout, along, sourceChunk, memory, copies).plan());
    if (chosen.tile().memory() > memory.limit()) {
      throw tooLarge(layout, chosen.tile().memory());
    }
    return PlannedArray.of(
        ArrayParts.builder()
            .layout(layout)
            .encoding(v.encoding())
            .lossy(archive.isLossy(v.name()))
            .boundsOf(merge.boundsOf().get(v.name()))
            .axes(axisOf)
            .fixed(Arrays.stream(v.fixed()).boxed().toList())
            .absent(PositionSet.of(new MissingVariables(archive, axes).of(v)))
            .values(carried)
            .chosen(chosen)
            .build());
  }

  private RefusedException tooLarge(ArrayLayout layout, long needed) {
    boolean sharded = !layout.shard().isEmpty();
    return RefusedException.recipe(
        "variable '"
            + layout.variable().name()
            + "': one "
            + (sharded ? "shard" : "chunk")
            + " of "
            + (sharded ? layout.shard() : layout.chunk())
            + " elements takes "
            + (needed / 1_000_000 + 1)
            + " MB of memory to fill, but a worker has "
            + memory.limit() / 1_000_000
            + " MB; write smaller `"
            + (sharded ? "shards" : "chunks")
            + "`, or give more by --memory "
            + (needed / 1_000_000 + 1));
  }

  private @Nullable Block carried(MergedVariable v, ArrayLayout layout) {
    Block values = v.dims().size() == 1 ? coordinates.get(v.name()) : null;
    return values != null && values.type() == layout.variable().type() ? values : null;
  }

  private int indexOfAxis(String dim) {
    for (int a = 0; a < axes.size(); a++) {
      if (axes.get(a).name().equals(dim)) {
        return a;
      }
    }
    return -1;
  }
}
