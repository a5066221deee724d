package org.arcoforge.format.grib;

import java.util.HashMap;
import java.util.Map;
import org.arcoforge.array.Attributes;

/** Gives the attributes of coordinates, as cfgrib does. */
final class CoordinateAttributes {
  private static final String SINCE = "seconds since 1970-01-01T00:00:00";
  private static final Map<String, Attributes> KNOWN = known();

  private CoordinateAttributes() {}

  /** Returns those of a coordinate; {@code key} is the GRIB key that its values come from. */
  static Attributes of(String coordinate, String key) {
    Attributes known = KNOWN.get(coordinate);
    return known != null && known.has("long_name") && known.has("units")
        ? known
        : make(
            "long_name",
            "original GRIB coordinate for key: " + key + "(" + coordinate + ")",
            "units",
            "1");
  }

  private static Attributes make(String... pairs) {
    Attributes attributes = Attributes.empty();
    for (int i = 0; i < pairs.length; i += 2) {
      attributes = attributes.with(pairs[i], pairs[i + 1]);
    }
    return attributes;
  }

  private static Attributes depth(String name) {
    return make("long_name", name, "units", "m", "positive", "down", "standard_name", "depth");
  }

  private static Attributes pressure(String units) {
    return make(
        "long_name",
        "pressure",
        "units",
        units,
        "positive",
        "down",
        "stored_direction",
        "decreasing",
        "standard_name",
        "air_pressure");
  }

  private static Map<String, Attributes> known() {
    Map<String, Attributes> known = new HashMap<>();
    known.put(
        "latitude",
        make("units", "degrees_north", "standard_name", "latitude", "long_name", "latitude"));
    known.put(
        "longitude",
        make("units", "degrees_east", "standard_name", "longitude", "long_name", "longitude"));
    known.put("depthBelowLand", depth("soil depth"));
    known.put("depthBelowLandLayer", depth("soil depth"));
    known.put(
        "hybrid",
        make(
            "long_name",
            "hybrid level",
            "units",
            "1",
            "positive",
            "down",
            "standard_name",
            "atmosphere_hybrid_sigma_pressure_coordinate"));
    known.put(
        "heightAboveGround",
        make(
            "long_name",
            "height above the surface",
            "units",
            "m",
            "positive",
            "up",
            "standard_name",
            "height"));
    known.put("isobaricInhPa", pressure("hPa"));
    known.put("isobaricInPa", pressure("Pa"));
    known.put("isobaricLayer", pressure("Pa").without("stored_direction"));
    known.put(
        "number",
        make(
            "long_name",
            "ensemble member numerical id",
            "units",
            "1",
            "standard_name",
            "realization"));
    // xarray decodes lead times that say so to timedelta64.
    known.put(
        "step",
        make(
            "long_name",
            "time since forecast_reference_time",
            "units",
            "hours",
            "dtype",
            "timedelta64[ns]",
            "standard_name",
            "forecast_period"));
    known.put(
        "time",
        make(
            "long_name",
            "initial time of forecast",
            "units",
            SINCE,
            "calendar",
            "proleptic_gregorian",
            "standard_name",
            "forecast_reference_time"));
    known.put(
        "valid_time",
        make(
            "long_name",
            "time",
            "units",
            SINCE,
            "calendar",
            "proleptic_gregorian",
            "standard_name",
            "time"));
    return known;
  }
}
