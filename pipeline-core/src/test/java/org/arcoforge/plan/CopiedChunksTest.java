package org.arcoforge.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.fault.Blame;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.recipe.Target;
import org.arcoforge.recipe.Transform;
import org.arcoforge.recipe.VariableEncoding;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

/** Which chunks of files become objects of the store without being decoded. */
class CopiedChunksTest {
  private static final VariableEncoding SOURCE =
      VariableEncoding.standard().withCodec(CodecSpec.source());
  private static final CodecSpec ZLIB =
      new CodecSpec("zlib", Map.of("level", 4), List.of(CodecSpec.shuffle(4)));
  private static final CodecSpec BIG =
      ZLIB.withFilters(List.of(CodecSpec.bigEndian(), CodecSpec.shuffle(4)));

  private static SourceSample file(long from, long steps, CodecSpec codec, Long... chunk) {
    long[] times = java.util.stream.LongStream.range(from, from + steps).toArray();
    return new SourceSample()
        .time("days since 2000-01-01", times)
        .add("t", DataType.INT32, "time:" + steps + " y:5")
        .stored("t", codec, chunk);
  }

  private static ArchiveSample archive(SourceSample... files) {
    FilePattern pattern =
        FilePattern.of(
            "f{time}.nc", PatternDim.concat("time", new Keys.Range(0, files.length - 1, 1)));
    return new ArchiveSample(pattern, files).target(t -> t.encode("t", SOURCE));
  }

  private static long copied(Plan plan) {
    return ArchiveSample.array(plan, "t").copied();
  }

  @Test
  void chunksAndCodecAreTheFilesAndAllAreCopied() {
    Plan plan = archive(file(0, 4, ZLIB, 2L, 3L), file(4, 2, ZLIB, 2L, 3L)).plan();
    PlannedArray t = ArchiveSample.array(plan, "t");
    assertEquals(List.of(2L, 3L), t.layout().chunk());
    assertEquals(ZLIB, t.layout().codec());
    assertEquals(6, t.copied());
    assertTrue(t.isToBeCopied());
    assertEquals(
        List.of(), plan.warnings().stream().filter(w -> w.contains("encoded again")).toList());
  }

  @Test
  void theChunkOfTheFileIsNamedThatFillsAnObject() {
    ArchiveSample sample = archive(file(0, 4, ZLIB, 2L, 3L), file(4, 2, ZLIB, 2L, 3L));
    Plan plan = sample.plan();
    PlannedArray t = ArchiveSample.array(plan, "t");
    Region region = t.layout().objects().region(1, 1); // clipped in y
    PlannedObject object =
        IntStream.range(0, (int) t.tiles().count())
            .boxed()
            .flatMap(n -> plan.tile(t, n).objects().stream())
            .filter(o -> o.region().equals(region))
            .findFirst()
            .orElseThrow();
    assertEquals(
        Optional.of(new CopiedChunk("t", List.of(1L, 1L))),
        object.copied(sample.record(object.copiedFrom().orElseThrow()).view(), "f0.nc"));
    Fragment half = new Fragment(0, Region.of(new long[] {0, 0}, new long[] {1, 3}), region, false);
    assertEquals(Optional.empty(), t.sourceChunk(sample.record(0).view(), "f0.nc", half));
  }

  @Test
  void whereFilesCutChunksTheseAreDecoded() {
    Plan plan = archive(file(0, 3, ZLIB, 2L, 5L), file(3, 3, ZLIB, 2L, 5L)).plan();
    assertEquals(1, copied(plan), "only the first: later ones begin within a chunk of the file");
    assertTrue(plan.warnings().toString().contains("2 of 3 chunks are decoded"), plan::toString);
  }

  @Test
  void aClippedChunkOfAFileIsNoneWhereTheStoreGoesOn() {
    Plan plan = archive(file(0, 2, ZLIB, 4L, 5L), file(2, 2, ZLIB, 4L, 5L)).plan();
    assertEquals(0, copied(plan));
    assertEquals(1, copied(archive(file(0, 2, ZLIB, 4L, 5L)).plan()), "at the end it is one");
  }

  @Test
  void anotherCodecOrOrderOfBytesInAFileIsDecoded() {
    for (CodecSpec other : List.of(BIG, CodecSpec.none(), CodecSpec.standard())) {
      Plan plan = archive(file(0, 2, ZLIB, 1L, 5L), file(2, 2, other, 1L, 5L)).plan();
      assertEquals(2, copied(plan), other.toString());
      assertEquals(ZLIB, ArchiveSample.array(plan, "t").layout().codec());
    }
  }

  @Test
  void numbersThatAreStoredInAnotherWayAreDecoded() {
    SourceSample odd = file(2, 2, ZLIB, 1L, 5L).attr("t", "scale_factor", 2.0);
    odd.stored("t", ZLIB, 1L, 5L);
    Plan plan = archive(file(0, 2, ZLIB, 1L, 5L), odd).plan();
    PlannedArray t = ArchiveSample.array(plan, "t");
    assertEquals(0, t.copied());
    assertEquals(DataType.FLOAT64, t.layout().variable().type());
    assertEquals(List.of(CodecSpec.shuffle(8)), t.layout().codec().filters());
  }

  @Test
  void shufflesFollowTheTypeThatIsStored() {
    UnaryOperator<Target.Builder> narrow = t -> t.encode("t", SOURCE.withDtype(DataType.INT16));
    PlannedArray t =
        ArchiveSample.array(archive(file(0, 2, BIG, 1L, 5L)).target(narrow).plan(), "t");
    assertEquals(0, t.copied());
    assertEquals(
        List.of(CodecSpec.bigEndian(), CodecSpec.shuffle(2)), t.layout().codec().filters());
  }

  @Test
  void axesThatAreTurnedAreDecoded() {
    ArchiveSample turned =
        archive(file(0, 4, ZLIB, 1L, 5L))
            .recipe(r -> r.transforms(new Transform.Transpose(List.of("y", "time"))));
    assertEquals(0, copied(turned.plan()));
  }

  @Test
  void whereNothingIsSaidNothingIsCopied() {
    Plan plan =
        archive(file(0, 4, ZLIB, 2L, 5L))
            .target(t -> t.encode("t", VariableEncoding.standard()))
            .plan();
    assertEquals(0, copied(plan));
    assertFalse(ArchiveSample.array(plan, "t").isToBeCopied());
  }

  @Test
  void shardsAreNeverChunksOfFiles() {
    Plan plan =
        archive(file(0, 4, ZLIB, 2L, 5L)).target(t -> t.chunk("time", 2).shard("time", 4)).plan();
    assertEquals(0, copied(plan));
  }

  @Test
  void filesWithoutSuchChunksAreRefused() {
    ArchiveSample sample =
        archive(
            new SourceSample()
                .time("days since 2000-01-01", 0)
                .add("t", DataType.INT32, "time:1 y:5"));
    sample.refusal(Blame.RECIPE, "no Zarr store can take over", "codec: blosc");
  }
}
