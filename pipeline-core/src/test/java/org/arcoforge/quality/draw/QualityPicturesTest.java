package org.arcoforge.quality.draw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Statistics;
import org.arcoforge.array.Variable;
import org.arcoforge.quality.Completeness;
import org.arcoforge.quality.Histogram;
import org.arcoforge.quality.Plane;
import org.arcoforge.quality.QualityJson;
import org.arcoforge.quality.QualityReport;
import org.arcoforge.quality.TimeSeries;
import org.arcoforge.quality.VariableQuality;
import org.junit.jupiter.api.Test;

/** Pictures are PNG, small, the same each time, and whatever names and values are. */
class QualityPicturesTest {
  /** Pixels of a PNG, decoded here by the specification: one byte each, by rows. */
  private record Decoded(int width, int height, byte[] pixels) {
    static Decoded of(byte[] png) throws IOException {
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(png))) {
        in.skipNBytes(8);
        int width = 0;
        int height = 0;
        byte[] pixels = new byte[0];
        String type = "";
        while (!type.equals("IEND")) {
          byte[] data = new byte[in.readInt()];
          byte[] name = in.readNBytes(4);
          type = new String(name, StandardCharsets.US_ASCII);
          in.readFully(data);
          CRC32 crc = new CRC32();
          crc.update(name);
          crc.update(data);
          assertEquals((int) crc.getValue(), in.readInt(), type);
          try (DataInputStream chunk = new DataInputStream(new ByteArrayInputStream(data))) {
            if (type.equals("IHDR")) {
              width = chunk.readInt();
              height = chunk.readInt();
            } else if (type.equals("IDAT")) {
              pixels = new byte[width * height];
              try (InflaterInputStream rows = new InflaterInputStream(chunk)) {
                for (int y = 0; y < height; y++) {
                  assertEquals(0, rows.read(), "filter of row " + y);
                  assertEquals(width, rows.readNBytes(pixels, y * width, width));
                }
                assertEquals(-1, rows.read());
              }
            }
          }
        }
        return new Decoded(width, height, pixels);
      }
    }

    int at(int x, int y) {
      return pixels[y * width + x] & 0xFF;
    }
  }

  private static double[] evenly(int n, double from, double step) {
    double[] all = new double[n];
    for (int i = 0; i < n; i++) {
      all[i] = from + step * i;
    }
    return all;
  }

  private static VariableQuality noise(String name, String units, int seed) {
    Random random = new Random(seed);
    double[] values = new double[180 * 360];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble();
    }
    List<Dimension> dimensions =
        List.of(new Dimension("time", 50), new Dimension("lat", 180), new Dimension("lon", 360));
    Plane plane =
        Plane.grid(
            Plane.Kind.MAP,
            values,
            evenly(180, -89.5, 1),
            evenly(360, 0.5, 1),
            List.of("lat", "lon"),
            name);
    return VariableQuality.builder()
        .variable(
            new Variable(
                name,
                DataType.FLOAT32,
                dimensions,
                Attributes.empty().with("units", units).with("long_name", name)))
        .statistics(new Statistics(0, 1, 10, 20, 3))
        .plane(plane)
        .histogram(Histogram.of(values))
        .timeDimension("time")
        .means(new TimeSeries(List.of(0L, 20L, 49L), List.of(1.0, Double.NaN, 2.0)))
        .rowMeans(new TimeSeries(List.of(0L, 25L), List.of(1.0, 1.1)))
        .completeness(
            new Completeness(
                List.of(
                    new Completeness.Row(0, 3, 1, 0, 0.2, 0.5),
                    new Completeness.Row(25, 3, 0, 1, Double.NaN, 0))))
        .build();
  }

  private static QualityReport report(List<VariableQuality> variables, String title) {
    return QualityReport.builder()
        .title(title)
        .version("20240101T000000Z-00ff")
        .variables(variables)
        .policies(Map.of())
        .build();
  }

  @Test
  void picturesOfNoiseInManyVariablesStaySmall() throws IOException {
    List<VariableQuality> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(noise("v" + i, "K", i));
    }
    byte[] overview = QualityPictures.overview(report(many, "Noise")).orElseThrow();
    byte[] thumbnail = QualityPictures.thumbnail(report(many, "Noise")).orElseThrow();
    assertTrue(overview.length <= 1_000_000, overview.length + " bytes");
    assertTrue(thumbnail.length <= 100_000, thumbnail.length + " bytes");
    assertEquals(400, Decoded.of(thumbnail).width());
    assertEquals(1180, Decoded.of(overview).width());
    assertArrayEquals(overview, QualityPictures.overview(report(many, "Noise")).orElseThrow());
  }

  @Test
  void mapHasNorthAboveAndGreenwichInTheMiddle() throws IOException {
    for (boolean isFalling : new boolean[] {false, true}) {
      double[] y = isFalling ? evenly(36, 87.5, -5) : evenly(36, -87.5, 5);
      double[] x = evenly(72, 2.5, 5);
      double[] values = new double[36 * 72];
      for (int i = 0; i < values.length; i++) { // one hot place: 62.5 N, 127.5 W
        boolean isThere = y[i / 72] == 62.5 && x[i % 72] == 232.5;
        values[i] = isThere ? Double.NaN : 0;
      }
      VariableQuality v =
          noise("v", "K", 0).toBuilder()
              .plane(Plane.grid(Plane.Kind.MAP, values, y, x, List.of("lat", "lon"), ""))
              .build();
      Decoded map = Decoded.of(QualityPictures.thumbnail(report(List.of(v), "")).orElseThrow());
      int px = 1 + (int) ((180 - 127.5) / 360 * 397);
      int py = 1 + (int) ((90 - 62.5) / 180 * 198);
      int there = map.at(px, py);
      assertTrue(there == Palette.MISSING || there == Palette.PALE, "falling: " + isFalling);
      int south = map.at(px, 199 - py);
      assertTrue(south >= Palette.RAMP && south < Palette.MISSING, "colour " + south);
    }
  }

  @Test
  void hostileNamesAndValuesAreDrawnAndWritten() throws IOException {
    String hostile = "<img src=x>\u202e\u0000\n\ud83d\ude00\ud800" + "long ".repeat(2000);
    VariableQuality empty =
        VariableQuality.builder()
            .variable(new Variable(hostile, DataType.STRING, List.of(), Attributes.empty()))
            .build();
    double[] infinite = {Double.POSITIVE_INFINITY, Double.NaN, -1e308, 1e308};
    VariableQuality wild =
        noise(hostile, hostile, 1).toBuilder()
            .statistics(new Statistics(Double.NaN, Double.POSITIVE_INFINITY, Double.NaN, 1, 0))
            .plane(
                Plane.points(
                    infinite,
                    1,
                    new double[] {Double.NaN, 1e9, -90, 90},
                    new double[] {0, 1e9, Double.NaN, -1e9},
                    List.of(hostile),
                    hostile))
            .histogram(Histogram.of(infinite))
            .build();
    QualityReport report = report(List.of(wild, empty), hostile);
    Decoded.of(QualityPictures.overview(report).orElseThrow());
    Decoded.of(QualityPictures.thumbnail(report).orElseThrow());
    String json = new String(QualityJson.encode(report), StandardCharsets.UTF_8);
    assertFalse(json.matches("(?s).*[:,\\[](NaN|-?Infinity).*"), "numbers that JSON has not");
    assertTrue(json.contains("\\u0000"));
  }

  @Test
  void numbersAreShort() {
    assertEquals("0", ChartPainter.number(0));
    assertEquals("101300", ChartPainter.number(101325));
    assertEquals("-1.8", ChartPainter.number(-1.7999999597668648));
    assertEquals("3.171e-8", ChartPainter.number(3.1709791e-8));
    assertEquals("1e20", ChartPainter.number(1e20));
    assertEquals("-", ChartPainter.number(Double.NaN));
  }
}
