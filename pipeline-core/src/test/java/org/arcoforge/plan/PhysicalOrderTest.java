package org.arcoforge.plan;

import static org.arcoforge.array.DataType.BOOL;
import static org.arcoforge.array.DataType.FLOAT32;
import static org.arcoforge.array.DataType.FLOAT64;
import static org.arcoforge.array.DataType.INT16;
import static org.arcoforge.array.DataType.INT32;
import static org.arcoforge.array.DataType.INT64;
import static org.arcoforge.array.DataType.INT8;
import static org.arcoforge.array.DataType.STRING;
import static org.arcoforge.array.DataType.UINT16;
import static org.arcoforge.array.DataType.UINT32;
import static org.arcoforge.array.DataType.UINT64;
import static org.arcoforge.array.DataType.UINT8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.function.UnaryOperator;
import org.arcoforge.array.DataType;
import org.arcoforge.fault.Blame;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.recipe.Policies.MissingFilePolicy;
import org.arcoforge.recipe.Policies.OrderPolicy;
import org.arcoforge.recipe.Policies.PackingPolicy;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

/** The order of concat coordinates is that of the values that readers see. */
class PhysicalOrderTest {
  private static final FilePattern PATTERN =
      FilePattern.of("https://x/{x}.nc", PatternDim.concat("x", Keys.of("a", "b")));

  private static SourceSample file(DataType type, long... stored) {
    SourceSample file = new SourceSample().add("x", type, "x:" + stored.length).longs("x", stored);
    double[] own = new double[stored.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = stored[i];
    }
    return file.add("v", FLOAT64, "x:" + own.length).values("v", own);
  }

  private static ArchiveSample archive(OrderPolicy policy, SourceSample a, SourceSample b) {
    return new ArchiveSample(PATTERN, a, b).policies(p -> p.order(policy));
  }

  private static ArchiveSample archive(
      OrderPolicy policy, DataType type, UnaryOperator<SourceSample> own, long[] a, long[] b) {
    return archive(policy, own.apply(file(type, a)), own.apply(file(type, b)));
  }

  private static UnaryOperator<SourceSample> attr(String key, Object value) {
    return f -> f.attr("x", key, value);
  }

  @Test
  void signedIntegersThatMeanUnsignedOnesAreOrderedAsThose() throws Exception {
    for (DataType type : List.of(INT8, INT16, INT32, INT64)) {
      long top = type == INT64 ? Long.MIN_VALUE : -(1L << (8 * type.size() - 1));
      long[] low = {100, 127};
      long[] high = {top, -1};
      String largest = Long.toUnsignedString(-1L >>> (64 - 8 * type.size()));
      UnaryOperator<SourceSample> unsigned = attr("_Unsigned", "true");
      ArchiveSample rising = archive(OrderPolicy.ERROR, type, unsigned, low, high);
      assertEquals("[100.0, 127.0, " + (double) top + ", -1.0]", rising.text(rising.plan(), "v"));
      archive(OrderPolicy.ERROR, type, unsigned, high, low)
          .refusal(Blame.SOURCES, "'x' is 100 at element 0, after " + largest, "order: sort");
      for (OrderPolicy policy :
          List.of(OrderPolicy.SORT, OrderPolicy.KEEP_FIRST, OrderPolicy.KEEP_LAST)) {
        ArchiveSample sorted = archive(policy, type, unsigned, high, low);
        assertEquals("[100, 127, " + top + ", -1]", sorted.text(sorted.plan(), "x"));
      }
      ArchiveSample down = archive(OrderPolicy.SORT_DESCENDING, type, unsigned, low, high);
      assertEquals("[-1, " + top + ", 127, 100]", down.text(down.plan(), "x"));
      archive(OrderPolicy.SORT, type, unsigned, high, new long[] {5, -1})
          .refusal(Blame.SOURCES, "'x' repeats " + largest);
    }
  }

