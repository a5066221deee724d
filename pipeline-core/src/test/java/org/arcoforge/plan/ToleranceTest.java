package org.arcoforge.plan;

import static org.arcoforge.array.DataType.FLOAT32;
import static org.arcoforge.array.DataType.INT16;
import static org.arcoforge.array.DataType.INT32;
import static org.arcoforge.array.DataType.INT64;
import static org.arcoforge.array.DataType.INT8;
import static org.arcoforge.array.DataType.UINT16;
import static org.arcoforge.array.DataType.UINT32;
import static org.arcoforge.array.DataType.UINT64;
import static org.arcoforge.array.DataType.UINT8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.arcoforge.array.DataType;
import org.arcoforge.fault.Blame;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

/** Values that files repeat may differ by a tolerance, whatever type they are stored as. */
class ToleranceTest {
  private static SourceSample file(int day, DataType type, long... x) {
    return new SourceSample()
        .time(ConcatTest.DAYS, day)
        .add("x", type, "x:" + x.length)
        .longs("x", x)
        .add("v", FLOAT32, "time:1 x:" + x.length);
  }

  private static ArchiveSample archive(
      DataType type, UnaryOperator<SourceSample> own, long[] a, long[] b) {
    return ArchiveSample.two(own.apply(file(0, type, a)), own.apply(file(1, type, b)));
  }

  @Test
  void integersOfEveryWidthAreCompared() throws Exception {
    for (DataType type : List.of(INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64)) {
      long end = type.isUnsigned() ? -1 : -1L >>> (65 - 8 * type.size());
      long[] a = {1, end};
      long[] b = {3, end - 1};
      ArchiveSample near = archive(type, f -> f, a, b).policies(p -> p.coordinateTolerance(2));
      assertEquals(
          "[1, " + near.read(near.plan(), "x").longAt(1) + "]", near.text(near.plan(), "x"));
      archive(type, f -> f, a, b).policies(p -> p.coordinateTolerances(Map.of("x", 2.0))).plan();
      archive(type, f -> f, a, b)
          .policies(p -> p.coordinateTolerance(1))
          .refusal(Blame.SOURCES, "'x' must be equal");
      archive(type, f -> f, new long[] {0, end}, new long[] {end, end})
          .policies(p -> p.coordinateTolerance(100))
          .refusal(Blame.SOURCES, "'x' must be equal");
    }
  }

  @Test
  void largeIntegersAreNotRounded() {
    long large = (1L << 62) + 1;
    archive(INT64, f -> f, new long[] {large}, new long[] {large + 2})
        .policies(p -> p.coordinateTolerance(1))
        .refusal(Blame.SOURCES, "'x' must be equal");
  }

  @Test
  void integersThatAreNoCoordinateAreComparedToo() throws Exception {
    ArchiveSample near =
        ArchiveSample.two(
            file(0, INT32, 0).add("mask", INT16, "y:40").longs("mask", 5, 6),
            file(1, INT32, 0).add("mask", INT16, "y:40").longs("mask", 6, 5));
    near.refusal(Blame.SOURCES, "'mask' must be equal");
    near.policies(p -> p.coordinateTolerances(Map.of("mask", 1.0))).plan();
  }

  @Test
  void packedNumbersAndBytesThatMeanUnsignedOnesAreComparedByValue() throws Exception {
    UnaryOperator<SourceSample> tenths = f -> f.attr("x", "scale_factor", 0.1);
    archive(INT16, tenths, new long[] {10, 50}, new long[] {11, 50})
        .policies(p -> p.coordinateTolerance(0.1))
        .plan();
    archive(INT16, tenths, new long[] {10, 50}, new long[] {12, 50})
        .policies(p -> p.coordinateTolerance(0.1))
        .refusal(Blame.SOURCES, "'x' must be equal");
    UnaryOperator<SourceSample> unsigned = f -> f.attr("x", "_Unsigned", "true");
    archive(INT8, unsigned, new long[] {127}, new long[] {-128})
        .policies(p -> p.coordinateTolerance(1))
        .plan();
    archive(INT8, unsigned, new long[] {-1}, new long[] {0})
        .policies(p -> p.coordinateTolerance(1))
        .refusal(Blame.SOURCES, "'x' must be equal");
    UnaryOperator<SourceSample> masked = f -> f.attr("x", "_FillValue", 1L);
    archive(INT32, masked, new long[] {1, 5}, new long[] {2, 5})
        .policies(p -> p.coordinateTolerance(3))
        .refusal(Blame.SOURCES, "'x' must be equal"); // a value is not near to what is missing
  }

  @Test
  void timesAreComparedInTheUnitsOfTheFirstFile() throws Exception {
    FilePattern members =
        FilePattern.of("https://x/{member}.nc", PatternDim.concat("member", Keys.of("a", "b")));
    for (double tolerance : new double[] {0.5, 0.4}) {
      ArchiveSample archive =
          new ArchiveSample(
                  members,
                  new SourceSample()
                      .time("days since 2000-01-01", 1, 2)
                      .add("v", FLOAT32, "time:2"),
                  new SourceSample()
                      .time("hours since 2000-01-01", 36, 48)
                      .add("v", FLOAT32, "time:2"))
              .policies(p -> p.coordinateTolerance(tolerance));
      if (tolerance == 0.5) {
        archive.plan();
      } else {
        archive.refusal(Blame.SOURCES, "'time' must be equal");
      }
    }
  }

  @Test
  void whatTheFilesOfEachKeyRepeatIsCompared() throws Exception {
    FilePattern kinds =
        FilePattern.of(
            "https://x/{variable}.{time}.nc",
            PatternDim.merge("variable", Keys.of("a", "b")),
            PatternDim.concat("time", Keys.of("c", "d")));
    SourceSample[] files = new SourceSample[4];
    for (int i = 0; i < 4; i++) {
      files[i] =
          new SourceSample()
              .time(ConcatTest.DAYS, i % 2)
              .add("quality", INT16, "time:1")
              .longs("quality", 5 + i / 2)
              .add(i < 2 ? "a" : "b", FLOAT32, "time:1");
    }
    ArchiveSample archive = new ArchiveSample(kinds, files);
    archive.refusal(Blame.SOURCES, "'quality' must be equal");
    archive.policies(p -> p.coordinateTolerance(1)).plan();
  }
}
