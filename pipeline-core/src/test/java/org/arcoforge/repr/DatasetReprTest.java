package org.arcoforge.repr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.CodecSpec;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.FillValue;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.array.Variable;
import org.junit.jupiter.api.Test;

/** The expected texts were printed by xarray 2026.4 for the same data sets. */
class DatasetReprTest {
  private final List<ArrayLayout> arrays = new ArrayList<>();
  private final Map<String, Block> values = new LinkedHashMap<>();
  private Attributes attributes = Attributes.empty();

  private void add(String name, DataType type, boolean masked, Attributes of, Dimension... dims) {
    Variable v = new Variable(name, type, List.of(dims), of);
    List<Long> chunk = v.dimensions().stream().map(Dimension::length).toList();
    FillValue fill = type == DataType.STRING ? FillValue.of("") : FillValue.of(-1);
    arrays.add(
        ArrayLayout.builder()
            .variable(v)
            .chunk(chunk)
            .fill(fill)
            .fillIsMissing(masked)
            .codec(CodecSpec.none())
            .build());
  }

  private void doubles(String name, double... numbers) {
    add(name, DataType.FLOAT64, false, Attributes.empty(), new Dimension(name, numbers.length));
    Block block = Block.allocate(DataType.FLOAT64, numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      block.setDouble(i, numbers[i]);
    }
    values.put(name, block);
  }

  private String repr() {
    return DatasetRepr.of(new StoreLayout(3, arrays, attributes, Map.of()), values);
  }

  @Test
  void variablesAreShownAsXarrayDecodesThem() {
    Dimension time = new Dimension("time", 2);
    Dimension x = new Dimension("x", 3);
    Dimension y = new Dimension("y", 4);
    Attributes packed =
        Attributes.empty()
            .with("scale_factor", AttributeValue.of(DataType.FLOAT64, 0.01))
            .with("add_offset", AttributeValue.of(DataType.FLOAT64, 1.0))
            .with("coordinates", "lat2");
    add("a", DataType.INT16, true, packed, time, x, y);
    add("b", DataType.BOOL, false, Attributes.empty(), x);
    add("big", DataType.INT32, true, Attributes.empty(), x);
    add("flag", DataType.INT8, true, Attributes.empty(), x);
    add("lat2", DataType.FLOAT64, false, Attributes.empty(), x, y);
    add("o", DataType.FLOAT64, false, Attributes.empty());
    Attributes hours = Attributes.empty().with("units", "hours since 2020-01-01");
    add("time", DataType.INT64, false, hours, time);
    Block at = Block.allocate(DataType.INT64, 2);
    at.setLong(1, 36);
    values.put("time", at);
    add("x", DataType.INT64, false, Attributes.empty(), x);
    attributes =
        attributes
            .with("title", "x\ny")
            .with("list", AttributeValue.of(DataType.FLOAT64, 1.5, 2.5))
            .with("f", AttributeValue.of(DataType.FLOAT64, 0.1))
            .with("i", AttributeValue.of(DataType.INT64, 3))
            .with("big", AttributeValue.of(DataType.FLOAT64, 1e20));
    assertEquals(
        """
        <xarray.Dataset> Size: 383B
        Dimensions:  (time: 2, x: 3, y: 4)
        Coordinates:
          * time     (time) datetime64[ns] 16B 2020-01-01 2020-01-02T12:00:00
          * x        (x) int64 24B ...
            lat2     (x, y) float64 96B ...
        Dimensions without coordinates: y
        Data variables:
            a        (time, x, y) float64 192B ...
            b        (x) bool 3B ...
            big      (x) float64 24B ...
            flag     (x) float32 12B ...
            o        float64 8B ...
        Attributes:
            title:    x\\ny
            list:     [1.5, 2.5]
            f:        0.1
            i:        3
            big:      1e+20"""
            .replace("383B", size(16 + 24 + 96 + 192 + 3 + 24 + 12 + 8)),
        repr());
  }

  private static String size(int bytes) {
    return bytes + "B";
  }

  @Test
  void coordinatesAreCutToTheWidthOfALine() {
    double[] lat = new double[720];
    for (int i = 0; i < lat.length; i++) {
      lat[i] = -89.875 + 0.25 * i;
    }
    doubles("lat", lat);
    doubles("level", 1000, 850, 500);
    assertTrue(
        repr()
            .contains(
                "  * lat      (lat) float64 6kB -89.88 -89.62 -89.38 -89.12 ... 89.38 89.62 89.88\n"),
        repr());
    assertTrue(repr().contains("  * level    (level) float64 24B 1e+03 850.0 500.0\n"), repr());
  }

