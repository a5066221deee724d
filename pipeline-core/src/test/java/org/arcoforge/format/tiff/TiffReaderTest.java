package org.arcoforge.format.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.format.FileFormat;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.ReadOptions;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.open.FormatDetection;
import org.arcoforge.source.BytesSource;
import org.arcoforge.source.SourceException;
import org.junit.jupiter.api.Test;

/** Images of every layout come out as they went in; what cannot be read is named. */
class TiffReaderTest {
  private static BytesSource source(byte[] bytes) {
    return new BytesSource("mem:a.tif", bytes);
  }

  private static SourceReader open(byte[] bytes) throws IOException {
    return FormatDetection.open(source(bytes), ReadOptions.of(FileFormat.AUTO));
  }

  private static SourceReader open(TiffSample sample) throws IOException {
    return open(sample.bytes());
  }

  private static void same(TiffSample sample, String what) throws IOException {
    Block values = sample.values();
    try (SourceReader reader = open(sample)) {
      assertEquals(values, reader.read("band_data", Region.whole(values.shape())), what);
      Region box = Region.of(new long[] {0, 3, 2}, new long[] {values.shape(0), 9, 11});
      Block part = Block.allocate(values.type(), box.size());
      Block.copy(values, box.start(), part, new long[3], box.size());
      assertEquals(part, reader.read("band_data", box), what + " " + box);
    }
  }

  private static Attributes attributes(TiffSample sample, String variable) throws IOException {
    try (SourceReader reader = open(sample)) {
      return reader.describe().variable(variable).orElseThrow().variable().attributes();
    }
  }

  private static double[] values(TiffSample sample, String variable) throws IOException {
    try (SourceReader reader = open(sample)) {
      SourceVariable v = reader.describe().variable(variable).orElseThrow();
      Block block = reader.read(variable, Region.whole(v.variable().shape()));
      double[] values = new double[block.elements()];
      Arrays.setAll(values, block::doubleAt);
      return values;
    }
  }

  private static TiffSample small() {
    return new TiffSample(DataType.INT16, 1, 4, 5);
  }

  private static void refused(TiffSample sample, String... parts) {
    FormatException e = assertThrows(FormatException.class, () -> open(sample));
    assertTrue(e.isUnsupported(), e.getMessage());
    for (String part : parts) {
      assertTrue(e.toString().contains(part), e.getMessage());
    }
  }

  @Test
  void everyTypeLayoutAndByteOrderComesOutAsItWentIn() throws IOException {
    for (DataType type : DataType.values()) {
      if (type == DataType.BOOL || type == DataType.STRING || type == DataType.FLOAT16) {
        continue;
      }
      for (int i = 0; i < 16; i++) {
        TiffSample sample =
            new TiffSample(type, i % 4 == 0 ? 1 : 3, 21, 34)
                .big((i & 1) != 0)
                .bigTiff((i & 2) != 0)
                .apart((i & 4) != 0);
        if ((i & 8) != 0) {
          sample.tiles(16, 16);
        } else {
          sample.strips(5);
        }
        same(sample, type + " " + i);
      }
    }
  }

  @Test
  void everyPackingAndPredictorIsUndone() throws IOException {
    for (DataType type : List.of(DataType.UINT8, DataType.INT32, DataType.FLOAT32)) {
      for (int predictor = 1; predictor <= (type.isFloat() ? 3 : 2); predictor++) {
        for (int i = 0; i < 8; i++) {
          TiffSample sample =
              new TiffSample(type, i < 4 ? 1 : 2, 40, 70)
                  .big(i % 2 == 1)
                  .predictor(predictor)
                  .tiles(32, 16 * (1 + i));
          same(sample.packed(5, Packers::lzw), "lzw " + type + predictor);
          same(sample.packed(8, Packers::deflate), "deflate " + type + predictor);
          same(sample.packed(32946, Packers::deflate), "old deflate " + type + predictor);
          same(sample.packed(50000, Packers::zstd), "zstd " + type + predictor);
          if (predictor == 1) {
            same(sample.packed(32773, Packers::packBits), "packbits " + type);
          }
        }
      }
    }
  }

