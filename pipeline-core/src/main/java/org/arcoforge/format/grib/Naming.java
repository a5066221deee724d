package org.arcoforge.format.grib;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names a message's parameter, after ecCodes: rules of its centre (or data set) and WMO's first,
 * then ECMWF's, then those that ECMWF has given up.
 */
final class Naming {
  private static final Map<String, String> DATA_SETS =
      Map.of(
          "4", "tigge", "5", "tigge", "6", "s2s", "7", "s2s", "8", "uerra", "9", "uerra", "10",
          "uerra", "11", "uerra");
  private static final List<Long> REANALYSES = List.of(22L, 5L, 23L, 14L, 21L, 24L, 3L, 30L, 33L);

  /** Newest version of the tables under which ECMWF names parameters in the old way. */
  private static final long OLD_TABLES = 33;

  private Naming() {}

  /** Adds paramId, shortName, name, units, cfName and cfVarName to a message's keys. */
  static void name(int edition, String parameter, String fallback, Map<String, Object> keys) {
    List<List<String>> chain = edition == 1 ? chain1(keys) : chain2(keys);
    Rules rules = Tables.get().rules(edition);
    Tables.Parameter found = Tables.get().parameter(first(rules, 'p', parameter, keys, chain));
    List<List<String>> plain =
        chain.stream()
            .map(sets -> sets.stream().map(Naming::unmarked).distinct().toList())
            .toList();
    String cfName = first(rules, 'c', parameter, keys, plain).orElse("unknown");
    String own = found.shortName();
    if (own.equals("~") || Character.isDigit(own.charAt(0))) {
      own = "p" + found.id();
    }
    String variable =
        first(rules, 'v', parameter, keys, edition == 1 ? plain : plain.subList(0, 1)).orElse(own);
    keys.put("paramId", found.id());
    keys.put("shortName", found.shortName());
    keys.put("name", found.name());
    keys.put("units", found.units());
    keys.put("cfName", cfName);
    keys.put("cfVarName", found.id() == 0 ? "unknown" : variable);
    keys.put("variable", found.id() == 0 ? fallback : variable);
  }

  private static String unmarked(String set) {
    return set.replaceAll("[+~-]$", "");
  }

  private static Optional<String> first(
      Rules rules,
      char concept,
      String parameter,
      Map<String, Object> keys,
      List<List<String>> chain) {
    for (List<String> sets : chain) {
      Optional<String> found = rules.find(concept, parameter, keys, sets);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  static List<List<String>> chain1(Map<String, Object> keys) {
    return List.of(
        List.of(String.valueOf(keys.get("centre")), "master"), List.of("ecmf", "master"));
  }

  /** Returns the sets of the type of level, which do not depend on the tables' version. */
  static List<String> levels2(Map<String, Object> keys) {
    return chain2(keys).get(0).stream().map(Naming::unmarked).distinct().toList();
  }

  private static List<List<String>> chain2(Map<String, Object> keys) {
    String centre = String.valueOf(keys.get("centre"));
    String dataSet = DATA_SETS.get(String.valueOf(keys.get("productionStatusOfProcessedData")));
    if (dataSet == null
        && keys.get("marsClassNumber") instanceof Long marsClass
        && REANALYSES.contains(marsClass)) {
      dataSet = "era";
    }
    boolean old = number(keys, "tablesVersion") <= OLD_TABLES;
    String set = dataSet == null ? centre : dataSet;
    boolean byVersion = dataSet != null || centre.equals("ecmf") || number(keys, "subCentre") == 98;
    String mark = set.equals("era") || (byVersion && old) ? "-" : "+";
    List<String> own = new ArrayList<>();
    List<String> master = List.of("master", "master" + mark);
    List<String> local = List.of(set, set + mark);
    own.addAll(dataSet == null ? local : master);
    own.addAll(dataSet == null ? master : local);
    return List.of(
        own, List.of("ecmf" + mark, "ecmf", "master" + mark), List.of("ecmf~", "master~"));
  }

  private static long number(Map<String, Object> keys, String key) {
    return keys.get(key) instanceof Number n ? n.longValue() : -1;
  }
}
