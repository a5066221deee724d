package org.arcoforge.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UrlTemplateTest {
  private static final LocalDateTime DATE = LocalDateTime.of(1981, 9, 1, 16, 5, 7);

  private static String date(String format) {
    return UrlTemplate.parse("{t:" + format + "}").expand(Map.of("t", DATE));
  }

  private static TemplateException refused(String text) {
    return assertThrows(TemplateException.class, () -> UrlTemplate.parse(text), text);
  }

  @Test
  void writesDatesAsStrftimeDoes() {
    // Wanted: what Python's datetime(1981, 9, 1, 16, 5, 7).strftime(...) gives.
    assertEquals("1981-09-01T16:05:07", date("%Y-%m-%dT%H:%M:%S"));
    assertEquals("81 244 Sep September Tue Tuesday", date("%y %j %b %B %a %A"));
    assertEquals("04 PM 1981 36 %", date("%I %p %G %V %%"));
    assertEquals("1981/9/1 244 5", date("%Y/%-m/%-d %-j %-M"));
    assertEquals("0800", UrlTemplate.parse("{t:%Y}").expand(Map.of("t", DATE.withYear(800))));
  }

  @Test
  void padsIntegersAsPythonDoes() {
    UrlTemplate template = UrlTemplate.parse("{n:03d}.{n:d}.{n}");
    assertEquals("007.7.7", template.expand(Map.of("n", 7L)));
    assertEquals("-07.-7.-7", template.expand(Map.of("n", -7L)));
    assertEquals("12345.12345.12345", template.expand(Map.of("n", 12345L)));
  }

  @Test
  void writesTextsNumbersAndBooleansAsTheyAre() {
    assertEquals(
        "sst/0.5/true",
        UrlTemplate.parse("{a}/{b}/{c}").expand(Map.of("a", "sst", "b", 0.5, "c", true)));
  }

  @Test
  void doubledBracesAreBraces() {
    assertEquals("{x}a}", UrlTemplate.parse("{{x}}{v}}}").expand(Map.of("v", "a")));
    assertEquals("{x}", UrlTemplate.parse(UrlTemplate.escape("{x}")).expand(Map.of()));
  }

  @Test
  void tellsTheColumnOfWhatItCannotParse() {
    assertEquals(4, refused("http{x").offset());
    assertEquals(2, refused("ab}c").offset());
    assertEquals(3, refused("ab{}").offset());
    assertEquals(3, refused("ab{a b}").offset());
    assertEquals(5, refused("{t:%Y%Q}").offset());
    assertEquals(3, refused("{n:3q}").offset());
    assertEquals(5, refused("{t:%Y%}").offset());
    assertEquals(
        "unknown format '3d' at column 4 of the template (dates: %Y%m%d and the like; integers:"
            + " 03d; decimals: .2f)",
        refused("{n:3d}").getMessage());
  }

  @Test
  void suggestsTheDimensionThatWasMeant() {
    UrlTemplate template = UrlTemplate.parse("a/{tmie:%Y}");
    List<PatternDim> dims = List.of(PatternDim.concat("time", Keys.dates("1981", "1982", "P1Y")));
    TemplateException e = assertThrows(TemplateException.class, () -> template.check(dims));
    assertEquals(3, e.offset());
    assertEquals("did you mean 'time'?", e.hint());
  }

  @Test
  void wantsEachDimensionOfSeveralKeysToBeUsed() {
    UrlTemplate template = UrlTemplate.parse("a.nc");
    template.check(List.of(PatternDim.merge("v", Keys.of("one"))));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> template.check(List.of(PatternDim.merge("v", Keys.of("one", "two")))));
    assertEquals("dimension 'v' has 2 keys, but is not in the URL: a.nc", e.getMessage());
  }

  @Test
  void refusesKeysThatAFormatCannotWrite() {
    UrlTemplate template = UrlTemplate.parse("{n:03d}");
    assertThrows(IllegalArgumentException.class, () -> template.expand(Map.of("n", "x")));
    assertThrows(IllegalArgumentException.class, () -> template.expand(Map.of()));
    assertThrows(
        IllegalArgumentException.class, () -> UrlTemplate.parse("{t}").expand(Map.of("t", DATE)));
  }

  @Test
  void isTheSameAfterSerialization() throws IOException, ClassNotFoundException {
    UrlTemplate template = UrlTemplate.parse("{t:%Y}{n:03d}{x:.1f}{{}}{s}");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(template);
    Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertEquals(template, read);
    assertTrue(read instanceof UrlTemplate);
    Map<String, Object> keys = Map.of("t", DATE, "n", 1L, "x", 1.0, "s", "z");
    assertEquals("19810011.0{}z", ((UrlTemplate) read).expand(keys));
  }
}
