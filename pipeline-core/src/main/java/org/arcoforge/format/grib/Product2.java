package org.arcoforge.format.grib;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the keys of a field of edition 2 from sections 1, 2 and 4, named as ecCodes names them. */
final class Product2 {
  private static final List<String> STATISTICS =
      List.of(
          "avg", "accum", "max", "min", "diff", "rms", "sd", "cov", "sdiff", "ratio", "stdanom",
          "sum");
  private static final Map<Integer, String> OTHER_STATISTICS =
      Map.of(100, "severity", 101, "mode", 102, "index", 255, "instant");
  private static final Set<Integer> SOILS = Set.of(151, 152, 168, 114);

  private final Octets s;
  private final Map<String, Object> keys = new LinkedHashMap<>();
  private int next = 12;

  private Product2(Octets product) {
    this.s = product;
  }

  static Map<String, Object> keys(Found found) {
    Product2 product = new Product2(found.product());
    product.identify(found);
    product.template();
    product.local(found.local());
    return product.keys;
  }

  private long take(String key, int octets) {
    long value = s.unsigned(next, octets);
    keys.put(key, value);
    next += octets;
    return value;
  }

  private void takeScaled(String factor, String value) {
    keys.put(factor, s.isMissing(next, 1) ? Rules.MISSING : s.signed(next, 1));
    keys.put(value, s.isMissing(next + 1, 4) ? Rules.MISSING : s.unsigned(next + 1, 4));
    next += 5;
  }

  private void identify(Found found) {
    Octets one = found.identification();
    keys.put("edition", 2L);
    keys.put("centreNumber", one.unsigned(6, 2));
    keys.put("centre", Tables.get().abbreviation("centre", one.unsigned(6, 2)));
    keys.put("subCentre", one.unsigned(8, 2));
    keys.put("tablesVersion", (long) one.at(10));
    keys.put("localTablesVersion", (long) one.at(11));
    keys.put("significanceOfReferenceTime", (long) one.at(12));
    int year = (int) one.unsigned(13, 2);
    LocalDateTime date =
        LocalDateTime.of(year, one.at(15), one.at(16), one.at(17), one.at(18), one.at(19));
    keys.put("dataDate", year * 10000L + one.at(15) * 100L + one.at(16));
    keys.put("dataTime", one.at(17) * 100L + one.at(18));
    keys.put("time", date.toEpochSecond(ZoneOffset.UTC));
    keys.put("productionStatusOfProcessedData", (long) one.at(20));
    keys.put("dataType", Tables.get().abbreviation("processed", one.at(21)));
    keys.put("discipline", (long) found.discipline());
    keys.put("gridDefinitionTemplateNumber", found.grid().unsigned(13, 2));
    if (found.grid().unsigned(13, 2) == 101) {
      keys.put("numberOfGridInReference", (long) found.grid().at(19));
    }
  }

  private void local(Octets two) {
    boolean ecmwf = number("centreNumber") == 98 || number("subCentre") == 98;
    if (ecmwf && two.length() >= 17) {
      keys.put("localDefinitionNumber", two.unsigned(6, 2));
      keys.put("marsClassNumber", two.unsigned(8, 2));
      keys.put("dataType", Tables.get().abbreviation("type", two.unsigned(10, 2)));
      keys.put("marsStream", two.unsigned(12, 2));
    }
  }

