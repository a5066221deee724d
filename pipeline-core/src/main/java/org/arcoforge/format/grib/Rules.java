package org.arcoforge.format.grib;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules give a message a word (its parameter, its type of level, …) by the values of its keys, as
 * ecCodes' concepts do: the rule with the most conditions that hold wins, the last of equal ones.
 */
final class Rules {
  /** Keys by the short names that the table uses. */
  private static final Map<String, String> KEYS = keys();

  /** What stands in a key without a value. */
  static final long MISSING = Integer.MAX_VALUE;

  private final Map<String, List<Rule>> rules = new HashMap<>();

  /**
   * A rule says what keys must be: Long, or a text for several numbers; {@code weight} counts them
   * all.
   */
  private record Rule(String[] keys, Object[] wanted, int weight, String value) {
    boolean holds(Map<String, Object> message) {
      for (int i = 0; i < keys.length; i++) {
        Object found = message.get(keys[i]);
        boolean same =
            (found instanceof Number a && wanted[i] instanceof Number b)
                ? a.doubleValue() == b.doubleValue()
                : wanted[i].equals(found);
        if (!same) {
          return false;
        }
      }
      return true;
    }
  }

  /** Reads the table of an edition. */
  Rules(int edition) {
    for (String line : Tables.lines("grib" + edition + ".tsv")) {
      String[] parts = line.split("\t", -1);
      String[] conditions = parts[2].split(" ");
      String[] keys = new String[conditions.length - 1];
      Object[] wanted = new Object[keys.length];
      int weight = keys.length;
      for (int i = 0; i < keys.length; i++) {
        String[] condition = conditions[i + 1].split("=");
        keys[i] = java.util.Objects.requireNonNull(KEYS.get(condition[0]), condition[0]);
        if (condition[1].contains(",")) { // of the time ranges one after another
          keys[i] += "s";
          wanted[i] = condition[1];
          weight += condition[1].split(",").length - 1;
        } else {
          wanted[i] = condition[1].equals("m") ? MISSING : Long.parseLong(condition[1]);
        }
      }
      String head = conditions[0].contains("*") ? "" : conditions[0];
      rules
          .computeIfAbsent(parts[0] + " " + parts[1] + " " + head, k -> new ArrayList<>())
          .add(new Rule(keys, wanted, weight, parts[3]));
    }
  }

  /**
   * Returns the word for a message.
   *
   * @param concept letter of the concept in the table
   * @param parameter the numbers of its parameter, with dots between, or empty
   * @param message its keys
   * @param sets names of sets whose rules compete, in order
   */
  Optional<String> find(
      char concept, String parameter, Map<String, Object> message, List<String> sets) {
    String best = null;
    int most = -1;
    for (String set : sets) {
      for (String head : parameter.isEmpty() ? List.of("") : List.of("", parameter)) {
        List<Rule> some = rules.getOrDefault(concept + " " + set + " " + head, List.of());
        int more = head.isEmpty() ? 0 : parameter.split("\\.").length;
        for (Rule rule : some) {
          if (rule.weight() + more >= most && rule.holds(message)) {
            best = rule.value();
            most = rule.weight() + more;
          }
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static Map<String, String> keys() {
    Map<String, String> keys = new HashMap<>();
    String[] pairs =
        ("t1 typeOfFirstFixedSurface f1 scaleFactorOfFirstFixedSurface"
                + " v1 scaledValueOfFirstFixedSurface t2 typeOfSecondFixedSurface"
                + " f2 scaleFactorOfSecondFixedSurface v2 scaledValueOfSecondFixedSurface"
                + " sp typeOfStatisticalProcessing lt localTablesVersion"
                + " gp typeOfGeneratingProcess ct constituentType at aerosolType"
                + " tu indicatorOfUnitForTimeRange tl lengthOfTimeRange pt probabilityType"
                + " fl scaleFactorOfLowerLimit vl scaledValueOfLowerLimit"
                + " tl1 indicatorOfTypeOfLevel l level lt1 topLevel lb1 bottomLevel"
                + " tr timeRangeIndicator ic is_chemical ia is_aerosol io is_aerosol_optical"
                + " is is_chemical_srcsink gt gridDefinitionTemplateNumber"
                + " ts typeOfSizeInterval fs1 scaleFactorOfFirstSize vs1 scaledValueOfFirstSize"
                + " fs2 scaleFactorOfSecondSize vs2 scaledValueOfSecondSize"
                + " le localElementNumber tw typeOfWavelengthInterval"
                + " fw1 scaleFactorOfFirstWavelength vw1 scaledValueOfFirstWavelength"
                + " fw2 scaleFactorOfSecondWavelength vw2 scaledValueOfSecondWavelength"
                + " ce centreNumber gr numberOfGridInReference pu pressureUnits nv NV gv genVertHeightCoords dc dummyc")
            .split(" ");
    for (int i = 0; i < pairs.length; i += 2) {
      keys.put(pairs[i], pairs[i + 1]);
    }
    return keys;
  }
}