  @Test
  void unsignedIntegersThatMeanSignedOnesAreOrderedAsThose() throws Exception {
    for (DataType type : List.of(UINT8, UINT16, UINT32, UINT64)) {
      UnaryOperator<SourceSample> signed = attr("_Unsigned", "false");
      long[] low = {-2, -1};
      long[] high = {0, 5};
      archive(OrderPolicy.ERROR, type, signed, low, high).plan();
      archive(OrderPolicy.ERROR, type, signed, high, low)
          .refusal(Blame.SOURCES, "'x' is -2 at element 0, after 5");
      ArchiveSample sorted = archive(OrderPolicy.SORT, type, signed, high, low);
      assertEquals("[-2.0, -1.0, 0.0, 5.0]", sorted.text(sorted.plan(), "v"));
    }
  }

  @Test
  void aNegativeFactorTurnsTheOrderAround() throws Exception {
    UnaryOperator<SourceSample> packed = attr("scale_factor", -0.5);
    for (DataType type : List.of(INT16, UINT8, INT64)) {
      ArchiveSample up =
          archive(OrderPolicy.SORT, type, packed, new long[] {1, 2}, new long[] {3, 4});
      assertEquals("[4, 3, 2, 1]", up.text(up.plan(), "x"));
      assertEquals("[4.0, 3.0, 2.0, 1.0]", up.text(up.plan(), "v"));
      ArchiveSample down =
          archive(OrderPolicy.SORT_DESCENDING, type, packed, new long[] {3, 4}, new long[] {1, 2});
      assertEquals("[1, 2, 3, 4]", down.text(down.plan(), "x"));
    }
    archive(OrderPolicy.ERROR, INT16, packed, new long[] {3, 4}, new long[] {1, 2})
        .refusal(Blame.SOURCES, "'x' is -0.5 at element 0, after -2.0");
    archive(OrderPolicy.SORT, INT16, packed, new long[] {3, 4}, new long[] {4, 9})
        .refusal(Blame.SOURCES, "'x' repeats -2.0");
  }

  @Test
  void aFactorOnUnsignedBytesAppliesToWhatTheyMean() throws Exception {
    UnaryOperator<SourceSample> packed =
        f -> f.attr("x", "_Unsigned", "true").attr("x", "scale_factor", 0.1f);
    ArchiveSample sorted =
        archive(OrderPolicy.SORT, INT8, packed, new long[] {-2, -1}, new long[] {1, 2});
    assertEquals("[1, 2, -2, -1]", sorted.text(sorted.plan(), "x"));
  }

  @Test
  void packingThatDiffersOrIsDecodedIsOrderedByValue() throws Exception {
    ArchiveSample other =
        archive(
            OrderPolicy.SORT,
            file(INT16, 3, 4).attr("x", "scale_factor", -0.5),
            file(INT16, 3, 4).attr("x", "scale_factor", 0.5));
    assertEquals("[-2.0, -1.5, 1.5, 2.0]", other.text(other.plan(), "x"));
    ArchiveSample decoded =
        archive(
                OrderPolicy.SORT,
                INT16,
                attr("scale_factor", -0.5),
                new long[] {3, 4},
                new long[] {1, 2})
            .policies(p -> p.packing(PackingPolicy.DECODE));
    assertEquals("[-2.0, -1.5, -1.0, -0.5]", decoded.text(decoded.plan(), "x"));
  }

  @Test
  void packedTimesAreToldAndFilledByTheirDates() throws Exception {
    FilePattern dated =
        FilePattern.of(
            "https://x/{time:%Y%m%d}.nc",
            PatternDim.concat("time", Keys.dates("2000-01-01", "2000-01-03", "P1D")));
    ArchiveSample archive = new ArchiveSample(dated, day(0), day(10), day(30));
    archive.refusal(Blame.SOURCES, "a gap", "begins at 2000-01-04T00:00:00");
    ArchiveSample filled =
        new ArchiveSample(dated, day(0), day(10), day(20))
            .missing(1)
            .policies(p -> p.missingFiles(MissingFilePolicy.FILL));
    assertEquals("[0, 10, 20]", filled.text(filled.plan(), "time"));
    new ArchiveSample(ConcatTest.TWO, day(20), day(20))
        .refusal(Blame.SOURCES, "'time' is 2.0 at element 0, after 2.0", "(2000-01-03T00:00:00)");
  }