  private void template() {
    int template = (int) s.unsigned(8, 2);
    keys.put("NV", s.unsigned(6, 2));
    keys.put("productDefinitionTemplateNumber", (long) template);
    keys.put("parameterCategory", (long) s.at(10));
    keys.put("parameterNumber", (long) s.at(11));
    keys.put("dummyc", 1L);
    boolean statistics = true;
    keys.put("stepType", "instant");
    switch (template) {
      case 0, 1, 2, 5, 6, 15, 60 -> statistics = false;
      case 8, 9, 10, 11, 12, 61 -> {}
      case 40, 41, 42, 43 -> {
        take("constituentType", 2);
        keys.put("is_chemical", 1L);
        statistics = template >= 42;
      }
      case 44, 45, 46, 47, 48 -> {
        aerosol(template);
        statistics = template == 46 || template == 47;
      }
      default -> {
        keys.put(
            "unreadable",
            "it uses product definition template 4." + template + ", which is not read");
        keys.put("typeOfLevel", "unknown");
        keys.put("level", 0.0);
        name();
        return;
      }
    }
    take("typeOfGeneratingProcess", 1);
    take("backgroundProcess", 1);
    take("generatingProcessIdentifier", 1);
    next += 3;
    int unit = (int) take("indicatorOfUnitOfTimeRange", 1);
    long forecast = s.signed(next, 4);
    keys.put("forecastTime", forecast);
    next += 4;
    surfaces();
    extras(template);
    long seconds = Steps.seconds2(unit);
    if (statistics) {
      statistics(forecast, seconds);
    } else {
      Steps.put(forecast, forecast, seconds, "instant", keys);
    }
    keys.put("pressureUnits", 0L);
    level();
    name();
  }

  private void name() {
    String parameter =
        keys.get("discipline")
            + "."
            + keys.get("parameterCategory")
            + "."
            + keys.get("parameterNumber");
    Naming.name(2, parameter, "param_" + parameter.replace('.', '_'), keys);
  }

  private void aerosol(int template) {
    take("aerosolType", 2);
    take("typeOfSizeInterval", 1);
    takeScaled("scaleFactorOfFirstSize", "scaledValueOfFirstSize");
    takeScaled("scaleFactorOfSecondSize", "scaledValueOfSecondSize");
    if (template == 48) {
      take("typeOfWavelengthInterval", 1);
      takeScaled("scaleFactorOfFirstWavelength", "scaledValueOfFirstWavelength");
      takeScaled("scaleFactorOfSecondWavelength", "scaledValueOfSecondWavelength");
      keys.put("is_aerosol_optical", 1L);
    } else {
      keys.put("is_aerosol", 1L);
    }
  }

  private void extras(int template) {
    switch (template) {
      case 1, 11, 41, 43, 45, 47, 60, 61 -> {
        take("typeOfEnsembleForecast", 1);
        take("perturbationNumber", 1);
        long all = take("numberOfForecastsInEnsemble", 1);
        keys.put("number", keys.get("perturbationNumber"));
        keys.put("totalNumber", all);
        if (template >= 60) {
          next += 7; // date of the model's version
        }
      }
      case 2, 12 -> {
        take("derivedForecast", 1);
        keys.put("totalNumber", take("numberOfForecastsInEnsemble", 1));
      }
      case 5, 9 -> {
        take("forecastProbabilityNumber", 1);
        take("totalNumberOfForecastProbabilities", 1);
        take("probabilityType", 1);
        keys.put(
            "scaleFactorOfLowerLimit", s.isMissing(next, 1) ? Rules.MISSING : s.signed(next, 1));
        keys.put(
            "scaledValueOfLowerLimit",
            s.isMissing(next + 1, 4) ? Rules.MISSING : s.signed(next + 1, 4));
        keys.put(
            "scaleFactorOfUpperLimit",
            s.isMissing(next + 5, 1) ? Rules.MISSING : s.signed(next + 5, 1));
        keys.put(
            "scaledValueOfUpperLimit",
            s.isMissing(next + 6, 4) ? Rules.MISSING : s.signed(next + 6, 4));
        next += 10;
      }
      case 6, 10 -> take("percentileValue", 1);
      case 15 -> {
        take("statisticalProcess", 1);
        take("spatialProcessing", 1);
        take("numberOfPointsUsed", 1);
      }
      default -> {}
    }
  }

  private void surfaces() {
    take("typeOfFirstFixedSurface", 1);
    takeScaled("scaleFactorOfFirstFixedSurface", "scaledValueOfFirstFixedSurface");
    take("typeOfSecondFixedSurface", 1);
    takeScaled("scaleFactorOfSecondFixedSurface", "scaledValueOfSecondFixedSurface");
  }

