package org.arcoforge.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Statistics;
import org.arcoforge.array.Variable;
import org.junit.jupiter.api.Test;

/** Each kind of flag is raised by what it is about, and not by what is alike and sound. */
class QualityFlagTest {
  private static final List<Dimension> TIME = List.of(new Dimension("time", 10));

  private static Variable variable(DataType type, Map<String, AttributeValue> attributes) {
    return new Variable("v", type, TIME, Attributes.of(attributes));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.of(value);
  }

  private static List<QualityFlag.Kind> kinds(Variable v, double min, double max, long missing) {
    long count = Double.isNaN(min) ? 0 : 10 - missing;
    return VariableQuality.builder()
        .variable(v)
        .statistics(new Statistics(min, max, count * (min + max) / 2, count, missing))
        .build()
        .flags()
        .stream()
        .map(QualityFlag::kind)
        .toList();
  }

  private static Variable temperature(String units) {
    return variable(
        DataType.FLOAT32, Map.of("standard_name", text("air_temperature"), "units", text(units)));
  }

  @Test
  void constantAndMissingValuesAreFlagged() {
    Variable v = variable(DataType.FLOAT32, Map.of());
    assertEquals(List.of(QualityFlag.Kind.CONSTANT), kinds(v, 3, 3, 2));
    assertEquals(List.of(QualityFlag.Kind.ALL_MISSING), kinds(v, Double.NaN, Double.NaN, 10));
    assertEquals(List.of(QualityFlag.Kind.INFINITE), kinds(v, 0, Double.POSITIVE_INFINITY, 0));
    assertEquals(List.of(), kinds(v, 3, 3.001, 2));
  }

  @Test
  void rangesOfStandardNamesAreInTheUnitsOfTheData() {
    List<QualityFlag.Kind> physical = List.of(QualityFlag.Kind.PHYSICAL_RANGE);
    assertEquals(List.of(), kinds(temperature("K"), 190, 330, 0));
    assertEquals(physical, kinds(temperature("K"), -30, 40, 0));
    assertEquals(List.of(), kinds(temperature("degC"), -80, 56, 0));
    assertEquals(physical, kinds(temperature("degC"), 190, 330, 0));
    assertEquals(List.of(), kinds(temperature("no unit"), 1e6, 1e9, 0));
    assertTrue(
        VariableQuality.builder()
            .variable(temperature("no unit"))
            .build()
            .allNotes()
            .get(0)
            .contains("'no unit' cannot be converted to 'K'"));
    Variable anomaly =
        variable(
            DataType.FLOAT32,
            Map.of(
                "standard_name", text("air_temperature"),
                "units", text("K"),
                "long_name", text("Temperature anomaly")));
    assertEquals(List.of(), kinds(anomaly, -5, 5, 0));
  }

  @Test
  void validRangesArePackedAsTheValuesAre() {
    Map<String, AttributeValue> packed =
        Map.of(
            "scale_factor", AttributeValue.of(DataType.FLOAT64, 0.01),
            "add_offset", AttributeValue.of(DataType.FLOAT64, 20.0),
            "valid_min", AttributeValue.of(DataType.INT64, -300L),
            "valid_max", AttributeValue.of(DataType.INT64, 4500L));
    List<QualityFlag.Kind> flagged = List.of(QualityFlag.Kind.VALID_RANGE);
    assertEquals(List.of(), kinds(variable(DataType.INT16, packed), 17, 65, 0));
    assertEquals(flagged, kinds(variable(DataType.INT16, packed), 16.9, 65, 0));
    Map<String, AttributeValue> plain =
        Map.of("valid_range", AttributeValue.of(DataType.FLOAT64, 0.0, 1.0));
    assertEquals(List.of(), kinds(variable(DataType.FLOAT32, plain), 0, 1, 0));
    assertEquals(flagged, kinds(variable(DataType.FLOAT32, plain), 0, 1.1, 0));
    Map<String, AttributeValue> turned =
        Map.of("valid_range", AttributeValue.of(DataType.FLOAT64, 1.0, 0.0));
    assertEquals(List.of(), kinds(variable(DataType.FLOAT32, turned), 0, 5, 0));
  }

  @Test
  void everyNameOfTheTableHasUnitsThatAreUnits() {
    assertTrue(StandardNames.known().size() >= 40);
    for (String name : StandardNames.known()) {
      Variable v =
          variable(
              DataType.FLOAT32, Map.of("standard_name", text(name), "units", text("furlong2")));
      assertTrue(StandardNames.note(v).isPresent(), name);
    }
  }

