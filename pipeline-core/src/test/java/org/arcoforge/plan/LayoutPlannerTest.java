package org.arcoforge.plan;

import static org.arcoforge.array.DataType.FLOAT32;
import static org.arcoforge.array.DataType.FLOAT64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.fault.Blame;
import org.arcoforge.plan.merge.MergedVariable;
import org.arcoforge.recipe.Target;
import org.arcoforge.recipe.VariableEncoding;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

class LayoutPlannerTest {
  private static ArrayLayout layout(
      Target target,
      Map<String, Long> lengths,
      DataType type,
      Set<String> nonData,
      String... dims) {
    CfEncoding encoding = CfEncoding.builder().type(type).build();
    MergedVariable v =
        MergedVariable.builder()
            .name("v")
            .dims(List.of(dims))
            .varying(List.of())
            .fixed(new long[0])
            .attributes(Attributes.empty())
            .encoding(encoding)
            .sources(List.of())
            .build();
    return new LayoutPlanner(target, lengths, Set.of("time", "member"), nonData, Map.of())
        .layout(v);
  }

  private static List<Long> automatic(long time, long y, long x, long bytes) {
    Target target = Target.builder().autoChunkBytes(bytes).build();
    Map<String, Long> lengths = Map.of("time", time, "y", y, "x", x);
    return layout(target, lengths, FLOAT32, Set.of(), "time", "y", "x").chunk();
  }

  @Test
  void automaticChunksAreWholeMapsAsManyAsFit() {
    assertEquals(List.of(24L, 720L, 1440L), automatic(365, 720, 1440, 100_000_000));
    assertEquals(List.of(10L, 720L, 1440L), automatic(10, 720, 1440, 100_000_000));
    assertEquals(List.of(1L, 720L, 1440L), automatic(365, 720, 1440, 5_000_000));
  }

  @Test
  void hugeMapsAreHalvedAlongTheirLongestSide() {
    assertEquals(List.of(1L, 360L, 720L), automatic(365, 720, 1440, 1_100_000));
    for (long side : new long[] {100_000, 3_000_000, 4_000_000_000L}) {
      List<Long> chunk = automatic(10, side, side, 100_000_000);
      double bytes = 4.0 * chunk.get(0) * chunk.get(1) * chunk.get(2);
      assertTrue(bytes <= 100e6 && bytes > 20e6, side + ": " + chunk);
    }
  }

  @Test
  void namedChunksAreClippedAndTheRestIsWhole() {
    Target target = Target.builder().chunk("time", 40).chunk("y", -1).chunk("x", 999).build();
    Map<String, Long> lengths = Map.of("time", 100L, "y", 5L, "x", 7L, "z", 3L);
    assertEquals(
        List.of(40L, 3L, 5L, 7L),
        layout(target, lengths, FLOAT32, Set.of(), "time", "z", "y", "x").chunk());
  }

  @Test
  void inModeAppendChunksMayBeLongerThanTheAxis() {
    Target target =
        Target.builder().mode(Target.Mode.APPEND).chunk("time", 40).shard("time", 80).build();
    ArrayLayout layout = layout(target, Map.of("time", 3L), FLOAT32, Set.of(), "time");
    assertEquals(List.of(40L), layout.chunk());
    assertEquals(List.of(80L), layout.shard());
  }

  @Test
  void shardsAreMultiplesOfChunks() {
    Target target = Target.builder().chunk("time", 4).shard("time", 8).build();
    Map<String, Long> lengths = Map.of("time", 100L, "x", 7L);
    ArrayLayout layout = layout(target, lengths, FLOAT32, Set.of(), "time", "x");
    assertEquals(List.of(8L, 7L), layout.shard());
    Target whole = Target.builder().chunk("time", 8).shard("time", -1).build();
    assertEquals(List.of(104L, 7L), layout(whole, lengths, FLOAT32, Set.of(), "time", "x").shard());
  }

  @Test
  void dimensionCoordinatesAreOneChunkUnlessTheyAreAsLargeAsData() {
    Target target = Target.builder().chunk("v", 4).shard("v", 8).build();
    ArrayLayout small = layout(target, Map.of("v", 100L), FLOAT64, Set.of("v"), "v");
    assertEquals(List.of(100L), small.chunk());
    assertEquals(List.of(), small.shard());
    Target auto = Target.builder().build();
    ArrayLayout large = layout(auto, Map.of("v", 100_000_000L), FLOAT64, Set.of("v"), "v");
    assertTrue(large.chunk().get(0) * 8 <= auto.autoChunkBytes(), large.chunk().toString());
  }

  private static MergedVariable variable(String name, DataType type, String... dims) {
    CfEncoding encoding = CfEncoding.builder().type(type).build();
    return MergedVariable.builder()
        .name(name)
        .dims(List.of(dims))
        .varying(List.of())
        .fixed(new long[0])
        .attributes(Attributes.empty())
        .encoding(encoding)
        .sources(List.of())
        .build();
  }

