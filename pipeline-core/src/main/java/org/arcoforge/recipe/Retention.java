package org.arcoforge.recipe;

import java.io.Serializable;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A retention says which versions of a recipe are kept when it is swept: the newest ones, or those
 * that are young enough. The one that readers get is kept in any case.
 *
 * @param versions how many of the newest are kept; 0 where the age decides
 * @param age up to which a version is kept; null where the number decides
 */
public record Retention(int versions, @Nullable Period age) implements Serializable {
  /** What an age looks like: {@code P90D}. */
  public static final String FORM = "P(?=\\d)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?";

  /**
   * Checks the number and the age.
   *
   * @throws IllegalArgumentException if there are both or neither, or nothing would be kept
   */
  public Retention {
    if ((age == null) == (versions == 0) || versions < 0) {
      throw new IllegalArgumentException("keep: a number of versions from 1, or an age");
    }
    if (age != null && (age.isZero() || age.isNegative())) {
      throw new IllegalArgumentException("keep: an age of a day or more, such as P90D, not " + age);
    }
  }

  /** Returns that of so many versions. */
  public static Retention newest(int versions) {
    return new Retention(versions, null);
  }

  /**
   * Returns that of an age.
   *
   * @param age an ISO 8601 period such as {@code P90D}
   * @throws IllegalArgumentException if it is none
   */
  public static Retention younger(String age) {
    try {
      return new Retention(0, Period.parse(age));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("keep: an age such as P90D, not '" + age + "'", e);
    }
  }

  /**
   * Returns whether a version is kept.
   *
   * @param newer how many versions there are after it
   */
  public boolean keeps(int newer, Instant created, Instant now) {
    return age == null
        ? newer < versions
        : !created.atZone(ZoneOffset.UTC).plus(age).toInstant().isBefore(now);
  }

  /** Returns it as a feedstock's {@code keep} has it: a number or a text. */
  public Object plain() {
    return age == null ? (Object) versions : age.toString();
  }

  @Override
  public String toString() {
    return "keep: " + plain();
  }
}
