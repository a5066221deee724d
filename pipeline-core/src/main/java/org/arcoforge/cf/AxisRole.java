package org.arcoforge.cf;

import java.util.Locale;
import java.util.Set;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Variable;

/**
 * An axis role says what a coordinate variable measures, told by its CF attributes (CF 1.11,
 * chapter 4).
 */
public enum AxisRole {
  /** Degrees north. */
  LATITUDE,
  /** Degrees east. */
  LONGITUDE,
  /** Along x or y of a projection or a rotated pole. */
  PROJECTED_X,
  PROJECTED_Y,
  /** Height, depth, pressure or level. */
  VERTICAL,
  /** Time since a date. */
  TIME,
  /** Anything else. */
  OTHER;

  private static final Set<String> NORTH =
      Set.of("degrees_north", "degree_north", "degree_n", "degrees_n", "degreen", "degreesn");
  private static final Set<String> EAST =
      Set.of("degrees_east", "degree_east", "degree_e", "degrees_e", "degreee", "degreese");
  private static final Set<String> HEIGHTS =
      Set.of(
          "height",
          "depth",
          "altitude",
          "air_pressure",
          "model_level_number",
          "geopotential_height");

  /** Returns the role of a variable. */
  public static AxisRole of(Variable variable) {
    Attributes a = variable.attributes();
    String standard = lower(a, "standard_name");
    String units = lower(a, "units");
    if (units.contains(" since ")) {
      return TIME;
    }
    AxisRole named = standard.isEmpty() ? OTHER : ofStandardName(standard);
    if (named != OTHER) {
      return named;
    }
    if (NORTH.contains(units)) {
      return LATITUDE;
    }
    if (EAST.contains(units)) {
      return LONGITUDE;
    }
    if (!a.text("positive").orElse("").isEmpty()) {
      return VERTICAL;
    }
    AxisRole spelled = ofName(variable.name());
    if (spelled != OTHER && standard.isEmpty() && (units.isEmpty() || units.startsWith("degree"))) {
      return spelled;
    }
    return switch (lower(a, "axis")) {
      case "x" -> PROJECTED_X;
      case "y" -> PROJECTED_Y;
      case "z" -> VERTICAL;
      default -> OTHER;
    };
  }

  private static AxisRole ofStandardName(String name) {
    return switch (name) {
      case "latitude" -> LATITUDE;
      case "longitude" -> LONGITUDE;
      case "projection_x_coordinate", "grid_longitude" -> PROJECTED_X;
      case "projection_y_coordinate", "grid_latitude" -> PROJECTED_Y;
      default -> HEIGHTS.contains(name) || name.endsWith("_sigma_coordinate") ? VERTICAL : OTHER;
    };
  }

  private static AxisRole ofName(String path) {
    return switch (path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT)) {
      case "lat", "latitude", "nav_lat" -> LATITUDE;
      case "lon", "longitude", "long", "nav_lon" -> LONGITUDE;
      default -> OTHER;
    };
  }

  private static String lower(Attributes attributes, String name) {
    return attributes.text(name).orElse("").strip().toLowerCase(Locale.ROOT);
  }
}
