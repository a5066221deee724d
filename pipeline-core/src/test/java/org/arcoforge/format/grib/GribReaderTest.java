package org.arcoforge.format.grib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;
import org.junit.jupiter.api.Test;

final class GribReaderTest {
  private static String refusal(byte[] file, Map<String, Object> filter) {
    FormatException e = assertThrows(FormatException.class, () -> GribCase.open(file, filter));
    assertTrue(e.isUnsupported(), "fine, but not one data set");
    return String.valueOf(e.getMessage());
  }

  private static void assertSays(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  private static byte[] heights() throws IOException {
    return GribCase.join(GribCase.file("plain2"), GribCase.file("wind2"));
  }

  @Test
  void twoHeightsAreRefusedWithTheLinesToWrite() throws IOException {
    assertSays(
        refusal(heights(), Map.of()),
        "coordinate 'heightAboveGround' is 2 in t2m, but 10 in u10",
        "\n  filter_by_keys: {typeOfLevel: heightAboveGround, level: 2}",
        "\n  filter_by_keys: {typeOfLevel: heightAboveGround, level: 10}");
  }

  @Test
  void aFilterChoosesMessagesByTextOrNumber() throws IOException {
    for (Map<String, Object> filter :
        List.<Map<String, Object>>of(
            Map.of("level", 10L),
            Map.of("level", 10.0, "typeOfLevel", "heightAboveGround"),
            Map.of("shortName", "10u"),
            Map.of("level", "10"))) {
      try (SourceReader reader = GribCase.open(heights(), filter)) {
        assertTrue(reader.describe().variable("u10").isPresent(), filter.toString());
        assertTrue(reader.describe().variable("t2m").isEmpty(), filter.toString());
      }
    }
  }

  @Test
  void aFilterThatTakesNothingSaysWhatThereIs() throws IOException {
    assertSays(
        refusal(heights(), Map.of("level", 3L)),
        "none of its 2 messages has filter_by_keys: {level: 3}; level is 10, 2");
    assertSays(refusal(heights(), Map.of("colour", "red")), "colour is a key of none", "shortName");
  }

  @Test
  void severalTypesOfLevelOfAVariableAreRefused() throws IOException {
    byte[] surface = GribCase.file("plain2").clone();
    byte[] file = GribCase.join(GribCase.file("levels2"), temperatureAtSurface(surface));
    assertSays(
        refusal(file, Map.of()),
        "variable 't' has several values of typeOfLevel: isobaricInhPa, surface",
        "filter_by_keys: {typeOfLevel: surface}");
  }

  /** Makes of a temperature at 2 m one at the surface: octet 23 of section 4 and what follows. */
  private static byte[] temperatureAtSurface(byte[] message) {
    int four = 16 + 21 + 72;
    assertEquals(4, message[four + 4], "section 4");
    assertEquals(103, message[four + 22]);
    message[four + 22] = 1;
    for (int i = 23; i < 28; i++) {
      message[four + i] = (byte) 0xFF;
    }
    return message;
  }

  @Test
  void oneMessageTwiceCountsOnceButTwoOfOnePlaceAreRefused() throws IOException {
    byte[] one = GribCase.file("plain1");
    try (SourceReader reader = GribCase.open(GribCase.join(one, one), Map.of())) {
      assertEquals(2, reader.describe().variable("t2m").orElseThrow().variable().rank());
    }
    assertSays(
        refusal(GribCase.join(one, GribCase.file("bits1")), Map.of()),
        "messages 1 and 2 are both of variable 't2m'");
  }

  @Test
  void editionsDoNotMix() throws IOException {
    assertSays(
        refusal(GribCase.join(GribCase.file("plain1"), GribCase.file("wind2")), Map.of()),
        "the file has several values of edition: 1 (t2m), 2 (u10)",
        "filter_by_keys: {edition: 2}");
  }

  @Test
  void gridsDoNotMix() throws IOException {
    assertSays(
        refusal(GribCase.join(GribCase.file("plain2"), GribCase.file("ccsds_large")), Map.of()),
        "variable 't2m' has several values of numberOfPoints: 24, 4900");
    assertSays(
        refusal(GribCase.join(GribCase.file("plain2"), GribCase.file("northwards2")), Map.of()),
        "variable 't2m' is on one grid in message 1 and on another in message 2");
  }

  @Test
  void boxesOfAHypercubeAreReadAndAbsentMessagesAreMissing() throws IOException {
    try (SourceReader reader = GribCase.open(GribCase.file("sparse2"), Map.of())) {
      SourceVariable t = reader.describe().variable("t").orElseThrow();
      assertEquals(
          List.of("time", "isobaricInhPa", "latitude", "longitude"), t.variable().dimensionNames());
      assertEquals(List.of(1L, 1L, 4L, 6L), t.chunk());
      Block whole = reader.read("t", Region.whole(t.variable().shape()));
      Region box = Region.of(new long[] {0, 0, 1, 2}, new long[] {2, 2, 2, 3});
      Block target = Block.allocate(DataType.FLOAT32, 2, 3, 2, 4);
      reader.read("t", box, target, new long[] {0, 1, 0, 1});
      Block expected = Block.allocate(DataType.FLOAT32, 2, 3, 2, 4);
      Block.copy(whole, box.start(), expected, new long[] {0, 1, 0, 1}, box.size());
      assertEquals(expected, target);
      assertThrows(
          IllegalArgumentException.class,
          () -> reader.read("t", Region.of(new long[4], new long[] {9, 1, 1, 1})));
    }
  }

  @Test
  void leadTimesAndLevelsKnowTheirUnits() throws IOException {
    try (SourceReader reader = GribCase.open(GribCase.file("levels2"), Map.of())) {
      var step = reader.describe().variable("step").orElseThrow().variable().attributes();
      assertEquals("hours", step.text("units").orElse(""));
      assertEquals("timedelta64[ns]", step.text("dtype").orElse(""));
      var level = reader.describe().variable("isobaricInhPa").orElseThrow().variable();
      assertEquals("hPa", level.attributes().text("units").orElse(""));
      var t = reader.describe().variable("t").orElseThrow().variable().attributes();
      assertEquals(
          "time step isobaricInhPa latitude longitude valid_time",
          t.text("coordinates").orElse(""));
    }
  }
}