  @Test
  void overviewsAndMasksBeforeTheImageArePassedOver() throws IOException {
    same(new TiffSample(DataType.INT16, 1, 20, 30).after(1), "overview");
    same(new TiffSample(DataType.INT16, 1, 20, 30).after(4).bigTiff(true), "mask");
  }

  @Test
  void coordinatesAreTheCentresOfPixels() throws IOException {
    TiffSample placed = small().doubles(33550, 0.5, 0.25, 0).doubles(33922, 0, 0, 0, -180, 90, 0);
    double[] x = {-179.75, -179.25, -178.75, -178.25, -177.75};
    assertEquals(Arrays.toString(x), Arrays.toString(values(placed, "x")));
    double[] y = {89.875, 89.625, 89.375, 89.125};
    assertEquals(Arrays.toString(y), Arrays.toString(values(placed, "y")));
    assertEquals("[1.0]", Arrays.toString(values(placed, "band")));
    assertEquals(
        "-180.0 0.5 0.0 90.0 0.0 -0.25",
        attributes(placed, "spatial_ref").text("GeoTransform").orElse(""));
  }

  @Test
  void pointsAreWhereTheTiePointIs() throws IOException {
    TiffSample point =
        small()
            .doubles(33550, 1, 1, 0)
            .doubles(33922, 0, 0, 0, 10, 20, 0)
            .shorts(34735, 1, 1, 0, 2, 1024, 0, 1, 2, 1025, 0, 1, 2);
    assertEquals("[10.0, 11.0, 12.0, 13.0, 14.0]", Arrays.toString(values(point, "x")));
    assertEquals("[20.0, 19.0, 18.0, 17.0]", Arrays.toString(values(point, "y")));
    assertEquals("Point", attributes(point, "band_data").text("AREA_OR_POINT").orElse(""));
    assertEquals("degrees_east", attributes(point, "x").text("units").orElse(""));
  }

  @Test
  void aMatrixWithoutRotationPlacesTheImageAndOthersAreRefused() throws IOException {
    TiffSample plain = small().doubles(34264, 2, 0, 0, 7, 0, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1);
    assertEquals("[8.0, 10.0, 12.0, 14.0, 16.0]", Arrays.toString(values(plain, "x")));
    assertEquals("[2.5, 5.5, 8.5, 11.5]", Arrays.toString(values(plain, "y")));
    refused(
        small().doubles(34264, 2, 1, 0, 7, 0, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1),
        "rotated",
        "gdalwarp");
    refused(small().doubles(33922, new double[18]), "3 control points", "gdalwarp");
  }

  @Test
  void theCodeOfTheCoordinateSystemIsKept() throws IOException {
    TiffSample sample = small().shorts(34735, 1, 1, 0, 2, 1024, 0, 1, 1, 3072, 0, 1, 32633);
    Attributes reference = attributes(sample, "spatial_ref");
    assertEquals("EPSG:32633", reference.text("spatial_ref").orElse(""));
    assertEquals("spatial_ref", attributes(sample, "band_data").text("grid_mapping").orElse(""));
    assertEquals(
        "projection_y_coordinate", attributes(sample, "y").text("standard_name").orElse(""));
  }

  @Test
  void whatGdalAddsBecomesAttributes() throws IOException {
    String xml =
        """
        <GDALMetadata>
        <Item name="a">x &lt; y</Item>
        <Item name="SCALE" sample="0" role="scale">0.5</Item>
        <Item name="OFFSET" sample="0" role="offset">273.15</Item>
        <Item name="DESCRIPTION" sample="0" role="description">heat</Item>
        <Item name="UNITTYPE" sample="0" role="unittype">K</Item>
        </GDALMetadata>""";
    Attributes a = attributes(small().text(42112, xml).text(42113, "-9999 "), "band_data");
    assertEquals(-9999, a.get("_FillValue").orElseThrow().longAt(0));
    assertEquals(DataType.INT16, a.get("_FillValue").orElseThrow().type());
    assertEquals(0.5, a.get("scale_factor").orElseThrow().doubleAt(0));
    assertEquals(273.15, a.get("add_offset").orElseThrow().doubleAt(0));
    assertEquals("heat", a.text("long_name").orElse(""));
    assertEquals("K", a.text("units").orElse(""));
    assertEquals("x < y", a.text("a").orElse(""));
  }

