package org.arcoforge.pattern;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * This is how a key is read from a file's name: the other direction of {@link KeyFormat}.
 *
 * @param regex what it looks like, without groups that capture
 */
record NameFormat(KeyFormat format, String regex) {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  static NameFormat parse(String text, int offset) {
    KeyFormat format = KeyFormat.parse(text, offset);
    if (format instanceof StrftimeFormat dates) {
      boolean year = dates.parts().stream().anyMatch(p -> p.matches("%-?[Yy]"));
      if (!year) {
        throw new TemplateException(
            offset, "'" + text + "' has no year, so that names have no order", "write %Y%m%d");
      }
      StringBuilder regex = new StringBuilder();
      for (String part : dates.parts()) {
        regex.append(part.charAt(0) == '%' ? field(part, offset) : Pattern.quote(part));
      }
      return new NameFormat(format, regex.toString());
    } else if (format instanceof KeyFormat.Padded padded) {
      return new NameFormat(format, "-?\\d{" + Math.max(1, padded.width()) + ",}");
    } else if (format instanceof KeyFormat.Decimals decimals) {
      int n = decimals.digits();
      return new NameFormat(format, n == 0 ? "-?\\d+" : "-?\\d+\\.\\d{" + n + "}");
    }
    return new NameFormat(format, "[^/]+?");
  }

  private static String field(String part, int offset) {
    boolean padded = part.length() == 2;
    return switch (part.charAt(part.length() - 1)) {
      case 'Y' -> "\\d{4}";
      case 'y', 'm', 'd', 'H', 'M', 'S' -> padded ? "\\d{2}" : "\\d{1,2}";
      case 'j' -> padded ? "\\d{3}" : "\\d{1,3}";
      case 'b' -> "[A-Za-z]{3}";
      case 'B' -> "[A-Za-z]{3,9}";
      case '%' -> "%";
      default ->
          throw new TemplateException(
              offset,
              "'" + part + "' cannot be read from names",
              "known: %Y %y %m %d %j %H %M %S %b %B");
    };
  }

  /** The key of a text that looks so; empty if it is no date after all. */
  Optional<Object> read(String text) {
    try {
      if (format instanceof KeyFormat.Padded) {
        return Optional.of(Long.valueOf(text));
      } else if (format instanceof KeyFormat.Decimals) {
        return Optional.of(Double.valueOf(text));
      }
      return format instanceof StrftimeFormat dates
          ? Optional.of(date(dates, text))
          : Optional.of(text);
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static LocalDateTime date(StrftimeFormat dates, String text) {
    StringBuilder groups = new StringBuilder();
    for (String part : dates.parts()) {
      boolean field = part.charAt(0) == '%' && !part.equals("%%");
      groups.append(
          field ? "(" + field(part, 0) + ")" : Pattern.quote(part.equals("%%") ? "%" : part));
    }
    Matcher m = Pattern.compile(groups.toString()).matcher(text);
    if (!m.matches()) {
      throw new DateTimeException(text);
    }
    int[] t = {0, 1, 1, 0, 0, 0, 0}; // year, month, day, hour, minute, second, day of year
    int group = 0;
    for (String part : dates.parts()) {
      if (part.charAt(0) != '%' || part.equals("%%")) {
        continue;
      }
      String found = m.group(++group);
      char field = part.charAt(part.length() - 1);
      if (field == 'b' || field == 'B') {
        t[1] = MONTHS.indexOf(found.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
        continue;
      }
      int n = Integer.parseInt(found);
      if (field == 'y') {
        t[0] = n < 69 ? 2000 + n : 1900 + n;
      } else {
        t["YmdHMSj".indexOf(field)] = n;
      }
    }
    LocalDate day = t[6] > 0 ? LocalDate.ofYearDay(t[0], t[6]) : LocalDate.of(t[0], t[1], t[2]);
    return day.atTime(t[3], t[4], t[5]);
  }
}