  @Test
  void manyRowsAreCutInTheMiddle() {
    for (int i = 0; i < 20; i++) {
      add("v" + i, DataType.FLOAT32, false, Attributes.empty());
    }
    String text = repr();
    assertTrue(text.contains("Data variables: (12/20)\n"), text);
    assertTrue(
        text.contains("    v5       float32 4B ...\n    ...       ...\n    v14      "), text);
  }

  @Test
  void timesOfOtherCalendarsAreObjects() {
    Attributes noleap =
        Attributes.empty().with("units", "days since 2000-01-01").with("calendar", "noleap");
    add("time", DataType.INT32, false, noleap, new Dimension("time", 1));
    Block at = Block.allocate(DataType.INT32, 1);
    at.setLong(0, 59);
    values.put("time", at);
    assertTrue(repr().contains("  * time     (time) object 8B 2000-03-01 00:00:00\n"), repr());
  }

  @Test
  void unitsThatNobodyUnderstandsStayNumbers() {
    Attributes odd = Attributes.empty().with("units", "fortnights since the flood");
    add("time", DataType.INT32, false, odd, new Dimension("time", 3));
    assertTrue(repr().contains("  * time     (time) int32 12B ..."), repr());
  }

  @Test
  void boundsOfTimesAreTimes() {
    Dimension time = new Dimension("time", 2);
    Attributes days =
        Attributes.empty().with("units", "days since 2000-01-01").with("bounds", "time_bnds");
    add("time", DataType.INT32, false, days, time);
    add("time_bnds", DataType.INT32, false, Attributes.empty(), time, new Dimension("nv", 2));
    assertTrue(repr().contains("    time_bnds  (time, nv) datetime64[ns] 32B ..."), repr());
  }

  @Test
  void anEmptyDataSetSaysSo() {
    assertEquals(
        "<xarray.Dataset> Size: 0B\nDimensions:  ()\nData variables:\n    *empty*", repr());
  }

  @Test
  void aTreeOfGroupsIsShownAsADataTree() {
    Dimension time = new Dimension("time", 5);
    Dimension x = new Dimension("science/x", 3);
    Dimension depth = new Dimension("science/deep/depth", 4);
    Attributes days = Attributes.empty().with("units", "days since 2001-01-01");
    add("time", DataType.INT32, false, days, time);
    Block at = Block.allocate(DataType.INT32, 5);
    for (int i = 0; i < 5; i++) {
      at.setLong(i, i);
    }
    values.put("time", at);
    add("station", DataType.INT16, false, Attributes.empty());
    add("science/t2m", DataType.FLOAT32, false, Attributes.empty(), time, x);
    add("science/deep/salt", DataType.INT32, true, Attributes.empty(), time, depth);
    add("science/deep/depth", DataType.INT16, false, Attributes.empty(), depth);
    Block meters = Block.allocate(DataType.INT16, 4);
    for (int i = 0; i < 4; i++) {
      meters.setLong(i, (long) Math.pow(10, i));
    }
    values.put("science/deep/depth", meters);
    add("science/deep/mask", DataType.UINT8, false, Attributes.empty(), depth);
    attributes = attributes.with("title", "campaign");
    Map<String, Attributes> groups = new LinkedHashMap<>();
    groups.put("science", Attributes.empty().with("note", "measured"));
    groups.put("empty/inner", Attributes.empty());
    AttributeValue numbers = AttributeValue.of(DataType.INT16, 1, 2, 3);
    groups.put(
        "about", Attributes.empty().with("text", "only attributes").with("numbers", numbers));
    assertEquals(
        """
        <xarray.DataTree>
        Group: /
        │   Dimensions:  (time: 5)
        │   Coordinates:
        │     * time     (time) datetime64[ns] 40B 2001-01-01 2001-01-02 ... 2001-01-05
        │   Data variables:
        │       station  int16 2B ...
        │   Attributes:
        │       title:    campaign
        ├── Group: /science
        │   │   Dimensions:  (time: 5, x: 3)
        │   │   Dimensions without coordinates: x
        │   │   Data variables:
        │   │       t2m      (time, x) float32 60B ...
        │   │   Attributes:
        │   │       note:     measured
        │   └── Group: /science/deep
        │           Dimensions:  (time: 5, depth: 4)
        │           Coordinates:
        │             * depth    (depth) int16 8B 1 10 100 1000
        │           Data variables:
        │               salt     (time, depth) float64 160B ...
        │               mask     (depth) uint8 4B ...
        ├── Group: /empty
        │   └── Group: /empty/inner
        └── Group: /about
                Attributes:
                    text:     only attributes
                    numbers:  [1, 2, 3]""",
        DatasetRepr.of(new StoreLayout(3, arrays, attributes, Map.of(), groups), values));
  }
}