  @Test
  void aMissingValueThatNoValueCanBeIsNone() throws IOException {
    assertTrue(!attributes(small().text(42113, "-99999"), "band_data").has("_FillValue"));
    assertTrue(!attributes(small().text(42113, "0.5"), "band_data").has("_FillValue"));
    TiffSample real = new TiffSample(DataType.FLOAT32, 1, 2, 2).text(42113, "nan");
    Attributes a = attributes(real, "band_data");
    assertTrue(Double.isNaN(a.get("_FillValue").orElseThrow().doubleAt(0)));
  }

  @Test
  void blocksThatWereNeverWrittenHoldTheMissingValue() throws IOException {
    TiffSample sparse = small().strips(1).packed(8, b -> new byte[0]).text(42113, "-7");
    double[] values = values(sparse, "band_data");
    assertTrue(Arrays.stream(values).allMatch(v -> v == -7), Arrays.toString(values));
  }

  @Test
  void whatIsNotReadIsNamed() {
    refused(small().packed(7, b -> b), "JPEG (TIFF compression 7)", "gdal_translate");
    refused(small().packed(34887, b -> b), "LERC (TIFF compression 34887)");
    refused(new TiffSample(DataType.FLOAT16, 1, 2, 2), "float samples of 16 bits");
  }

  @Test
  void oneTileCostsItsBytesAndTheHeader() throws IOException {
    byte[] bytes = new TiffSample(DataType.FLOAT64, 1, 512, 512).tiles(64, 64).bytes();
    BytesSource source = source(bytes);
    try (SourceReader reader = TiffReader.open(source)) {
      long before = source.bytesRead.get();
      reader.read("band_data", Region.of(new long[] {0, 70, 70}, new long[] {1, 20, 30}));
      assertEquals(64 * 64 * 8, source.bytesRead.get() - before);
    }
  }

  @Test
  void rowsOfOneLongStripAreReadAlone() throws IOException {
    byte[] bytes = new TiffSample(DataType.FLOAT64, 1, 1500, 512).bytes();
    BytesSource source = source(bytes);
    try (SourceReader reader = TiffReader.open(source)) {
      long before = source.bytesRead.get();
      reader.read("band_data", Region.of(new long[] {0, 700, 0}, new long[] {1, 2, 512}));
      assertEquals(2 * 512 * 8, source.bytesRead.get() - before);
    }
  }

  @Test
  void cutOffAndDamagedFilesEndInErrors() throws IOException {
    Random random = new Random(7);
    byte[] whole =
        new TiffSample(DataType.INT16, 2, 40, 50)
            .tiles(16, 16)
            .predictor(2)
            .packed(5, Packers::lzw)
            .text(42113, "-7")
            .bytes();
    int errors = 0;
    for (int i = 0; i < 600; i++) {
      byte[] bytes = whole.clone();
      if (i < 100) {
        bytes = Arrays.copyOf(bytes, (int) (i / 100.0 * bytes.length));
      } else {
        for (int k = 0; k < 1 + i % 4; k++) {
          int range = i % 2 == 0 ? bytes.length : Math.min(bytes.length, 400);
          bytes[bytes.length - 1 - random.nextInt(range)] = (byte) random.nextInt();
        }
      }
      try (SourceReader reader = TiffReader.open(source(bytes))) {
        SourceVariable v = reader.describe().variable("band_data").orElseThrow();
        long[] shape = v.variable().shape();
        Arrays.setAll(shape, d -> Math.min(shape[d], 60));
        reader.read("band_data", Region.whole(shape));
      } catch (SourceException e) {
        errors++;
      }
    }
    assertTrue(errors > 150, errors + " errors");
  }
}
