package org.arcoforge.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.arcoforge.OtherJvm;
import org.junit.jupiter.api.Test;

/** URLs in a process whose language has other digits and other names of months. */
class UrlTemplateIT {
  /** Prints what the language makes of a number, and what templates make of values. */
  public static void main(String[] args) {
    LocalDateTime date = LocalDateTime.of(1981, 9, 1, 16, 5, 7);
    System.out.println(String.format(Locale.getDefault(), "%d", 7).equals("7"));
    System.out.println(UrlTemplate.parse("{t:%B %d}").expand(Map.of("t", date)));
    System.out.println(UrlTemplate.parse("{n:03d} {x:.2f}").expand(Map.of("n", 7L, "x", 0.5)));
  }

  @Test
  void doNotDependOnTheLanguage() throws IOException, InterruptedException {
    List<String> egypt =
        List.of("-Duser.language=ar", "-Duser.country=EG", "-Duser.extensions=u-nu-arab");
    assertEquals(
        List.of("false", "September 01", "007 0.50"),
        OtherJvm.run(UrlTemplateIT.class, egypt).lines().toList());
  }
}
