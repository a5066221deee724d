package org.arcoforge.format.grib;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds WMO's and ECMWF's code tables, read from resources once. */
final class Tables {
  private static final Parameter UNKNOWN = new Parameter(0, "unknown", "unknown", "unknown");

  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, Parameter> parameters = new HashMap<>();
  private final Rules[] rules = {new Rules(1), new Rules(2)};

  /** This is a parameter of ECMWF's database; it is 0 and {@code unknown} if it is not in it. */
  record Parameter(long id, String shortName, String units, String name) {}

  /** This is one entry of a code table. */
  record Code(String abbreviation, String title) {}

  private static final class Holder {
    static final Tables TABLES = new Tables();
  }

  private Tables() {
    for (String line : lines("codes.tsv")) {
      String[] parts = line.split("\t", -1);
      codes.put(parts[0] + " " + parts[1], new Code(parts[2], parts[3]));
    }
    for (String line : lines("parameters.tsv")) {
      String[] parts = line.split("\t", -1);
      long id = Long.parseLong(parts[0].replaceFirst("\\..*", ""));
      parameters.put(parts[0], new Parameter(id, parts[1], parts[2], parts[3]));
    }
  }

  static Tables get() {
    return Holder.TABLES;
  }

  /** Returns the rules of an edition. */
  Rules rules(int edition) {
    return rules[edition - 1];
  }

  /** Returns the parameter of an id. */
  Parameter parameter(Optional<String> id) {
    return id.map(parameters::get).orElse(UNKNOWN);
  }

  /** Returns an entry of a table: {@code centre}, {@code type}, {@code grid1}, …. */
  Optional<Code> code(String table, long number) {
    return Optional.ofNullable(codes.get(table + " " + number));
  }

  /** Returns the abbreviation of an entry, or its number. */
  String abbreviation(String table, long number) {
    return code(table, number).map(Code::abbreviation).orElse(Long.toString(number));
  }

  static List<String> lines(String resource) {
    try (InputStream in = Tables.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    java.util.Objects.requireNonNull(in, resource), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