  /** The end of the overall interval, then specifications of time ranges of 12 octets each. */
  private void statistics(long forecast, long seconds) {
    int ranges = s.at(next + 7);
    int first = next + 12;
    keys.put("numberOfTimeRanges", (long) ranges);
    int last = first + 12 * Math.max(0, ranges - 1); // ecCodes' keys are of the last one
    int process = s.at(last);
    int used = first;
    List<String> processes = new ArrayList<>();
    for (int r = 0; r < ranges; r++) {
      processes.add(Integer.toString(s.at(first + 12 * r)));
    }
    keys.put("typeOfStatisticalProcessings", String.join(",", processes));
    if (ranges > 1) {
      for (int r = 0; r < ranges; r++) {
        if (s.at(first + 12 * r + 1) == 2) {
          used = first + 12 * r;
          break;
        }
      }
    }
    keys.put("typeOfStatisticalProcessing", (long) process);
    keys.put("typeOfTimeIncrement", (long) s.at(last + 1));
    keys.put("indicatorOfUnitForTimeRange", (long) s.at(last + 2));
    keys.put("lengthOfTimeRange", s.unsigned(last + 3, 4));
    String type =
        process < STATISTICS.size()
            ? STATISTICS.get(process)
            : OTHER_STATISTICS.getOrDefault(process, Integer.toString(process));
    boolean old = String.valueOf(keys.get("centre")).equals("ecmf") && version() <= 33;
    boolean daily = old && ranges == 1 && s.at(first + 1) == 1;
    if (daily && process == 0) {
      type = "avgd";
    }
    keys.put("stepType", type);
    if (ranges > 1 && s.at(used + 1) != 2) {
      keys.put("unreadable", "no one of its " + ranges + " time ranges says how long its step is");
      return;
    }
    long range = Steps.seconds2(s.at(used + 2));
    long length = daily ? 0 : s.unsigned(used + 3, 4);
    if ((seconds == Steps.UNKNOWN && forecast != 0) || (range == Steps.UNKNOWN && length != 0)) {
      Steps.put(1, 1, Steps.UNKNOWN, type, keys);
      return;
    }
    long start = forecast * seconds;
    Steps.put(start, start + (length == 0 ? 0 : length * range), 1, type, keys);
  }

  private long version() {
    return keys.get("tablesVersion") instanceof Long n ? n : 0;
  }

  private void level() {
    int type1 = (int) number("typeOfFirstFixedSurface");
    int type2 = (int) number("typeOfSecondFixedSurface");
    double first = level(type1, "FirstFixedSurface");
    double second = type2 == 255 ? first : level(type2, "SecondFixedSurface");
    boolean bottom = type1 == type2 && SOILS.contains(type1);
    keys.put("topLevel", first);
    keys.put("bottomLevel", second);
    List<String> sets = Naming.levels2(keys);
    keys.put("typeOfLevel", Tables.get().rules(2).find('l', "", keys, sets).orElse("unknown"));
    keys.put("level", bottom ? second : first);
  }

  private double level(int type, String surface) {
    long value = number("scaledValueOf" + surface);
    if (value == Rules.MISSING) {
      return 0;
    }
    long scale = number("scaleFactorOf" + surface);
    double level = value;
    if (scale != Rules.MISSING) {
      if (type == 109) { // potential vorticity, in 10^-9 units; TIGGE writes 10^-6
        scale -=
            String.valueOf(keys.get("productionStatusOfProcessedData")).matches("[45]") ? 6 : 9;
      }
      for (; scale < 0 && level != 0; scale++) {
        level *= 10;
      }
      for (; scale > 0 && level != 0; scale--) {
        level /= 10;
      }
    }
    if (type == 100) {
      if (level < 100 && scale == 0) { // less than a hectopascal
        keys.put("pressureUnits", 1L);
      } else {
        return level / 100;
      }
    }
    return level;
  }

  private long number(String key) {
    return keys.get(key) instanceof Long n ? n : Rules.MISSING;
  }
}
