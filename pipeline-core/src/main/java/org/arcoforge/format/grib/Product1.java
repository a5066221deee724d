package org.arcoforge.format.grib;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the keys of a message of edition 1 from section 1, named as ecCodes names them. */
final class Product1 {
  private static final Set<Integer> TWO_LEVELS =
      Set.of(101, 104, 106, 108, 110, 112, 114, 116, 120, 121, 128, 141);

  /** ECMWF's local definitions that have the number of the ensemble member in octet 50. */
  private static final Set<Integer> WITH_NUMBER = Set.of(1, 2, 13, 14, 18, 26, 30, 36);

  /** Means and variances over several forecasts, all of one lead time. */
  private static final Set<String> OF_FORECASTS = Set.of("avgfc", "avgua", "avgia", "varins");

  private Product1() {}

  static Map<String, Object> keys(Found found) {
    Octets s = found.product();
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("edition", 1L);
    keys.put("centreNumber", (long) s.at(5));
    keys.put("centre", Tables.get().abbreviation("centre", s.at(5)));
    keys.put("subCentre", (long) s.at(26));
    keys.put("table2Version", (long) s.at(4));
    keys.put("generatingProcessIdentifier", (long) s.at(6));
    keys.put("indicatorOfParameter", (long) s.at(9));
    keys.put("indicatorOfTypeOfLevel", (long) s.at(10));
    keys.put("timeRangeIndicator", (long) s.at(21));
    level(s, keys);
    local(s, keys);
    time(s, keys);
    String parameter = s.at(4) + "." + s.at(9);
    Naming.name(1, parameter, "param_" + s.at(4) + "_" + s.at(9), keys);
    return keys;
  }

  private static void level(Octets s, Map<String, Object> keys) {
    boolean two = TWO_LEVELS.contains(s.at(10));
    long level = two ? s.at(11) : s.unsigned(11, 2);
    keys.put("level", !two && s.isMissing(11, 2) ? Rules.MISSING : level);
    keys.put("topLevel", level);
    keys.put("bottomLevel", two ? (long) s.at(12) : level);
    Rules rules = Tables.get().rules(1);
    String type = null;
    for (List<String> sets : Naming.chain1(keys)) {
      if (type == null) {
        type = rules.find('l', "", keys, sets).orElse(null);
      }
    }
    keys.put("typeOfLevel", type == null ? "unknown" : type);
    keys.put("level", (double) level);
  }

  private static void local(Octets s, Map<String, Object> keys) {
    boolean ecmwf = s.length() > 40 && (s.at(5) == 98 || s.at(26) == 98);
    if (!ecmwf || s.length() < 49) {
      return;
    }
    keys.put("localDefinitionNumber", (long) s.at(41));
    keys.put("marsClassNumber", (long) s.at(42));
    keys.put("dataType", Tables.get().abbreviation("type", s.at(43)));
    keys.put("marsStream", s.unsigned(44, 2));
    keys.put(
        "experimentVersionNumber",
        new String(s.part(46, 4).bytes(), java.nio.charset.StandardCharsets.ISO_8859_1).trim());
    int definition = s.at(41);
    if (WITH_NUMBER.contains(definition) && s.length() >= 51) {
      keys.put("number", (long) s.at(50));
      keys.put("totalNumber", (long) s.at(51));
    } else if (definition == 15 && s.length() >= 57) {
      keys.put("number", s.unsigned(50, 2));
      keys.put("totalNumber", s.unsigned(56, 2));
    } else if (definition == 16 && s.length() >= 64) {
      keys.put("number", s.unsigned(50, 2));
      keys.put("totalNumber", s.unsigned(63, 2));
    }
    if (definition == 13 && s.length() >= 53) {
      keys.put("directionNumber", (long) s.at(52));
      keys.put("frequencyNumber", (long) s.at(53));
    }
  }

  private static void time(Octets s, Map<String, Object> keys) {
    int year = (s.at(25) - 1) * 100 + s.at(13);
    LocalDateTime date = LocalDateTime.of(year, s.at(14), s.at(15), s.at(16), s.at(17));
    keys.put("dataDate", year * 10000L + s.at(14) * 100L + s.at(15));
    keys.put("dataTime", s.at(16) * 100L + s.at(17));
    keys.put("time", date.toEpochSecond(ZoneOffset.UTC));
    Rules rules = Tables.get().rules(1);
    List<String> sets = Naming.chain1(keys).get(0);
    String type =
        rules
            .find('s', s.at(4) + "." + s.at(9), keys, sets)
            .orElseGet(() -> Long.toString((long) s.at(21)));
    keys.put("stepType", type);
    long unit = Steps.seconds1(s.at(18));
    long p1 = s.at(19);
    long p2 = s.at(20);
    if (s.at(21) == 10) {
      p1 = s.unsigned(19, 2);
      p2 = p1;
    } else if (type.equals("instant") || OF_FORECASTS.contains(type)) {
      p2 = p1;
    }
    if (type.equals("accum") && s.at(21) == 0) { // DWD's, from the start on
      p2 = p1;
      p1 = 0;
    }
    Steps.put(p1, p2, unit, type, keys);
  }
}
