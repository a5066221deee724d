package org.arcoforge.pattern;

import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes a date in the notation of C's strftime with English names and zero-padded fields: {@code
 * %Y %y %m %d %j %H %I %M %S %p %b %B %a %A %G %V %%}. A minus ({@code %-d}) leaves the padding
 * out.
 *
 * @param parts texts as they are, and fields as one letter after {@code %} or {@code %-}
 */
record StrftimeFormat(List<String> parts) implements KeyFormat {
  private static final String FIELDS = "YymdjHIMSpbBaAGV%";

  static StrftimeFormat parse(String format, int offset) {
    List<String> parts = new ArrayList<>();
    int i = 0;
    while (i < format.length()) {
      int percent = format.indexOf('%', i);
      if (percent != i) {
        int end = percent < 0 ? format.length() : percent;
        parts.add(format.substring(i, end));
        i = end;
        continue;
      }
      int letter = format.startsWith("%-", i) ? i + 2 : i + 1;
      if (letter >= format.length() || FIELDS.indexOf(format.charAt(letter)) < 0) {
        String found = format.substring(i, Math.min(letter + 1, format.length()));
        throw new TemplateException(
            offset + i,
            "unknown date field '" + found + "'",
            "known: %" + String.join(" %", FIELDS.split("")));
      }
      parts.add(format.substring(i, letter + 1));
      i = letter + 1;
    }
    return new StrftimeFormat(List.copyOf(parts));
  }

  @Override
  public void append(Object key, StringBuilder to) {
    LocalDateTime date = (LocalDateTime) key;
    for (String part : parts) {
      if (part.charAt(0) == '%') {
        field(date, part.charAt(part.length() - 1), part.length() == 2, to);
      } else {
        to.append(part);
      }
    }
  }

  private static void field(LocalDateTime t, char field, boolean pad, StringBuilder to) {
    switch (field) {
      case 'Y' -> number(t.getYear(), pad ? 4 : 1, to);
      case 'y' -> number(Math.floorMod(t.getYear(), 100), pad ? 2 : 1, to);
      case 'm' -> number(t.getMonthValue(), pad ? 2 : 1, to);
      case 'd' -> number(t.getDayOfMonth(), pad ? 2 : 1, to);
      case 'j' -> number(t.getDayOfYear(), pad ? 3 : 1, to);
      case 'H' -> number(t.getHour(), pad ? 2 : 1, to);
      case 'I' -> number(t.get(ChronoField.CLOCK_HOUR_OF_AMPM), pad ? 2 : 1, to);
      case 'M' -> number(t.getMinute(), pad ? 2 : 1, to);
      case 'S' -> number(t.getSecond(), pad ? 2 : 1, to);
      case 'p' -> to.append(t.getHour() < 12 ? "AM" : "PM");
      case 'b' -> to.append(t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH), 0, 3);
      case 'B' -> to.append(t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case 'a' -> to.append(t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH), 0, 3);
      case 'A' -> to.append(t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case 'G' -> number(t.get(IsoFields.WEEK_BASED_YEAR), pad ? 4 : 1, to);
      case 'V' -> number(t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), pad ? 2 : 1, to);
      default -> to.append('%');
    }
  }

  private static void number(int n, int width, StringBuilder to) {
    String digits = Integer.toString(n);
    to.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
  }

  @Override
  public boolean accepts(Object key) {
    return key instanceof LocalDateTime;
  }

  @Override
  public String accepted() {
    return "a date (dates: {start, end, step})";
  }
}
