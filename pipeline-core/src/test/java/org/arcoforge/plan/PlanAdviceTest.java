package org.arcoforge.plan;

import static org.arcoforge.array.DataType.FLOAT32;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.Variable;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

/** What a plan advises where a bake would do, but not well. */
class PlanAdviceTest {
  private static final FilePattern THREE =
      FilePattern.of("https://x/{time}.nc", PatternDim.concat("time", Keys.of("a", "b", "c")));

  private static String line(List<Long> chunk) {
    Variable v =
        new Variable(
            "v",
            FLOAT32,
            List.of(
                new Dimension("time", 10_000), new Dimension("y", 720), new Dimension("x", 1440)),
            Attributes.empty());
    return ChunkAdvice.line(
        ArrayLayout.builder()
            .variable(v)
            .chunk(chunk)
            .fill(FillValue.zero())
            .fillIsMissing(false)
            .codec(CodecSpec.none())
            .build());
  }

  @Test
  void smallChunksAreToBecomeWholeMultiplesNeighboursFirst() {
    assertEquals("target: {chunks: {time: 24, y: -1, x: -1}}", line(List.of(1L, 72L, 144L)));
    assertEquals("target: {chunks: {time: 24, y: -1, x: -1}}", line(List.of(1L, 1L, 1L)));
  }

  @Test
  void largeChunksAreHalvedAtTheirLongestSide() {
    assertEquals(
        "target: {chunks: {time: 313, y: 180, x: 360}}", line(List.of(10_000L, 720L, 1440L)));
  }

  private static SourceSample file(int n) {
    return new SourceSample()
        .time(ConcatTest.DAYS, n)
        .add("v", FLOAT32, "time:1")
        .attr("v", "units", "K")
        .global("title", "all");
  }

  @Test
  void attributesOfOneFileOnlyAreMarkedAndThoseOfMoreAreNot() throws Exception {
    List<String> warnings =
        new ArchiveSample(
                THREE,
                file(0).global("note", "two").attr("v", "comment", "here"),
                file(1).global("note", "two"),
                file(2).global("hint", "one"))
            .plan()
            .warnings();
    List<String> rare = warnings.stream().filter(w -> w.contains("in one of")).toList();
    assertEquals(2, rare.size(), warnings.toString());
    assertTrue(
        rare.get(0)
            .startsWith("global attribute 'hint' is in one of 3 files only, https://x/c.nc; "),
        rare.get(0));
    assertTrue(
        rare.get(1).startsWith("variable 'v': attribute 'comment' is in one of 3 files only"),
        rare.get(1));
  }
}
