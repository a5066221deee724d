package org.arcoforge.quality;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.UnitConversion;

/**
 * Knows between which values quantities of common CF standard names are on Earth. The table is a
 * resource; the documentation says where its numbers come from.
 */
final class StandardNames {
  private static final Map<String, Row> TABLE = read();

  private StandardNames() {}

  private record Row(String units, double low, double high) {}

  private static Map<String, Row> read() {
    Map<String, Row> table = new HashMap<>();
    InputStream in =
        Objects.requireNonNull(StandardNames.class.getResourceAsStream("standard-names.csv"));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          String[] parts = line.split(",", -1);
          table.put(
              parts[0],
              new Row(parts[1], Double.parseDouble(parts[2]), Double.parseDouble(parts[3])));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  /** Returns the names in the table. */
  static java.util.Set<String> known() {
    return TABLE.keySet();
  }

  /**
   * Returns the plausible range in the variable's own units; empty if its standard name is not in
   * the table, or its units cannot be turned into those of the table here.
   */
  static Optional<PlausibleRange> range(Variable v) {
    Row row = TABLE.get(name(v));
    if (row == null || isDerived(v)) {
      return Optional.empty();
    }
    String units = v.attributes().text("units").orElse("1");
    try {
      UnitConversion c = UnitConversion.between(row.units(), units);
      return Optional.of(
          new PlausibleRange(
              c.convert(row.low()), c.convert(row.high()), "standard name " + name(v)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns what is to be said if the table has a name, but cannot be used. */
  static Optional<String> note(Variable v) {
    return TABLE.containsKey(name(v)) && !isDerived(v) && range(v).isEmpty()
        ? Optional.of(
            "the range of standard name "
                + name(v)
                + " was not checked: its units '"
                + v.attributes().text("units").orElse("")
                + "' cannot be converted to '"
                + Objects.requireNonNull(TABLE.get(name(v))).units()
                + "'")
        : Optional.empty();
  }

  private static String name(Variable v) {
    String name = v.attributes().text("standard_name").orElse("").strip();
    return name.contains(" ") ? "" : name; // a modifier follows: an error, a number of observations
  }

  /** Variances, sums and ranges are no values of the quantity. */
  private static boolean isDerived(Variable v) {
    String methods = v.attributes().text("cell_methods").orElse("");
    String about = v.attributes().text("long_name").orElse("").toLowerCase(java.util.Locale.ROOT);
    return methods.matches(".*: *(variance|standard_deviation|range|sum)\\b.*")
        || about.contains("anomal")
        || about.contains("difference");
  }
}
