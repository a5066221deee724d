package org.arcoforge.plan;

import static org.arcoforge.array.DataType.FLOAT32;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.arcoforge.fault.Blame;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.recipe.Policies.OrderPolicy;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

/** What is proposed where several files hold the same coordinate leads to a store. */
class DuplicateAdviceTest {
  private static final String COPIES =
      "if they are copies, write policies: {order: keep-first, allow_unused_files: true} or {order:"
          + " keep-last, allow_unused_files: true}";

  private static SourceSample days(long... days) {
    return new SourceSample().time(ConcatTest.DAYS, days).add("v", FLOAT32, "time:" + days.length);
  }

  private static ArchiveSample named(String url, List<String> names, long[]... days) {
    SourceSample[] files = new SourceSample[days.length];
    for (int i = 0; i < files.length; i++) {
      files[i] = days(days[i]);
    }
    Keys keys = Keys.of(names.toArray(new String[0]));
    return new ArchiveSample(FilePattern.of(url, PatternDim.concat("time", keys)), files);
  }

  private static String refused(ArchiveSample archive) {
    return String.valueOf(assertThrows(RefusedException.class, archive::plan).getMessage());
  }

  @Test
  void filesOfOneRecordOfWhichOneIsThereTwiceAreCopies() throws Exception {
    ArchiveSample archive =
        named(
            "/x/{time}.nc",
            List.of("f20000101", "f20000102", "f20000103", "f20000104"),
            new long[] {0},
            new long[] {1},
            new long[] {1},
            new long[] {3});
    String said =
        archive.refusal(Blame.SOURCES, "f20000103.nc", "hold the same 'time'", COPIES, "`files`");
    assertFalse(said.contains("glob"), said);
    archive.policies(p -> p.order(OrderPolicy.KEEP_FIRST));
    String unused =
        archive.refusal(
            Blame.SOURCES,
            "f20000103.nc",
            "nothing of this file",
            "write policies: {order: keep-first, allow_unused_files: true}");
    assertFalse(unused.contains("glob"), unused);
    for (OrderPolicy policy : List.of(OrderPolicy.KEEP_FIRST, OrderPolicy.KEEP_LAST)) {
      archive.policies(p -> p.order(policy).allowUnusedFiles(true));
      assertEquals("[0, 1, 3]", archive.text(archive.plan(), "time"));
    }
  }

  @Test
  void copiesAmongLongerFilesAreNoMembers() {
    ArchiveSample archive =
        named(
            "/x/{time}.nc",
            List.of("a", "b", "c"),
            new long[] {1, 2},
            new long[] {1, 2},
            new long[] {3});
    String said = archive.refusal(Blame.SOURCES, "hold the same 'time'", COPIES);
    assertFalse(said.contains("glob"), said);
  }

  private static ArchiveSample members(String folder, long... last) {
    long[] first = {0, 1};
    return named(
        folder + "/{time}.nc",
        List.of("r1_2000-01", "r1_2000-02", "r2_2000-01", "r2_2000-02"),
        first,
        new long[] {2, 3},
        first,
        last);
  }

  @Test
  void membersInTheNamesAreProposedAsADimension() {
    members("/x", 2, 3)
        .refusal(
            Blame.SOURCES,
            "write pattern: {glob: \"/x/{member}_2000-{part}.nc\", dims: [{concat: member},"
                + " {concat: time}]}",
            COPIES);
  }

  @Test
  void membersWhoseCoordinatesDifferAreNone() {
    for (long[] last : new long[][] {{2, 4}, {2, 3, 4}, {4, 5}}) {
      String said = refused(members("/x", last));
      assertFalse(said.contains("glob"), said);
      assertTrue(said.contains(COPIES), said);
    }
  }

  @Test
  void whereNoFolderCanBeListedNoGlobIsProposed() {
    for (String folder : List.of("https://x", "/x[1]")) {
      String said = refused(members(folder, 2, 3));
      assertFalse(said.contains("glob"), said);
      assertTrue(said.contains("second dimension for them in `dims`"), said);
    }
  }

  @Test
  void partsAreNotCalledAsTheDimensionIs() {
    SourceSample[] files = new SourceSample[2];
    for (int i = 0; i < 2; i++) {
      files[i] =
          new SourceSample().coordinate("member", FLOAT32, 1.5, 2).add("v", FLOAT32, "member:2");
    }
    new ArchiveSample(
            FilePattern.of("/x/{member}.nc", PatternDim.concat("member", Keys.of("a", "b"))), files)
        .refusal(
            Blame.SOURCES,
            "write pattern: {glob: \"/x/{series}.nc\", dims: [{concat: series}, {concat: member}]}");
  }

  @Test
  void aSecondDimensionIsNotProposedBesideOne() {
    SourceSample[] files = new SourceSample[4];
    for (int i = 0; i < 4; i++) {
      files[i] = days(0).add(i < 2 ? "a" : "b", FLOAT32, "time:1");
    }
    String said =
        refused(
            new ArchiveSample(
                FilePattern.of(
                    "/x/{variable}{time}.nc",
                    PatternDim.merge("variable", Keys.of("a", "b")),
                    PatternDim.concat("time", Keys.of("c", "d"))),
                files));
    assertFalse(said.contains("glob"), said);
  }
}
