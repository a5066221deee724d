package org.arcoforge.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamedGlobTest {
  private static final String CMIP = "/d/pr_{member}_{start:%Y%m}-{end:%Y%m}.nc";
  private static final PatternDim MEMBER = PatternDim.concat("member", Keys.range(0, 0));
  private static final PatternDim TIME = PatternDim.concat("time", Keys.range(0, 0));

  private static FilePattern resolve(String glob, List<PatternDim> dims, String... found) {
    FilePattern pattern = FilePattern.builder().urls(new Urls.Glob(glob)).dims(dims).build();
    return Urls.Glob.resolve(pattern, List.of(found));
  }

  private static List<String> urls(FilePattern pattern) {
    return ((Urls.Files) pattern.urls()).files();
  }

  private static String refusal(String glob, List<PatternDim> dims, String... found) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> resolve(glob, dims, found));
    return String.valueOf(e.getMessage());
  }

  @Test
  void partsAreReadByTheirFormats() {
    NamedGlob glob = NamedGlob.parse("/x/**/{a}_{n:03d}_{d:%Y%j}.[hn]?{c,5}");
    assertEquals("/x/**/*_*_*.[hn]?{c,5}", glob.plain());
    Map<String, Object> expected =
        Map.of("a", "p_q", "n", 7L, "d", LocalDateTime.of(2000, 2, 1, 0, 0));
    assertEquals(Optional.of(expected), glob.read("/x/y/z/p_q_007_2000032.h55"));
    assertEquals(Optional.of(expected), glob.read("gs://b/p_q_007_2000032.nxc"));
    assertEquals(Optional.empty(), glob.read("/x/p_q_07_2000032.nxc"));
    assertEquals(Optional.empty(), glob.read("/x/p_q_007_2000400.nxc"));
    assertEquals(Optional.empty(), glob.read("/x/p_q_007_2000032.nxd"));
  }

  @Test
  void aPartThatStandsTwiceIsTheSameInBothPlaces() {
    NamedGlob glob = NamedGlob.parse("{year:%Y}/x_{year:%Y}{m:%Y%m}.nc");
    assertTrue(glob.read("/d/1999/x_1999200001.nc").isPresent());
    assertEquals(Optional.empty(), glob.read("/d/1999/x_2000200001.nc"));
  }

  @Test
  void globsWithoutPartsStayWhatTheyAre() {
    assertEquals(List.of(), NamedGlob.parse("/d/{a,b}*.nc").names());
    assertEquals(List.of("/d/a", "/d/b"), urls(resolve("/d/*", List.of(TIME), "/d/a", "/d/b")));
  }

  @Test
  void dimensionsTakeTheirKeysFromNames() {
    FilePattern pattern =
        resolve(
            CMIP,
            List.of(MEMBER, TIME),
            "/d/pr_r2_200002-200002.nc",
            "/d/pr_r1_200002-200002.nc",
            "/d/pr_r2_199901-200001.nc",
            "/d/pr_r1_199901-200001.nc");
    assertEquals(new Keys.Values(List.of("r1", "r2")), pattern.dims().get(0).keys());
    assertEquals(new Keys.Range(0, 1, 1), pattern.dims().get(1).keys());
    assertEquals(
        List.of(
            "/d/pr_r1_199901-200001.nc",
            "/d/pr_r1_200002-200002.nc",
            "/d/pr_r2_199901-200001.nc",
            "/d/pr_r2_200002-200002.nc"),
        urls(pattern));
  }

  @Test
  void numbersAreOrderedAsNumbersAndDatesAreKeys() {
    FilePattern pattern =
        resolve(
            "{n:d}_{time:%Y%m}.nc",
            List.of(PatternDim.concat("n", Keys.range(0, 0)), TIME),
            "/d/10_200001.nc",
            "/d/9_200001.nc");
    assertEquals(new Keys.Values(List.of(9L, 10L)), pattern.dims().get(0).keys());
    assertEquals(new Keys.Values(List.of("2000-01-01")), pattern.dims().get(1).keys());
  }

  @Test
  void aCombinationWithoutAFileHasTheNameThatItWouldHave() {
    FilePattern pattern =
        resolve(
            "gs://b/*/pr_{member}_{start:%Y%m}.nc",
            List.of(MEMBER, TIME),
            "gs://b/x/pr_r1_200001.nc",
            "gs://b/x/pr_r2_200001.nc",
            "gs://b/x/pr_r1_200002.nc");
    assertEquals("gs://b/x/pr_r2_200002.nc", urls(pattern).get(3));
  }

  @Test
  void filesThatNothingTellsApartAreRefused() {
    String message = refusal("{a}_{m:%Y}.nc", List.of(TIME), "/d/x_2000.nc", "/d/y_2000.nc");
    assertTrue(message.contains("/d/x_2000.nc and /d/y_2000.nc have one place"), message);
  }

  @Test
  void namesOfAnotherFormAreRefused() {
    String message = refusal("{m:%Y%m}.nc", List.of(TIME), "/d/200001.nc", "/d/200013.nc");
    assertTrue(message.contains("/d/200013.nc"), message);
    assertTrue(message.contains("{m:%Y%m}.nc"), message);
  }

  @Test
  void formatsThatCannotBeReadAreRefusedWithTheirPlace() {
    TemplateException e =
        assertThrows(TemplateException.class, () -> NamedGlob.parse("a_{t:%Y%V}.nc"));
    assertEquals(5, e.offset());
    assertThrows(TemplateException.class, () -> NamedGlob.parse("a_{t:%m}.nc"));
  }

  @Test
  void theEndOfAStepStandsInUrls() {
    PatternDim years = PatternDim.concat("t", Keys.dates("1905-01", "1910-01", "P5Y"));
    FilePattern pattern = FilePattern.of("https://h/{t:%Y%m}-{t.end:%Y%m}.nc", years);
    assertEquals("https://h/190501-190912.nc", pattern.url(pattern.position(0)));
    assertEquals("https://h/191001-191412.nc", pattern.url(pattern.position(1)));
    FilePattern ends = FilePattern.of("https://h/{t.end:%Y%m%d%H}", years);
    assertEquals("https://h/1909123123", ends.url(ends.position(0)));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                FilePattern.of(
                    "https://h/{n}{n.end:%Y}", PatternDim.concat("n", Keys.range(1, 2))));
    assertTrue(String.valueOf(e.getMessage()).contains("'n' has no dates"), e.getMessage());
  }
}