  private static List<QualityFlag.Kind> coordinate(
      String name, String units, double[] values, double... bounds) {
    CoordinateValues all = new CoordinateValues();
    List<Dimension> along = List.of(new Dimension(name, values.length));
    Attributes attributes = Attributes.empty().with("units", units).with("bounds", "b");
    all.put(new Variable(name, DataType.FLOAT64, along, attributes), values);
    if (bounds.length > 0) {
      List<Dimension> two = List.of(along.get(0), new Dimension("n", 2));
      all.put(new Variable("b", DataType.FLOAT64, two, Attributes.empty()), bounds);
    }
    return CoordinateChecks.flags(all).stream().map(QualityFlag::kind).toList();
  }

  @Test
  void coordinatesAreHeldAgainstThemselvesAndTheGlobe() {
    String north = "degrees_north";
    String east = "degrees_east";
    assertEquals(List.of(), coordinate("lat", north, new double[] {60, 0, -60}));
    assertEquals(
        List.of(QualityFlag.Kind.COORDINATE_ORDER),
        coordinate("lat", north, new double[] {0, 10, 5}));
    assertEquals(
        List.of(QualityFlag.Kind.COORDINATE_RANGE),
        coordinate("lat", north, new double[] {0, 50, 100}));
    assertEquals(List.of(), coordinate("lon", east, new double[] {0, 120, 359.75}));
    assertEquals(List.of(), coordinate("lon", east, new double[] {20.5, 200, 379.5}));
    assertEquals(List.of(), coordinate("lon", east, new double[] {-280, -100, 79}));
    assertEquals(
        List.of(QualityFlag.Kind.COORDINATE_RANGE),
        coordinate("lon", east, new double[] {-179, 0, 359}));
  }

  @Test
  void latitudesUpsideDownAgainstTheirBoundsAreFlagged() {
    double[] latitudes = {-60, 0, 60};
    assertEquals(
        List.of(), coordinate("lat", "degrees_north", latitudes, -90, -30, -30, 30, 30, 90));
    assertEquals(
        List.of(), coordinate("lat", "degrees_north", latitudes, -30, -90, 30, -30, 90, 30));
    assertEquals(
        List.of(QualityFlag.Kind.COORDINATE_BOUNDS),
        coordinate("lat", "degrees_north", latitudes, 30, 90, -30, 30, -90, -30));
  }

  private static double[] landMissing(double[] latitudes, double[] longitudes) {
    double[] values = new double[latitudes.length * longitudes.length];
    for (int i = 0; i < values.length; i++) {
      double latitude = latitudes[i / longitudes.length];
      double longitude = longitudes[i % longitudes.length];
      values[i] = LandMask.isLand(latitude, longitude) ? Double.NaN : 1;
    }
    return values;
  }

  private static double[] evenly(int n, double from, double step) {
    double[] all = new double[n];
    for (int i = 0; i < n; i++) {
      all[i] = from + step * i;
    }
    return all;
  }

  @Test
  void landOnTheMirroredOrTurnedMapIsFlagged() {
    assertTrue(LandMask.isLand(50, 10) && LandMask.isLand(-25, 135) && LandMask.isLand(-85, 0));
    assertTrue(LandMask.isLand(67, -178) && !LandMask.isLand(0, -30) && !LandMask.isLand(30, 185));
    double[] south = evenly(90, -89, 2);
    double[] north = evenly(90, 89, -2);
    double[] east = evenly(180, 1, 2);
    double[] west = evenly(180, -179, 2);
    double[] sound = landMissing(south, east);
    List<String> names = List.of("lat", "lon");
    assertTrue(
        LandMask.misplaced(Plane.grid(Plane.Kind.MAP, sound, south, east, names, "")).isEmpty());
    assertTrue(
        LandMask.misplaced(Plane.grid(Plane.Kind.MAP, sound, north, east, names, ""))
            .orElse("")
            .contains("upside down"));
    assertTrue(
        LandMask.misplaced(Plane.grid(Plane.Kind.MAP, sound, south, west, names, ""))
            .orElse("")
            .contains("180 degrees"));
    double[] ice = sound.clone(); // only what is near the poles is there
    for (int i = 0; i < ice.length; i++) {
      ice[i] = Math.abs(south[i / 180]) < 60 ? Double.NaN : ice[i];
    }
    assertTrue(
        LandMask.misplaced(Plane.grid(Plane.Kind.MAP, ice, north, east, names, "")).isEmpty());
  }
}
