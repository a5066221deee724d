package org.arcoforge.runners.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.tiling.StagingChoice;

/** A plan for machines: the same plan gives the same text. */
public final class PlanJson {
  private PlanJson() {}

  public static ObjectNode of(Plan plan) {
    ObjectNode root = JsonText.object().put("recipe", plan.recipe().id());
    root.put("zarr_format", plan.layout().zarrFormat());
    ObjectNode dims = root.putObject("dims");
    plan.layout().dataset().dimensions().forEach(dims::put);
    if (!plan.layout().groupPaths().isEmpty()) {
      ArrayNode groups = root.putArray("groups");
      plan.layout().groupPaths().forEach(groups::add);
    }
    ArrayNode arrays = root.putArray("arrays");
    for (PlannedArray array : plan.arrays()) {
      add(arrays.addObject(), array);
    }
    ObjectNode sources = root.putObject("sources");
    sources.put("files", plan.sources().files()).put("bytes", plan.sources().bytes());
    sources.put("digest", plan.sources().digest()).put("missing", plan.missing().size());
    ObjectNode totals = root.putObject("totals");
    totals.put("bytes", (long) PlanSizes.bytes(plan)).put("objects", plan.layout().objects());
    totals.put("tiles", plan.tiles()).put("memory_per_worker", PlanSizes.peakMemory(plan));
    CostEstimate cost = CostEstimate.of(plan);
    root.putObject("estimate")
        .put("dataflow_vcpu_hours", rounded(cost.vcpuHours()))
        .put("class_a_operations", cost.classA())
        .put("us_dollars", rounded(cost.dollars()));
    ArrayNode warnings = root.putArray("warnings");
    plan.warnings().forEach(warnings::add);
    return root;
  }

  private static void add(ObjectNode node, PlannedArray array) {
    ArrayLayout layout = array.layout();
    node.put("name", array.name()).put("dtype", layout.variable().type().id());
    ArrayNode dims = node.putArray("dims");
    layout.variable().dimensionNames().forEach(dims::add);
    ArrayNode shape = node.putArray("shape");
    for (long n : layout.variable().shape()) {
      shape.add(n);
    }
    ArrayNode chunks = node.putArray("chunks");
    layout.chunk().forEach(chunks::add);
    if (!layout.shard().isEmpty()) {
      ArrayNode shards = node.putArray("shards");
      layout.shard().forEach(shards::add);
    }
    codec(node.putObject("codec"), layout.codec());
    if (!layout.codec().filters().isEmpty()) {
      ArrayNode filters = node.putArray("filters");
      layout.codec().filters().forEach(filter -> codec(filters.addObject(), filter));
    }
    node.put("bytes", (long) PlanSizes.bytes(layout));
    node.put("chunk_bytes", (long) PlanSizes.chunkBytes(layout));
    node.put("objects", layout.objects().count()).put("tiles", array.tiles().count());
    if (array.isToBeCopied()) {
      node.put("objects_copied", array.copied());
    }
    node.put("read_amplification", rounded(array.amplification()));
    node.put("tile_memory", array.memory());
    StagingChoice staging = array.staging();
    if (staging != null) {
      add(node.putObject("staging"), staging, array);
    }
  }

  private static void add(ObjectNode node, StagingChoice staging, PlannedArray array) {
    PlannedArray first = array.intermediate();
    node.put("stages", first == null ? 1 : 2).put("reason", staging.reason());
    node.put("pull_amplification", rounded(staging.pulled()));
    node.put("pull_seconds", rounded(staging.pullSeconds()));
    node.put("stage_seconds", rounded(staging.stageSeconds()));
    if (first != null) {
      ArrayNode chunks = node.putArray("chunks");
      first.layout().chunk().forEach(chunks::add);
      node.put("objects", first.layout().objects().count()).put("tiles", first.tiles().count());
      node.put("scratch_bytes", (long) PlanSizes.bytes(first.layout()));
      node.put("scratch_reads", rounded(array.intermediateReads()));
      node.put("tile_memory", first.memory());
    }
  }

  private static void codec(ObjectNode node, CodecSpec codec) {
    node.put("name", codec.name());
    for (Map.Entry<String, Object> e : codec.configuration().entrySet()) {
      node.putPOJO(e.getKey(), e.getValue());
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
