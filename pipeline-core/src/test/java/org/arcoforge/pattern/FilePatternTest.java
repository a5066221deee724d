package org.arcoforge.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilePatternTest {
  private static final FilePattern PATTERN =
      FilePattern.of(
          "https://host/{time:%Y%m}/file.{time:%Y%m%d}.{variable}.nc",
          PatternDim.concat("time", Keys.dates("1981-09-01", "1981-09-03", "P1D")),
          PatternDim.merge("variable", Keys.of("sst", "ice")));

  @Test
  void isRowMajorInTheOrderOfItsDimensions() {
    assertEquals(6, PATTERN.size());
    assertEquals(new Position(3, List.of(1L, 1L)), PATTERN.position(3));
    assertEquals("https://host/198109/file.19810902.ice.nc", PATTERN.url(PATTERN.position(3)));
    assertEquals(
        "position 3 (time=1981-09-02T00:00, variable=ice)", PATTERN.label(PATTERN.position(3)));
    assertThrows(IndexOutOfBoundsException.class, () -> PATTERN.position(6));
    assertThrows(IndexOutOfBoundsException.class, () -> PATTERN.position(-1));
  }

  @Test
  void aMillionPositionsAreAFewNumbers() throws IOException {
    FilePattern million =
        FilePattern.of(
            "gs://b/{member:03d}/{time:%Y%m%d%H%M}.nc",
            PatternDim.concat("member", Keys.range(0, 99)),
            PatternDim.concat("time", Keys.dates("2000-01-01", "2001-02-20T15:00", "PT1H")));
    assertEquals(100L * 10_000, million.size());
    Set<String> some = new HashSet<>();
    for (long n = 0; n < million.size(); n++) {
      Position position = million.position(n);
      if (n % 100 == 0) {
        some.add(million.url(position));
      }
    }
    assertEquals(10_000, some.size());
    assertEquals("gs://b/099/200102201500.nc", million.url(million.position(999_999)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(million);
    assertTrue(bytes.size() < 4000, bytes.size() + " bytes");
  }

  @Test
  void aSingleFileHasOnePosition() {
    FilePattern single = FilePattern.of("https://host/a.nc");
    assertEquals(1, single.size());
    assertEquals("https://host/a.nc", single.url(single.position(0)));
    assertEquals("position 0", single.label(single.position(0)));
  }

  @Test
  void prunesConcatButNotMergeDimensions() {
    FilePattern two = PATTERN.prune(2);
    assertEquals(4, two.size());
    assertEquals("https://host/198109/file.19810902.ice.nc", two.url(two.position(3)));
    assertEquals(PATTERN, PATTERN.prune(5));
  }

  @Test
  void prunesFilesOfTwoDimensionsToTheirOwnPlaces() {
    FilePattern files =
        FilePattern.builder()
            .urls(new Urls.Files(List.of("a0", "a1", "a2", "b0", "b1", "b2")))
            .dims(
                List.of(
                    PatternDim.merge("v", Keys.of("a", "b")),
                    PatternDim.concat("time", Keys.range(0, 2))))
            .build();
    assertEquals(new Urls.Files(List.of("a0", "a1", "b0", "b1")), files.prune(2).urls());
  }

  @Test
  void keepsItemsPerFileWhenPruned() {
    FilePattern p =
        FilePattern.of("{n}", PatternDim.concat("n", Keys.of("a", "b", "c")).withItemsPerFile(24));
    assertEquals(24, p.prune(1).dims().get(0).itemsPerFile());
    assertEquals(1, p.prune(1).size());
  }

  @Test
  void aGlobThatFindsNothingIsRefused() {
    FilePattern glob =
        FilePattern.builder()
            .urls(new Urls.Glob("/d/*.nc"))
            .dims(List.of(PatternDim.concat("time", Keys.range(0, 0))))
            .build();
    assertThrows(IllegalStateException.class, () -> glob.url(glob.position(0)));
    assertThrows(IllegalArgumentException.class, () -> Urls.Glob.resolve(glob, List.of()));
    assertEquals(3, Urls.Glob.resolve(glob, List.of("a", "b", "c")).size());
  }

  @Test
  void refusesTwoDimensionsOfOneNameAndUnequalNumbersOfFiles() {
    PatternDim n = PatternDim.concat("n", Keys.of("a"));
    assertThrows(IllegalArgumentException.class, () -> FilePattern.of("{n}", n, n));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            FilePattern.builder().urls(new Urls.Files(List.of("a", "b"))).dims(List.of(n)).build());
  }
}