  private static SourceSample day(long tenths) {
    return new SourceSample()
        .add("time", INT16, "time:1")
        .longs("time", tenths)
        .attr("time", "units", "days since 2000-01-01")
        .attr("time", "scale_factor", 0.1)
        .add("v", FLOAT32, "time:1");
  }

  private static ArchiveSample named(OrderPolicy policy, String[] a, String[] b) {
    return archive(policy, names(0, a), names(10, b));
  }

  private static SourceSample names(double first, String... texts) {
    double[] own = new double[texts.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = first + i;
    }
    return new SourceSample()
        .add("x", STRING, "x:" + texts.length)
        .texts("x", texts)
        .add("v", FLOAT64, "x:" + texts.length)
        .values("v", own);
  }

  @Test
  void ofNamesThatRepeatTheFirstOrTheLastIsKept() throws Exception {
    String[] a = {"m", "b"};
    String[] b = {"c", "b", "a"};
    ArchiveSample first = named(OrderPolicy.KEEP_FIRST, a, b);
    assertEquals("[m, b, c, a]", first.text(first.plan(), "x"));
    assertEquals("[0.0, 1.0, 10.0, 12.0]", first.text(first.plan(), "v"));
    assertEquals(1, first.plan().leftOut().get(0).elements());
    ArchiveSample last = named(OrderPolicy.KEEP_LAST, a, b);
    assertEquals("[m, c, b, a]", last.text(last.plan(), "x"));
    assertEquals("[0.0, 10.0, 11.0, 12.0]", last.text(last.plan(), "v"));
    for (OrderPolicy policy : List.of(OrderPolicy.ERROR, OrderPolicy.SORT)) {
      named(policy, a, b)
          .refusal(
              Blame.SOURCES,
              "b.nc",
              "a.nc",
              "'x' repeats 'b'",
              "write policies: {order: keep-first} or {order: keep-last}");
    }
  }

  @Test
  void namesOfWhichAFileWouldHaveNoneLeftAreRefused() throws Exception {
    String[] all = {"m", "b"};
    String[] some = {"b"};
    String said = named(OrderPolicy.ERROR, all, some).refusal(Blame.SOURCES, "'x' repeats 'b'");
    assertFalse(said.contains("write policies: {order: keep-first} or"), said);
    named(OrderPolicy.KEEP_FIRST, all, some)
        .refusal(Blame.SOURCES, "b.nc", "leaves nothing of this file");
    ArchiveSample allowed =
        named(OrderPolicy.KEEP_FIRST, all, some).policies(p -> p.allowUnusedFiles(true));
    assertEquals("[m, b]", allowed.text(allowed.plan(), "x"));
  }

  @Test
  void namesStayInTheOrderOfTheFilesUnlessSorted() throws Exception {
    String[] a = {"m", "\uFB00"};
    String[] b = {"\uD83D\uDE00", "b"};
    ArchiveSample kept = named(OrderPolicy.ERROR, a, b);
    assertEquals("[m, \uFB00, \uD83D\uDE00, b]", kept.text(kept.plan(), "x"));
    ArchiveSample up = named(OrderPolicy.SORT, a, b);
    assertEquals("[b, m, \uFB00, \uD83D\uDE00]", up.text(up.plan(), "x"));
    ArchiveSample down = named(OrderPolicy.SORT_DESCENDING, a, b);
    assertEquals("[\uD83D\uDE00, \uFB00, m, b]", down.text(down.plan(), "x"));
  }

  @Test
  void truthValuesAreNamesToo() throws Exception {
    ArchiveSample first = archive(OrderPolicy.KEEP_FIRST, file(BOOL, 1), file(BOOL, 1, 0));
    assertEquals("[1, 0]", first.text(first.plan(), "x"));
    ArchiveSample sorted = archive(OrderPolicy.SORT, file(BOOL, 1), file(BOOL, 0));
    assertEquals("[0, 1]", sorted.text(sorted.plan(), "x"));
  }
}
