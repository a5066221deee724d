package org.arcoforge.recipe;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.cf.CfCalendar;

/**
 * Reads dates in the names of files by a format of C's {@code strptime} with {@code %Y %y %m %d %j
 * %b %B %H %M %S} and {@code %%}; everything else stands for itself.
 *
 * @param text the format, {@code %Y%m%d}
 */
public record StrptimeFormat(String text) implements Serializable {
  private static final Map<Character, String> FORMS =
      new TreeMap<>(
          Map.of(
              'Y', "\\d{4}",
              'y', "\\d{2}",
              'm', "\\d{2}",
              'd', "\\d{2}",
              'j', "\\d{3}",
              'b', "[A-Za-z]{3}",
              'B', "[A-Za-z]{3,9}",
              'H', "\\d{2}",
              'M', "\\d{2}",
              'S', "\\d{2}"));
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  /**
   * Checks the format.
   *
   * @throws IllegalArgumentException if it has an unknown word, one twice, or no year
   */
  public StrptimeFormat {
    String words = words(text);
    if (words.indexOf('Y') < 0 && words.indexOf('y') < 0) {
      throw new IllegalArgumentException(
          "'format': expected a year, %Y or %y, found none in '" + text + "'");
    }
    boolean dayless = words.indexOf('j') < 0;
    boolean month = words.matches(".*[mbB].*");
    if ((words.indexOf('d') >= 0 && !month) || (!dayless && (month || words.indexOf('d') >= 0))) {
      throw new IllegalArgumentException(
          "'format': expected %m with %d, or %j alone, found '" + text + "'");
    }
  }

  private static String words(String text) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '%') {
        continue;
      }
      char word = ++i < text.length() ? text.charAt(i) : ' ';
      if (word == '%') {
        continue;
      }
      if (!FORMS.containsKey(word)) {
        throw new IllegalArgumentException(
            "'format': no '%"
                + word
                + "' in dates; there are %"
                + join(FORMS.keySet())
                + " and %%");
      }
      if (words.indexOf(String.valueOf(word)) >= 0) {
        throw new IllegalArgumentException("'format': '%" + word + "' stands there twice");
      }
      words.append(word);
    }
    return words.toString();
  }

  private static String join(Iterable<Character> words) {
    StringBuilder text = new StringBuilder();
    words.forEach(w -> text.append(text.length() == 0 ? "" : " %").append(w));
    return text.toString();
  }

  /** Returns whether it says more than the day. */
  public boolean hasTimeOfDay() {
    String words = words(text);
    return words.indexOf('H') >= 0 || words.indexOf('M') >= 0 || words.indexOf('S') >= 0;
  }

  /** Returns a regular expression that finds such dates; it has one group a word. */
  public String regex() {
    StringBuilder regex = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%' || text.charAt(i + 1) == '%') {
        plain.append(c);
        i += c == '%' ? 1 : 0;
        continue;
      }
      regex.append(plain.length() == 0 ? "" : Pattern.quote(plain.toString()));
      plain.setLength(0);
      regex.append('(').append(FORMS.get(text.charAt(++i))).append(')');
    }
    return regex.append(plain.length() == 0 ? "" : Pattern.quote(plain.toString())).toString();
  }

  /**
   * Returns seconds since the beginning of 1970 of a calendar. What the format does not say is the
   * first: January, the first, midnight.
   *
   * @throws IllegalArgumentException if the text is not written so, or there is no such date
   */
  public long seconds(String date, CfCalendar calendar) {
    Matcher m = Pattern.compile(regex()).matcher(date);
    if (!m.matches()) {
      throw new IllegalArgumentException("'" + date + "' is not of the form " + text);
    }
    String words = words(text);
    long year = 1970;
    int month = 1;
    int day = 1;
    int ofYear = 0;
    long seconds = 0;
    for (int w = 0; w < words.length(); w++) {
      String found = m.group(w + 1);
      switch (words.charAt(w)) {
        case 'Y' -> year = Integer.parseInt(found);
        case 'y' -> year = Long.parseLong(found) + (Long.parseLong(found) < 69 ? 2000L : 1900L);
        case 'm' -> month = Integer.parseInt(found);
        case 'd' -> day = Integer.parseInt(found);
        case 'j' -> ofYear = Integer.parseInt(found);
        case 'H' -> seconds += limited(found, 23) * 3600L;
        case 'M' -> seconds += limited(found, 59) * 60L;
        case 'S' -> seconds += limited(found, 59);
        default -> month = month(found);
      }
    }
    long number = calendar.dayNumber(year, month, day);
    if (words.indexOf('j') >= 0) {
      number += ofYear - 1L;
      if (ofYear == 0 || number >= calendar.dayNumber(year + 1, 1, 1)) {
        throw new IllegalArgumentException("'" + date + "': " + year + " has no day " + ofYear);
      }
    }
    return number * 86400 + seconds;
  }

  private static long limited(String digits, int most) {
    int n = Integer.parseInt(digits);
    if (n > most) {
      throw new IllegalArgumentException("there is no time of day with " + n);
    }
    return n;
  }

  private static int month(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    for (int i = 0; i < 12; i++) {
      if (MONTHS.get(i).equals(small) || MONTHS.get(i).substring(0, 3).equals(small)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("'" + name + "' is no English name of a month");
  }
}