  private static Map<String, ArrayLayout> layouts(Target target) {
    Map<String, Long> lengths = Map.of("time", 3650L, "y", 720L, "x", 1440L, "nv", 2L);
    List<MergedVariable> variables =
        List.of(
            variable("time", FLOAT64, "time"),
            variable("valid_time", FLOAT64, "time"),
            variable("lat", FLOAT64, "y", "x"),
            variable("time_bnds", FLOAT64, "time", "nv"),
            variable("flag", DataType.INT8, "time", "y", "x"),
            variable("v", FLOAT32, "time", "y", "x"));
    Set<String> coordinates = Set.of("time", "valid_time", "lat");
    Map<String, ArrayLayout> layouts = new LinkedHashMap<>();
    new LayoutPlanner(target, lengths, Set.of("time"), coordinates, Map.of())
        .layouts(variables)
        .forEach(layout -> layouts.put(layout.variable().name(), layout));
    return layouts;
  }

  /** What xarray calls {@code ds.chunks}, which raises where two variables disagree. */
  private static Map<String, Long> chunks(Map<String, ArrayLayout> layouts) {
    Map<String, Long> chunks = new LinkedHashMap<>();
    layouts.forEach(
        (name, layout) -> {
          for (int d = 0; d < layout.chunk().size() && !name.equals("time"); d++) {
            String dim = layout.variable().dimensionNames().get(d);
            Long known = chunks.putIfAbsent(dim, layout.chunk().get(d));
            assertEquals(known == null ? layout.chunk().get(d) : known, layout.chunk().get(d));
          }
        });
    return chunks;
  }

  @Test
  void alongADimensionAllButItsCoordinateAreCutAlike() {
    VariableEncoding wish = VariableEncoding.standard().withChunks(Map.of("time", 7L, "y", 90L));
    for (Target target :
        List.of(
            Target.builder().build(),
            Target.builder().autoChunkBytes(1_000_000).build(),
            Target.builder().chunk("time", 40).chunk("y", 100).shard("time", 80).build(),
            Target.builder().autoChunkBytes(5_000_000).encode("v", wish).build())) {
      Map<String, ArrayLayout> layouts = layouts(target);
      assertEquals(
          List.of("time", "valid_time", "lat", "time_bnds", "flag", "v"),
          List.copyOf(layouts.keySet()));
      Map<String, Long> chunks = chunks(layouts);
      ArrayLayout time = Objects.requireNonNull(layouts.get("time"));
      ArrayLayout validTime = Objects.requireNonNull(layouts.get("valid_time"));
      assertEquals(List.of(3650L), time.chunk());
      assertTrue(chunks.getOrDefault("time", 3650L) < 3650, chunks.toString());
      assertEquals(target.shards().isEmpty(), validTime.shard().isEmpty());
    }
  }

  private static ArchiveSample two() {
    return new ArchiveSample(
        ConcatTest.TWO,
        new SourceSample().time(ConcatTest.DAYS, 0, 1, 2).add("v", FLOAT32, "time:3 x:4"),
        new SourceSample().time(ConcatTest.DAYS, 3, 4, 5).add("v", FLOAT32, "time:3 x:4"));
  }

  @Test
  void wishesOfAVariableAreHeard() {
    VariableEncoding wish =
        VariableEncoding.standard()
            .withChunks(Map.of("x", 2L))
            .withCodec(CodecSpec.none())
            .withDtype(FLOAT64)
            .withFillValue(-1.5);
    Plan plan = two().target(t -> t.encode("v", wish)).plan();
    ArrayLayout layout = ArchiveSample.array(plan, "v").layout();
    assertEquals(List.of(6L, 2L), layout.chunk());
    assertEquals(CodecSpec.none(), layout.codec());
    assertEquals(FLOAT64, layout.variable().type());
    assertEquals(-1.5, Double.longBitsToDouble(layout.fill().bits()));
    assertTrue(layout.fillIsMissing());
  }

  @Test
  void namesThatAreNotInTheDataAreRefusedWithThoseThatAre() {
    two().target(t -> t.chunk("lat", 1)).refusal(Blame.RECIPE, "chunks", "'lat'", "time, x");
    two().target(t -> t.shard("lat", 1)).refusal(Blame.RECIPE, "shards", "'lat'", "time, x");
    VariableEncoding wish = VariableEncoding.standard().withChunks(Map.of("lat", 1L));
    two().target(t -> t.encode("v", wish)).refusal(Blame.RECIPE, "encoding: v: chunks", "'lat'");
    two().target(t -> t.encode("w", wish)).refusal(Blame.RECIPE, "encoding", "'w'", "time, v");
    two()
        .target(t -> t.chunk("time", 2).shard("time", 3))
        .refusal(Blame.RECIPE, "'v'", "shard of 3", "'time'", "shards: {time: 4}");
    two()
        .target(t -> t.encode("v", VariableEncoding.standard().withFillValue("x")))
        .refusal(Blame.RECIPE, "encoding: v", "fill_value x", "float32");
  }
}
